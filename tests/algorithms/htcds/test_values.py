"""Cells become values, or faults with a known code; dates are never guessed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.algorithms.htcds import (
    FAULTS,
    DateFault,
    Fault,
    Order,
    fields,
    read_date,
    read_value,
    styles_of,
)

TODAY = dt.date(2026, 11, 21)


def read(key: str, cell: object, order: Order = Order.UNKNOWN) -> object:
    return read_value(fields()[key], cell, order, TODAY)


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("prs_Gender", "Feminine", "Feminine"),
        ("prs_Gender", " женский ", "Feminine"),
        ("prs_Gender", "M", "Masculine"),
        ("vic_RelationshipToTrafficker", "Unaquainted", "Unacquainted"),
        ("vic_MethodsOfControl", "DebtBondage;UsesChildren", ["DebtBondage", "UsesChildren"]),
        ("vic_MethodsOfControl", "ThreatOfLawEnforcement", ["ThreatsLawEnforcement"]),
        ("vic_MethodsOfControl", "DebtBondage TakesEarnings", ["DebtBondage", "TakesEarnings"]),
        ("vic_TypeOfExploitation", "Forced labour, Servitude", ["ForcedLabour", "Servitude"]),
        ("prs_Citizenship", "Moldova; RO", ["MD", "RO"]),
        ("prs_PrimaryLanguage", "ron", "ro"),
        ("prs_PrimaryLanguage", "kat", "kat"),
        ("prs_NumberOfChildren", 2.0, "2"),
        ("con_Consent", "так", True),
        ("con_Consent", False, False),
        ("prs_Birthdate", 1990.0, "1990"),
        ("prs_Birthdate", "1990", "1990"),
        ("prs_Birthdate", 33000.0, "1990-05-07"),
        ("prs_Birthdate", dt.datetime(1990, 5, 7), "1990-05-07"),  # noqa: DTZ001
        ("hte_City", '["Iasi", "", "Balti"]', ["Iasi", "", "Balti"]),
        ("hte_City", "Iasi", ["Iasi"]),
        ("pun_NotifiedAt", "2026-01-02T10:00:00+02:00", "2026-01-02T10:00:00+02:00"),
        ("prs_FirstName", "   ", None),
        ("prs_FirstName", None, None),
    ],
)  # fmt: skip
def test_cells_are_read(key: str, cell: object, value: object) -> None:
    assert read(key, cell) == value


@pytest.mark.parametrize(
    ("key", "cell", "fault"),
    [
        ("prs_Gender", "purple", "unknown_code"),
        ("prs_Birthdate", "31/02/1990", "not_a_date"),
        ("prs_Birthdate", "03/04/1990", "date_in_doubt"),
        ("prs_Birthdate", "2030-01-01", "date_in_future"),
        ("prs_Birthdate", "1890-01-01", "not_a_date"),
        ("prs_NumberOfChildren", "two", "not_a_number"),
        ("con_Consent", "perhaps", "not_yes_no"),
        ("prs_Citizenship", "Atlantis", "not_a_country"),
        ("prs_PrimaryLanguage", "speaks little", "not_a_language"),
        ("prs_Email", "no address", "not_an_email"),
        ("prs_FirstName", "A\x00na", "bad_character"),
        ("prs_FirstName", "x" * 201, "too_long"),
        ("hte_City", ["x"] * 51, "too_many"),
    ],
)
def test_what_is_no_value_says_why(key: str, cell: object, fault: str) -> None:
    with pytest.raises(Fault) as caught:
        read(key, cell)
    assert caught.value.code == fault


def test_a_plan_may_end_in_the_future() -> None:
    assert read("spl_PlannedEndDate", "2027-05-01") == ["2027-05-01"]


CELLS: Any = st.one_of(
    st.text(max_size=40), st.floats(), st.integers(), st.booleans(), st.none(), st.dates(),
    st.datetimes(), st.times(), st.lists(st.text(max_size=8), max_size=4),
)  # fmt: skip


@given(st.sampled_from(sorted(fields())), CELLS, st.sampled_from(list(Order)))
def test_any_cell_gives_a_value_or_a_known_fault(key: str, cell: object, order: Order) -> None:
    value, fault = None, ""
    try:
        value = read(key, cell, order)
    except Fault as error:
        fault = error.code
    assert fault in {"", *FAULTS}
    # What was read once reads the same again: the exchange is stable.
    if value not in (None, []):
        assert read(key, value, order) == value


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)))
def test_a_date_reads_the_same_in_every_manner(date: dt.date) -> None:
    iso = date.isoformat()
    assert read_date(iso, Order.UNKNOWN, TODAY) == iso
    assert read_date(f"{date:%d.%m.%Y}", Order.DAY_FIRST, TODAY) == iso
    assert read_date(f"{date:%m/%d/%Y}", Order.MONTH_FIRST, TODAY) == iso
    assert read_date(date, Order.UNKNOWN, TODAY) == iso


def test_a_column_proves_its_order_or_asks() -> None:
    assert styles_of(["31.12.1990", "03.04.1990"]).order is Order.DAY_FIRST
    assert styles_of(["12/31/1990", "03/04/1990"]).order is Order.MONTH_FIRST
    assert styles_of(["03/04/1990", "05/06/1991"]).must_ask
    assert styles_of(["31/12/1990", "12/31/1990"]).must_ask
    assert not styles_of(["1990-04-03", dt.date(1990, 1, 2), "", None]).must_ask
    assert not styles_of(["04.04.1990"]).must_ask


def test_the_other_order_is_a_fault_in_a_column_that_has_one() -> None:
    with pytest.raises(DateFault, match="date_order"):
        read_date("12/31/1990", Order.DAY_FIRST, TODAY)
    assert read_date("5 martie 1990", Order.UNKNOWN, TODAY) == "1990-03-05"


@pytest.mark.parametrize(
    ("cell", "order", "born", "said"),
    [
        ("3/5/24", Order.UNKNOWN, False, "date_in_doubt"),
        ("3/5/24", Order.DAY_FIRST, False, "2024-05-03"),
        ("3/5/24", Order.MONTH_FIRST, False, "2024-03-05"),
        ("3/5/98", Order.DAY_FIRST, False, "1998-05-03"),
        ("3/5/98", Order.DAY_FIRST, True, "1998-05-03"),
        ("3/5/24", Order.DAY_FIRST, True, "two_digit_year"),
        ("45356", Order.UNKNOWN, False, "2024-03-05"),
        ("45356.0", Order.UNKNOWN, True, "2024-03-05"),
        ("99999", Order.UNKNOWN, False, "not_a_date"),
    ],
)
def test_short_years_and_numbers_of_days(cell: str, order: Order, born: bool, said: str) -> None:
    try:
        found = read_date(cell, order, TODAY, born=born)
    except DateFault as fault:
        found = str(fault)
    assert found == said
    assert styles_of([cell]).must_ask == ("/" in cell)
