"""Tables: order, pages, hostile addresses, CSV."""

import csv
import io
from typing import Any

import pytest
from django.http import QueryDict

from punte.ui.tables import Column, Table

ROWS: list[dict[str, Any]] = [
    {"name": f"Willow-{n:04}", "days": None if n == 3 else n * 7 % 11} for n in range(1, 61)
]
COLUMNS = [
    Column("name", "Person", sort="name", head=True, link=lambda row: f"/p/{row['name']}/"),
    Column("days", "Days", sort="days", number=True),
    Column("twice", "Twice", value=lambda row: (row["days"] or 0) * 2, shown=False),
]


def make_table(query: str = "", **more: Any) -> Table:
    given = {"rows": ROWS, "page_size": 10, **more}
    return Table(name="people", columns=COLUMNS, params=QueryDict(query), **given)


def names(table: Table) -> list[str]:
    return [row["name"] for row in table.page_rows]


def test_pages_follow_each_other_without_gap_or_overlap() -> None:
    seen = [name for page in range(1, 7) for name in names(make_table(f"sort=days&page={page}"))]
    assert sorted(seen) == [row["name"] for row in ROWS]


def test_sorting_both_ways_and_absent_values_last_then_first() -> None:
    up = make_table("sort=days&page=6").page_rows
    assert up[-1]["days"] is None
    assert make_table("sort=-days").page_rows[0]["days"] is None
    assert names(make_table("sort=-name"))[0] == "Willow-0060"


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1.5", "٣", "9" * 400, "\0", "999999"])
def test_a_hostile_page_number_falls_back(page: str) -> None:
    table = make_table()
    table.params = QueryDict(mutable=True)
    table.params["page"] = page
    assert 1 <= table.page <= 6
    assert table.page_rows


@pytest.mark.parametrize("sort", ["password", "-", "twice", "name'; --", "\0", "--name"])
def test_an_unknown_or_unsortable_key_is_ignored(sort: str) -> None:
    table = make_table(default_sort="name")
    table.params = QueryDict(mutable=True)
    table.params["sort"] = sort
    assert table.sort == "name"
    assert names(table)[0] == "Willow-0001"


def test_links_keep_the_filters_and_turn_the_order_round() -> None:
    table = make_table("state=sent&sort=name&page=3")
    assert table.sort_href(COLUMNS[0]) == "?state=sent&sort=-name"
    assert table.href(page=4) == "?state=sent&sort=name&page=4"
    assert table.filtered
    assert not make_table("sort=name&page=2").filtered


def test_page_numbers_show_gaps() -> None:
    assert make_table("page=4").pages == [1, None, 3, 4, 5, 6]
    assert make_table("page=1").pages == [1, 2, None, 6]


def test_an_empty_table_has_one_empty_page() -> None:
    table = make_table(rows=[])
    assert (table.count, table.last_page, table.page, table.page_rows) == (0, 1, 1, [])


def test_a_long_list_is_counted_no_further_than_asked() -> None:
    table = make_table(count_to=20)
    assert (table.many, table.shown_count, table.last_page) == (True, 20, 2)


def test_csv_holds_every_row_and_disarms_formulas() -> None:
    rows = [{"name": '=HYPERLINK("x")', "days": -3}, {"name": 'a,b\n"c"', "days": None}]
    response = make_table(rows=rows).csv_response("people.csv")
    assert response["Content-Disposition"] == 'attachment; filename="people.csv"'
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    assert list(csv.reader(io.StringIO(text))) == [
        ["Person", "Days", "Twice"],
        ['\'=HYPERLINK("x")', "-3", "-6"],
        ['a,b\n"c"', "", "0"],
    ]


def test_a_queryset_is_ordered_counted_and_cut_by_the_database() -> None:
    from punte.core.agencies.models import Agency

    columns = [Column("name", "Name", sort="name")]
    table = Table("a", columns, Agency.objects.all(), QueryDict("sort=-name"))
    assert table.sorted_rows().query.order_by == ("-name", "pk")  # type: ignore[union-attr]
