"""Cases of earlier years, for the counts: copies of one that went its whole way by the rooms' acts.

They are written set by set, as the corridor's history is: all rows of the first case are copied
with other people, keys and days. Some ended before the court, and some with an acquittal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID, uuid5

from django.db import connection, models
from django.db.models import Max, QuerySet

from punte.core.access.door import seats_of
from punte.core.agencies.door import Membership
from punte.demo.names import draw_name
from punte.demo.teams import Team
from punte.investigation.cases.door import (
    Case,
    CaseEvent,
    CaseOffence,
    Closing,
    Member,
    Stage,
)
from punte.investigation.course.door import (
    Accused,
    Charge,
    Finding,
    Indictment,
    Judgment,
    Sentence,
    State,
    Step,
    Verdict,
)
from punte.investigation.subjects.door import Entity, Source, Statement

# Each before what points at it.
OF_CASE = (CaseOffence, CaseEvent, Source, Entity, Statement)
OF_COURSE = (Accused, Step)
OF_COURT = (Indictment, Charge, Judgment, Verdict, Sentence)
EVENTS = ("opened", "offence", "stage", "followed")
# How they end, and how many of each ten: served, not proven, acquitted.
ENDS = (Closing.ENFORCED,) * 6 + (Closing.NOT_ENOUGH,) * 3 + (Closing.ACQUITTED,)
# Rivers, as the names of old cases.
RIVERS = ("Nistru", "Prut", "Răut", "Bâc", "Siret", "Botna", "Ialpug", "Bârlad")
MANY = 50
APART = timedelta(days=33)  # fifty of them fill four years and a half
LONGEST = timedelta(days=330)


def write_archive(
    team: Team, leads: Sequence[Membership], prosecutors: Sequence[Membership]
) -> int:
    """Copies of a case that went its whole way, each led by the next of these; how many."""
    rows = _rows_of(team.case)
    numbers, two = _Numbers(), (team.lead.account_id, team.prosecutor.account_id)
    places: list[Any] = [
        *Member.objects.filter(case=team.case, account__in=two),
        *seats_of([team.case.owner]).filter(account_id__in=two),
    ]
    written: dict[type[models.Model], list[Any]] = {}
    for number, circle in enumerate(_circles(MANY)):
        people = leads[number % len(leads)], prosecutors[number % len(prosecutors)]
        copy = _Copy(team, number, circle, *people)
        for row in [copy.case(numbers), *copy.team(places), *copy.rest(rows)]:
            written.setdefault(type(row), []).append(row)
    for model, new in written.items():
        model._default_manager.bulk_create(new, batch_size=1000)
    return MANY


def _rows_of(case: Case) -> list[models.Model]:
    """What is copied of a case: its things are the persons alone, or selectors would be shared."""
    found: list[models.Model] = []
    for model in (*OF_CASE, *OF_COURT[:1], *OF_COURSE, *OF_COURT[1:]):
        rows: QuerySet[Any] = model._default_manager.filter(case=case)
        if model is CaseEvent:
            rows = rows.filter(kind__in=EVENTS)
        if model is Entity:
            rows = rows.filter(schema="Person")
        if model is Statement:
            rows = rows.filter(entity__schema="Person")
        found += rows
    return found


def _circles(many: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('punte_audience_seq') FROM generate_series(1, %s)", [many])
        return [number for (number,) in cursor.fetchall()]


class _Numbers:
    """The next free number of an agency's year."""

    def __init__(self) -> None:
        last = Case.objects.values_list("agency_id", "year").annotate(last=Max("serial"))
        self.last = Counter({(agency, year): serial for agency, year, serial in last})

    def take(self, agency: int, year: int) -> int:
        self.last[agency, year] += 1
        return self.last[agency, year]


@dataclass
class _Copy:
    """One copy: who works on it, how much earlier it was, and how it ended."""

    like: Team
    number: int
    circle: int
    lead: Membership
    prosecutor: Membership
    names: dict[Any, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.end = ENDS[self.number % len(ENDS)]
        self.by = {
            self.like.lead.account_id: self.lead.account_id,
            self.like.prosecutor.account_id: self.prosecutor.account_id,
        }

    def earlier(self, value: date) -> date:
        return value - APART * (self.number + 1)

    def key(self, old: UUID) -> UUID:
        return uuid5(old, str(self.circle))

    def case(self, numbers: _Numbers) -> Case:
        new: Case = self.row(self.like.case)
        new.agency_id, new.lead_id = self.lead.agency_id, self.lead.account_id
        new.year = new.opened_at.year
        new.serial = numbers.take(new.agency_id, new.year)
        new.name = f"{self.like.rng.choice(RIVERS)} {self.number + 1}"
        new.stage, new.closing = Stage.CLOSED, self.end
        new.closed_at = new.changed_at = new.opened_at + LONGEST
        return new

    def team(self, places: list[Any]) -> Iterable[models.Model]:
        """Places and seats of the two, as in the case that is copied."""
        for old in places:
            chosen = self.lead if old.account_id == self.like.lead.account_id else self.prosecutor
            row = self.row(old)
            row.agency_id = chosen.agency_id
            yield row

    def rest(self, rows: list[models.Model]) -> Iterable[models.Model]:
        """All else; without the court, or with its acquittal."""
        for model, group in groupby(rows, type):
            if model in OF_COURT and self.end == Closing.NOT_ENOUGH:
                continue
            if model is Sentence and self.end != Closing.ENFORCED:
                continue
            change = self.named if model in {Entity, Statement} else CHANGES.get(self.end, _kept)
            yield from filter(None, (change(self.row(row)) for row in group))
        yield CaseEvent(
            case_id=self.key(self.like.case.pk), owner=self.circle, audiences=[self.circle],
            kind="stage", code=Stage.CLOSED, by_id=self.prosecutor.account_id,
            text="Ordonanță inventată", at=self.earlier(self.like.case.opened_at) + LONGEST,
        )  # fmt: skip

    def named(self, row: Any) -> Any:
        """Another person in the same place."""
        key = row.pk if isinstance(row, Entity) else row.entity_id
        if key not in self.names:
            self.names[key] = " ".join(draw_name(self.like.rng, "ro", "male"))
        if isinstance(row, Entity):
            row.caption = self.names[key]
        elif row.prop == "name":
            row.value = row.original = self.names[key]
        return row

    def row(self, old: models.Model) -> Any:
        """The same row in this case's circle, years before, with keys and people of its own."""
        values = {}
        for column in old._meta.concrete_fields:
            value = getattr(old, column.attname)
            if column.attname in {"owner", "circle"}:
                value = self.circle
            elif column.attname == "audiences":
                value = [self.circle]
            elif isinstance(value, UUID) and column.attname != "offence_id":
                value = self.key(value)
            elif isinstance(value, date):
                value = self.earlier(value)
            elif isinstance(value, int) and column.attname.endswith(("by", "by_id", "account_id")):
                value = self.by.get(value, value)
            values[column.attname] = value
        return type(old)(**values)


def _kept(row: Any) -> Any:
    return row


def _unproven(row: Any) -> Any:
    """As it reads in a case that never came to court; None for what did not come to pass."""
    if isinstance(row, CaseEvent):
        return None if row.kind == "followed" else row
    if isinstance(row, Accused):
        row.indictment_id, row.state = None, State.CEASED
    if isinstance(row, Step):
        if row.after not in {State.SUSPECT, State.ACCUSED}:
            return None
        if row.after == State.ACCUSED:
            row.after, row.text = State.CEASED, ""
    return row


def _acquitted(row: Any) -> Any:
    """As it reads where the court acquitted."""
    if isinstance(row, CaseEvent):
        return None if row.code.endswith(Stage.ENFORCEMENT) else row
    if isinstance(row, Accused):
        row.state = State.ACQUITTED
    if isinstance(row, Step) and row.after == State.CONVICTED:
        row.after = State.ACQUITTED
    if isinstance(row, Verdict):
        row.finding = Finding.ACQUITTED
    return row


CHANGES = {Closing.NOT_ENOUGH: _unproven, Closing.ACQUITTED: _acquitted}
