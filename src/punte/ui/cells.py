"""The cells of a table, drawn here and not in its template: a page has hundreds of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.template.loader import get_template
from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from punte.ui.tables import Column, Table

NONE = mark_safe('<span class="quiet">–</span>')  # no value in it


def draw_moment(moment: date | datetime | None, show_time: bool = False, zone: bool = False) -> str:
    """A date like 21 Nov 2026, with `show_time` the hour too, with `zone` the time zone's name."""
    if moment is None:
        return ""
    if not isinstance(moment, datetime):
        iso, words = moment.isoformat(), formats.date_format(moment, "DATE_FORMAT")
        return format_html('<time datetime="{}">{}</time>', iso, words)
    local = timezone.localtime(moment)
    title = formats.date_format(local, f"{formats.get_format('DATETIME_FORMAT')} T")
    full = title if zone else formats.date_format(local, "DATETIME_FORMAT")
    words = full if show_time or zone else formats.date_format(local, "DATE_FORMAT")
    return format_html('<time datetime="{}" title="{}">{}</time>', local.isoformat(), title, words)


def draw_lines(table: Table) -> Iterator[list[SafeString]]:
    """The cells of the present page, row by row, each a whole `td` or `th`."""
    tags = [draw_tags(column) for column in table.columns]
    templates = [get_template(c.template) if c.template else None for c in table.columns]
    for row in table.page_rows:
        yield [
            format_html("{}{}{}", opened, draw_value(column, template, row, table.extra), closed)
            for column, template, (opened, closed) in zip(
                table.columns, templates, tags, strict=True
            )
        ]


def draw_tags(column: Column) -> tuple[SafeString, SafeString]:
    """What stands before and after each value of a column."""
    opened = format_html(
        '<{} data-label="{}" data-column="{}"{}{}>',
        mark_safe('th scope="row"' if column.head else "td"),  # noqa: S308  # two constants
        column.label,
        column.key,
        mark_safe(' class="number"' if column.number else ""),  # noqa: S308  # two constants
        "" if column.shown else " hidden",
    )
    return opened, format_html("</{}>", "th" if column.head else "td")


def draw_value(column: Column, template: Any, row: Any, extra: dict[str, object]) -> SafeString:
    """A value by the column's template, else as words, a date or a dash; linked if it leads on."""
    value = column.read(row)
    if template is not None:
        drawn = template.render({"row": row, "value": value, **extra})
    elif value is None or value == "":
        drawn = NONE
    elif isinstance(value, date):
        drawn = draw_moment(value)
    else:
        drawn = formats.localize(value) if isinstance(value, int | float) else value
    url = column.link(row) if column.link else ""
    return format_html('<a href="{}">{}</a>', url, drawn) if url else conditional_escape(drawn)
