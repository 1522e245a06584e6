"""Which rule of the table holds, and who may decide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """A row of the table."""

    jurisdiction: str
    agency_kind: str
    version: int
    valid_from: date


D = TypeVar("D", bound=Dated)


def in_force(rows: Iterable[D], *, jurisdiction: str, kind: str, day: date) -> D | None:
    """The rule of one act for an agency on a day, or None.

    A rule for the country and the kind goes before one for the country, that before one for the
    kind, that before the general one; of the same reach the newest version that has begun.
    """
    fitting = [
        row
        for row in rows
        if row.valid_from <= day
        and row.jurisdiction in ("", jurisdiction)
        and row.agency_kind in ("", kind)
    ]
    return max(
        fitting,
        key=lambda row: (row.jurisdiction != "", row.agency_kind != "", row.version),
        default=None,
    )


def may_decide(*, asked_by: int, account: int, needed: str, held: Iterable[str]) -> bool:
    """A second person, who holds what the rule wants."""
    return account != asked_by and needed in held
