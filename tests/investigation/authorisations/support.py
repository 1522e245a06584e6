"""Invented measures for tests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.files.door import keep_file
from punte.investigation.authorisations.actions.ask import Asked, ask_measure
from punte.investigation.authorisations.actions.life import activate
from punte.investigation.authorisations.actions.order import Ordered, record_order, record_urgent
from punte.investigation.authorisations.actions.timely import stop_due
from punte.investigation.authorisations.door import Piece
from punte.investigation.authorisations.models import Authorisation
from punte.investigation.cases.door import Case
from tests.support.cases import in_team, make_case
from tests.support.database import as_role
from tests.support.worlds import World

PHONE, OTHER_PHONE = "+37369123456", "+37369999888"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PDF = b"%PDF-1.4\n% an invented order\n%%EOF\n"


class Team:
    """A case with its investigator and prosecutor, and the country's overseer."""

    def __init__(self, world: World) -> None:
        self.case, self.investigator = make_case(world.investigator)
        self.prosecutor = in_team(self.case, self.investigator, world.prosecutor)
        self.outsider = world.second_investigator
        self.overseer = world.overseer

    @property
    def key(self) -> UUID:
        return self.case.pk


def now_to_the_minute() -> datetime:
    return timezone.now().replace(second=0, microsecond=0)


def asked(**values: Any) -> Asked:
    start = now_to_the_minute()
    given: dict[str, Any] = {
        "measure": "interception",
        "target": "The one who calls himself Invented Wolf",
        "identifiers": [("phone", PHONE)],
        "offence": "An invented article",
        "necessity": "Nothing else told who carries the money.",
        "proportionality": "One number, thirty days.",
        "start": start,
        "end": start + 20 * DAY,
        **values,
    }
    return Asked(**given)


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("order.pdf", PDF, "application/pdf")


def ordered(**values: Any) -> Ordered:
    start = now_to_the_minute() - HOUR
    given: dict[str, Any] = {
        "authority": "judge",
        "court": "Court of Testville",
        "number": "11-22/2026",
        "judge": "J. Invented",
        "issued_at": timezone.now() - 2 * HOUR,
        "target": "The one who calls himself Invented Wolf",
        "offence": "An invented article",
        "necessity": "As the prosecutor says.",
        "paper": paper(),
        "start": start,
        "end": start + 20 * DAY,
        "conditions": "No talk with a lawyer.",
        "identifiers": [("phone", "0 69 123 456")],
        **values,
    }
    return Ordered(**given)


def ask(by: Viewer, case: Case, **values: Any) -> Authorisation:
    with acting_as(by):
        return ask_measure(by=by, case=case.pk, asked=asked(**values), request_key=uuid4())


def order(by: Viewer, row: Authorisation, *, urgent: bool = False, **values: Any) -> Authorisation:
    do = record_urgent if urgent else record_order
    with acting_as(by):
        return do(
            by=by,
            authorisation=row.pk,
            version=row.version,
            order=ordered(**values),
            request_key=uuid4(),
        )


def in_force(team: Team, **values: Any) -> Authorisation:
    """An order recorded by the prosecutor and put in force by the investigator."""
    row = order(team.prosecutor, ask(team.investigator, team.case), **values)
    with acting_as(team.investigator) as by:
        return activate(by=by, authorisation=row.pk, version=row.version)


def piece(by: Viewer, case: Case, start: datetime | None, **values: Any) -> Piece:
    """A piece with one file, kept by who is bound; of a kind that the test has registered."""
    kept = keep_file(
        by=by,
        subject=None,
        owner=case.owner,
        audiences=case.audiences,
        name="call.wav",
        chunks=[b"RIFF....WAVE invented " + uuid4().bytes],
    )
    end = start + 5 * MINUTE if start else None
    given: dict[str, Any] = {"start": start, "end": end, "seconds": 300, **values}
    return Piece(kind="test_call", key=uuid4(), files=[kept.pk], **given)


def work(now: datetime | None) -> None:
    """What the worker does when it is that time."""
    assert now is not None
    with as_role("punte_worker"):
        stop_due(now)


def more(by: Viewer, row: Authorisation, do: Any, **values: Any) -> Authorisation:
    with acting_as(by):
        made: Authorisation = do(
            by=by,
            authorisation=row.pk,
            version=row.version,
            order=ordered(**values),
            request_key=uuid4(),
        )
    return made


def urgent(team: Team) -> Authorisation:
    row = ask(team.investigator, team.case)
    start = now_to_the_minute() - HOUR
    return order(
        team.prosecutor,
        row,
        urgent=True,
        authority="prosecutor",
        start=start,
        end=start + 48 * HOUR,
    )
