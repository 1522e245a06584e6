"""How edits of one plan by several people come together: by field, and nothing is lost.

Every edit has a number, given in the order of arrival, and says up to which number its author
had read (`based_on`). It stands over what its author had seen, and beside what they had not.
Edits of different fields never meet. Two of the same field, neither having seen the other, are
rivals: both stand until an edit comes whose author has seen both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Edit:
    """One field set to a new value. number > based_on >= 0; by: an account's id."""

    number: int
    based_on: int
    field: str
    old: str
    new: str
    by: int
    at: datetime


@dataclass(frozen=True)
class FieldNow:
    """A field as its edits leave it: the standing edits, in the order of arrival."""

    standing: tuple[Edit, ...]

    @property
    def value(self) -> str:
        """What is shown: among rivals the first that arrived."""
        return self.standing[0].new

    @property
    def disputed(self) -> bool:
        """Whether rivals set it to different values."""
        return len({edit.new for edit in self.standing}) > 1


def standing(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Of the edits of one field those that no later author has seen and replaced."""
    known = {edit.number: edit for edit in edits}
    seen = max((edit.based_on for edit in known.values()), default=0)
    return tuple(known[number] for number in sorted(known) if number > seen)


def merge(*sides: Iterable[Edit]) -> dict[str, FieldNow]:
    """Every field of one item, from all edits of all sides; their order does not matter."""
    fields: dict[str, list[Edit]] = {}
    for side in sides:
        for edit in side:
            fields.setdefault(edit.field, []).append(edit)
    return {field: FieldNow(standing(edits)) for field, edits in fields.items()}


def values_at(edits: Iterable[Edit], version: int) -> dict[str, str]:
    """What somebody read who had seen the edits up to a number."""
    seen = merge([edit for edit in edits if edit.number <= version])
    return {field: now.value for field, now in seen.items()}


def wanted_edits(
    edits: Iterable[Edit], given: Mapping[str, str], *, version: int, by: int
) -> dict[str, tuple[str, str]]:
    """Which fields an author who had read up to `version` wants to change: {field: (old, new)}.

    A form sends all its fields; those left as they were read are no wish. What the same author
    already said from the same reading, and what already stands alone, is not said again.
    """
    known = list(edits)
    read, now = values_at(known, version), merge(known)
    wishes = {}
    for field, new in given.items():
        old = read.get(field, "")
        if new == old or _said(now.get(field), new, version, by):
            continue
        wishes[field] = (old, new)
    return wishes


def _said(now: FieldNow | None, new: str, version: int, by: int) -> bool:
    if now is None:
        return False
    if not now.disputed and now.value == new:
        return True
    return any(e.new == new and e.by == by and e.based_on == version for e in now.standing)


def met_others(edits: Iterable[Edit], *, version: int, by: int) -> bool:
    """Whether somebody else changed the item after the author read it."""
    return any(edit.number > version and edit.by != by for edit in edits)
