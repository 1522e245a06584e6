"""Starting clocks: one, or one for each of thousands of files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.database.staging import write_like
from punte.core.deadlines import rules
from punte.core.deadlines.models import Clock
from punte.core.deadlines.queries import calendar_of, due_by, open_clocks, open_pairs, rule_in_force
from punte.core.errors import NotHere
from punte.core.ids import new_id
from punte.core.ledger.door import record_each

COLUMNS = ("id", "record", "code", "about_id", "url", "responsible", "audiences")


class Wish(NamedTuple):
    """A clock to start. record: the person's id or None; code: their pseudonym, in English.

    url: a path, no names. responsible: who must act, by default the owner. start: by default
    now; due: by default as the rule says.
    """

    measure: str
    jurisdiction: str
    record: UUID | None
    about_kind: str
    about_id: UUID
    owner: int
    audiences: Iterable[int]
    url: str
    responsible: int | None = None
    start: datetime | None = None
    due: datetime | None = None
    code: str = ""


class Alike(NamedTuple):
    """What clocks have in common that differ in whom they are about alone."""

    measure: str
    jurisdiction: str
    about_kind: str
    owner: int
    start: datetime
    due: datetime | None


def start_clock(*, by: Viewer | None, **wish: Any) -> Clock | None:
    """Start the clock of a measure (see Wish); one already open for it is returned as it is.

    by: None when the worker acts. None comes back when no rule is in force.
    """
    asked = Wish(**wish)
    running = start_clocks(by=by, wishes=[asked])
    found = open_clocks(by, about_id=asked.about_id, measures=[asked.measure]).first()
    if running and found is None:
        raise NotHere(what="start clock", subject=asked.record)
    return found


@transaction.atomic
def start_clocks(*, by: Viewer | None, wishes: Sequence[Wish]) -> int:
    """Start those of the clocks that are not open yet, in few statements; returns how many run.

    A measure without a rule in force starts none.
    """
    now = timezone.now()
    held = open_pairs(by, {wish.about_id for wish in wishes}, {wish.measure for wish in wishes})
    groups: dict[Alike, list[Wish]] = defaultdict(list)
    for wish in wishes:
        if (wish.about_id, wish.measure) not in held:
            groups[_alike(wish, now)].append(wish)
    running = len(wishes) - sum(map(len, groups.values()))
    for alike, group in groups.items():
        terms = _terms(alike)
        if terms is not None:
            _keep(by, alike, terms, group)
            running += len(group)
    return running


def _alike(wish: Wish, now: datetime) -> Alike:
    return Alike(
        wish.measure, wish.jurisdiction, wish.about_kind, wish.owner, wish.start or now, wish.due
    )


def _keep(by: Viewer | None, alike: Alike, terms: dict[str, Any], wishes: Sequence[Wish]) -> None:
    """Insert the clocks unless another was quicker; then that one counts."""
    pattern = Clock(measure=alike.measure, about_kind=alike.about_kind, owner=alike.owner, **terms)
    rows = [_row(wish) for wish in wishes]
    written = write_like(pattern, COLUMNS, rows, skip_known=True)
    if by is None:
        return
    if written < len(rows):
        ids = [row[0] for row in rows]
        kept = set(Clock.objects.filter(pk__among=ids).values_list("pk", flat=True))
        rows = [row for row in rows if row[0] in kept]
    record_each(
        action="deadline.start",
        by=by,
        owners=[alike.owner],
        about=((row[1], {"clock": str(row[0]), "measure": alike.measure}) for row in rows),
    )


def _row(wish: Wish) -> tuple[Any, ...]:
    who = wish.responsible or wish.owner
    seen = sorted({*wish.audiences, wish.owner, who})
    return new_id(), wish.record, wish.code, wish.about_id, wish.url, who, seen


def _terms(alike: Alike) -> dict[str, Any] | None:
    """The fields of a clock that follow from the rule in force, or None without one."""
    start = alike.start
    zone, free = calendar_of(alike.jurisdiction, start)
    day = start.astimezone(ZoneInfo(zone)).date()
    rule = rule_in_force(alike.measure, alike.jurisdiction, day)
    if rule is None:
        return None
    due = alike.due or due_by(rule, start, zone, free)
    warn = rules.warn_at(start, due, rule.warn_before)
    return {
        "rule": rule,
        "term": rule.term,
        "unit": rule.unit,
        "started_at": start,
        "due_at": due,
        "warn_at": warn,
        "next_at": warn,
    }
