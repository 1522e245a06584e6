"""Which rule holds, on plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from punte.protection.approvals.rules import in_force, may_decide

DAY = date(2026, 5, 4)


@dataclass(frozen=True)
class Row:
    jurisdiction: str = ""
    agency_kind: str = ""
    version: int = 1
    valid_from: date = DAY


def test_the_closest_rule_holds() -> None:
    general, country, kind, both = Row(), Row("MD"), Row("", "ngo"), Row("MD", "ngo")
    rows = [general, country, kind, both]
    assert in_force(rows, jurisdiction="MD", kind="ngo", day=DAY) is both
    assert in_force(rows[:3], jurisdiction="MD", kind="ngo", day=DAY) is country
    assert in_force(rows, jurisdiction="RO", kind="ngo", day=DAY) is kind
    assert in_force(rows, jurisdiction="RO", kind="shelter", day=DAY) is general
    assert in_force([], jurisdiction="RO", kind="shelter", day=DAY) is None


def test_a_version_holds_from_its_day() -> None:
    old, new = Row(), Row(version=2, valid_from=DAY + timedelta(days=1))
    assert in_force([new, old], jurisdiction="MD", kind="", day=DAY) is old
    assert in_force([old, new], jurisdiction="MD", kind="", day=new.valid_from) is new


@settings(max_examples=60)
@given(
    st.lists(
        st.builds(
            Row,
            st.sampled_from(["", "MD", "RO"]),
            st.sampled_from(["", "ngo", "shelter"]),
            st.integers(1, 5),
            st.dates(DAY - timedelta(days=9), DAY + timedelta(days=9)),
        ),
        max_size=6,
    )
)
def test_what_holds_fits_and_has_begun(rows: list[Row]) -> None:
    found = in_force(rows, jurisdiction="MD", kind="ngo", day=DAY)
    if found is None:
        assert not any(
            row.valid_from <= DAY
            and row.jurisdiction in ("", "MD")
            and row.agency_kind in ("", "ngo")
            for row in rows
        )
        return
    assert found.valid_from <= DAY
    assert found.jurisdiction in ("", "MD")
    assert found.agency_kind in ("", "ngo")


def test_nobody_is_their_own_second_person() -> None:
    assert not may_decide(asked_by=1, account=1, needed="x", held=["x"])
    assert not may_decide(asked_by=1, account=2, needed="x", held=["y"])
    assert may_decide(asked_by=1, account=2, needed="x", held=["x"])
