"""Tables: sorting, paging, counting and CSV over a queryset or a list, from the address line.

A view builds a `Table` and the template says `{% table table %}`; see README.md beside this file.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import QueryDict, StreamingHttpResponse
from django.utils.functional import Promise, cached_property

Words = str | Promise
Rows = QuerySet[Any] | Sequence[Any]


@dataclass(frozen=True)
class Column:
    """One column.

    `value`: attribute path (`"agency.name"`) or function of the row; default is `key`.
    `sort`: what to order by (field name, or attribute for lists); empty: not sortable.
    `template`: a template that draws the cell with `row` and `value`; CSV still takes `value`.
    `link`: function of the row that returns the address the cell leads to.
    `number`: right-aligned. `shown`: False starts hidden in the column choice.
    `head`: True for the one column that names the row.
    """

    key: str
    label: Words
    value: str | Callable[[Any], object] = ""
    sort: str = ""
    template: str = ""
    link: Callable[[Any], str] | None = None
    number: bool = False
    shown: bool = True
    head: bool = False

    def read(self, row: Any) -> object:
        """Return this column's value for a row (dictionaries are read by key)."""
        if callable(self.value):
            return self.value(row)
        path = self.value or self.key
        return row.get(path) if isinstance(row, dict) else attrgetter(path)(row)


@dataclass(frozen=True)
class Saved:
    """A saved filter shown as a tab: a label, the query it stands for, perhaps a count."""

    label: Words
    query: str
    count: int | None = None


@dataclass
class Table:
    """A table over `rows`, read with the address line's `sort` and `page`.

    `name` (a slug) keeps several tables of a page apart and remembers the column choice.
    `rows` holds only what the viewer may see, in the order wanted when nothing is asked for.
    `begin` is a quicker way to the first rows of the default order, where `rows` would be sorted
    whole; it takes the rows and how many. `params` is `request.GET`. `count_to` bounds the
    counting query: past it the count reads "more than". `filters` is a bound GET form that the
    view has already applied. Unknown sort keys and pages out of range fall back quietly.
    """

    name: str
    columns: Sequence[Column]
    rows: Rows
    params: QueryDict
    caption: Words = ""
    default_sort: str = ""
    begin: Callable[[Any, int], Rows] | None = None
    page_size: int = 25
    count_to: int = 10_000
    filters: BaseForm | None = None
    saved: Sequence[Saved] = ()
    empty_title: Words = ""
    empty_text: Words = ""
    empty_url: str = ""
    empty_action: Words = ""
    csv_url: str = ""
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def sort(self) -> str:
        """The key now sorted by, with `-` in front when descending; empty: as given."""
        asked = self.params.get("sort", "") or self.default_sort
        known = {column.key for column in self.columns if column.sort}
        return asked if asked.removeprefix("-") in known else self.default_sort

    @cached_property
    def count(self) -> int:
        """How many rows there are, counted no further than `count_to` + 1."""
        if isinstance(self.rows, QuerySet):
            return self.rows.order_by()[: self.count_to + 1].count()
        return len(self.rows)

    @property
    def many(self) -> bool:
        """True when there are more rows than were counted."""
        return self.count > self.count_to

    @property
    def shown_count(self) -> int:
        """The number to name: the count, or the bound it passed."""
        return min(self.count, self.count_to)

    @property
    def last_page(self) -> int:
        """The last page that can be turned to."""
        return max(1, -(-self.shown_count // self.page_size))

    @property
    def page(self) -> int:
        """The page now shown, from 1; anything that is not a page number reads as 1."""
        asked = self.params.get("page", "")
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
        return max(1, min(number, self.last_page))

    @property
    def pages(self) -> list[int | None]:
        """Page numbers to offer around the present one; None stands for a gap."""
        wanted = {1, self.page - 1, self.page, self.page + 1, self.last_page}
        numbers = sorted(number for number in wanted if 1 <= number <= self.last_page)
        offered: list[int | None] = []
        for number in numbers:
            last = offered[-1] if offered else None
            if last is not None and number > last + 1:
                offered.append(None)
            offered.append(number)
        return offered

    def sorted_rows(self) -> Rows:
        """Return all rows in the asked order; querysets end in the key, so pages do not overlap."""
        key = self.sort
        column = next((c for c in self.columns if c.sort and c.key == key.removeprefix("-")), None)
        if column is None:
            return self.rows
        descending = key.startswith("-")
        if isinstance(self.rows, QuerySet):
            return self.rows.order_by(("-" if descending else "") + column.sort, "pk")
        return sorted(self.rows, key=lambda row: _orderable(column, row), reverse=descending)

    @cached_property
    def page_rows(self) -> list[Any]:
        """The rows of the present page."""
        start = (self.page - 1) * self.page_size
        end = start + self.page_size
        quick = self.begin is not None and self.sort == self.default_sort
        rows = self.begin(self.rows, end) if self.begin and quick else self.sorted_rows()
        return list(rows[start:end])

    def href(self, **changes: str | int) -> str:
        """Return the query of this page with some parameters changed; empty values are left out."""
        params = self.params.copy()
        for key, value in changes.items():
            params[key] = str(value)
        for key in [key for key, value in params.items() if value == ""]:
            del params[key]
        return "?" + params.urlencode()

    def sort_href(self, column: Column) -> str:
        """Return the query that sorts by a column, or turns its order round."""
        key = f"-{column.key}" if self.sort == column.key else column.key
        return self.href(sort=key, page="")

    @property
    def filtered(self) -> bool:
        """True when a filter is set, so that "nothing found" differs from "nothing here yet"."""
        return any(
            value for key, value in self.params.items() if key not in ("sort", "page", "format")
        )

    def csv_response(self, filename: str) -> StreamingHttpResponse:
        """Stream every row as CSV; the caller has checked that this viewer may take them away."""
        response = StreamingHttpResponse(self._csv_lines(), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{filename}"'
        return response

    def _csv_lines(self) -> Iterator[str]:
        writer = csv.writer(_Echo())
        yield "\ufeff" + writer.writerow([str(column.label) for column in self.columns])
        rows = self.sorted_rows()
        source: Iterable[Any] = rows.iterator(2000) if isinstance(rows, QuerySet) else rows
        for row in source:
            yield writer.writerow([plain_cell(column.read(row)) for column in self.columns])


class _Echo:
    """A file that hands each line back, so that CSV streams."""

    def write(self, text: str) -> str:
        return text


def plain_cell(value: object) -> str:
    """Text of a CSV cell; a leading sign is disarmed, since spreadsheets run it as a formula."""
    text = "" if value is None else str(value)
    risky = text.startswith(("=", "+", "-", "@", "\t", "\r")) and isinstance(value, str)
    return f"'{text}" if risky else text


def _orderable(column: Column, row: Any) -> tuple[bool, Any]:
    value = row.get(column.sort) if isinstance(row, dict) else attrgetter(column.sort)(row)
    return (value is None, "" if value is None else value)
