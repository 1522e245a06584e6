"""Reading screenings, and what changed from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from punte.core.access.door import Viewer, get_visible
from punte.protection.identification.models import Screening
from punte.protection.persons.door import Person, note_reading

LIMIT = 50


@dataclass(frozen=True)
class Change:
    """What differs from the screening before it with the same questions.

    answers: how many answers are others than before; dimensions: names of those that turned.
    """

    finding: bool
    answers: int
    dimensions: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        return not (self.finding or self.answers or self.dimensions)


def change_between(older: Screening, newer: Screening) -> Change:
    """Compare two screenings made with the same version of the same questions."""
    before, after = older.answers["items"], newer.answers["items"]
    outcomes = {row["dimension"]: row["outcome"] for row in older.advice["dimensions"]}
    return Change(
        finding=older.advice["finding"] != newer.advice["finding"],
        answers=sum(1 for item in after if before.get(item) != after[item]),
        dimensions=tuple(
            row["dimension"]
            for row in newer.advice["dimensions"]
            if outcomes.get(row["dimension"]) != row["outcome"]
        ),
    )


def with_changes(rows: Sequence[Screening]) -> list[tuple[Screening, Change | None]]:
    """Each screening (newest first) with what changed; None where it is the first of its kind."""
    compared: list[tuple[Screening, Change | None]] = []
    for index, row in enumerate(rows):
        before = next((old for old in rows[index + 1 :] if old.version == row.version), None)
        compared.append((row, change_between(before, row) if before else None))
    return compared


def screenings_of(by: Viewer, person: UUID) -> tuple[Person, list[Screening]]:
    """A person and their screenings, newest first; reading them is an entry in the ledger."""
    whom = get_visible(Person, viewer=by, pk=person)
    rows = Screening.objects.visible_to(by).filter(person=whom).select_related("agency", "by")
    note_reading(by, whom, "screening")
    return whom, list(rows.order_by("-at", "-id")[:LIMIT])


def person_to_screen(by: Viewer, person: UUID) -> Person:
    """Whoever the viewer may screen now. Raises NotHere."""
    return get_visible(Person, viewer=by, pk=person)


def open_screening(by: Viewer, screening: UUID) -> Screening:
    """One screening with its person; NotHere when either is out of sight."""
    row = get_visible(Screening, viewer=by, pk=screening)
    whom = get_visible(Person, viewer=by, pk=row.person_id)
    note_reading(by, whom, "screening")
    return Screening.objects.select_related("person", "agency", "by").get(pk=row.pk)
