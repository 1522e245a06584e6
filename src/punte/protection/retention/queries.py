"""What is due and why some of it waits; holds, rules and decisions."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Invalid, NotHere
from punte.protection.persons.door import code_of, parse
from punte.protection.retention.models import (
    Decision,
    DecisionPerson,
    Due,
    LegalHold,
    RetentionRule,
)

REQUEST_LIVES = timedelta(days=30)  # as in the functions that carry a decision out


def due_rows(viewer: Viewer) -> QuerySet[Due]:
    """Persons of the overseen country whose time has run out, longest first."""
    viewer.require(Permission.RETAIN)
    rows = Due.objects.visible_to(viewer).filter(owner=viewer.oversight_audience, gone_at=None)
    return rows.select_related("rule").order_by("due_on", "id")


def running_holds(viewer: Viewer, subjects: list[UUID]) -> dict[UUID, LegalHold]:
    """The hold that keeps each of these persons, where one does."""
    rows = LegalHold.objects.visible_to(viewer).filter(subject__in=subjects, ended_at=None)
    return {row.subject: row for row in rows if row.running}


def is_held(_viewer: Viewer, subject: UUID) -> bool:
    """Whether a legal hold of any country keeps the person's data; for the vault."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_is_held(%s)", [subject])
        return bool(cursor.fetchone()[0])


def holds(viewer: Viewer) -> QuerySet[LegalHold]:
    """All holds of the country, newest first."""
    viewer.require(Permission.RETAIN)
    rows = LegalHold.objects.visible_to(viewer).filter(owner=viewer.oversight_audience)
    return rows.order_by("-placed_at", "id")


def get_hold(viewer: Viewer, hold: UUID, *, lock: bool = False) -> LegalHold:
    viewer.require(Permission.RETAIN)
    return get_visible(LegalHold, viewer=viewer, lock=lock, pk=hold)


def find_person(viewer: Viewer, typed: str) -> tuple[UUID, str]:
    """Id and English pseudonym of a person of the overseen country, by pseudonym.

    Raises Invalid for what is no whole pseudonym, NotHere when there is no such person here.
    """
    viewer.require(Permission.RETAIN)
    found = parse(typed.strip())
    if found is None or found[0] is None or found[1] >= 2**31:
        raise Invalid(_("Write the whole number, such as Willow-4172."))
    plant, number = int(found[0]), found[1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_overseen_person(%s, %s)", [plant, number])
        subject = cursor.fetchone()[0]
    if subject is None:
        raise NotHere(what="find person for hold")
    return subject, code_of(plant, number)


def current_rules() -> list[RetentionRule]:
    """The newest version of every rule, by country and kind."""
    rows = RetentionRule.objects.order_by("jurisdiction", "kind", "-version")
    return list(rows.distinct("jurisdiction", "kind"))


def decisions(viewer: Viewer) -> QuerySet[Decision]:
    """Decisions of the country, newest first."""
    viewer.require(Permission.RETAIN)
    rows = Decision.objects.visible_to(viewer).filter(owner=viewer.oversight_audience)
    return rows.order_by("-asked_at", "id")


def get_decision(viewer: Viewer, decision: UUID) -> Decision:
    viewer.require(Permission.RETAIN)
    return get_visible(Decision, viewer=viewer, pk=decision)


@dataclass(frozen=True)
class Line:
    """One person of a decision: what would be done, and the hold that keeps it from being done."""

    person: DecisionPerson
    hold: LegalHold | None
    still_due: bool

    @property
    def acts(self) -> bool:
        return self.hold is None and self.still_due


def preview(viewer: Viewer, decision: Decision) -> list[Line]:
    """What carrying the decision out would do now, by pseudonym."""
    persons = list(decision.persons.order_by("due_on", "id"))
    subjects = [person.subject for person in persons]
    held = running_holds(viewer, subjects)
    due = set(due_rows(viewer).filter(subject__in=subjects).values_list("subject", flat=True))
    return [Line(p, held.get(p.subject), p.subject in due) for p in persons]


def counts_of(lines: list[Line]) -> dict[str, int]:
    """How many of a preview would be erased, kept for statistics, and held."""
    found: Counter[str] = Counter()
    for line in lines:
        found[line.person.then if line.acts else "held" if line.hold else "no_longer_due"] += 1
    return dict(found)


def forgotten_tables() -> dict[str, Any]:
    """Tables that hang on a person, each with the condition that finds the person's rows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_person_tables()")
        found = cursor.fetchone()[0]
    tables: dict[str, Any] = json.loads(found) if isinstance(found, str) else found
    return tables
