"""Sending to court, and dates there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.deadlines.door import meet_clock, stop_clocks
from punte.core.errors import Conflict, Invalid
from punte.core.once import derived_key
from punte.investigation.cases.door import Case, Stage, hold_case, team_of
from punte.investigation.course.actions.accused import open_charges, take_step
from punte.investigation.course.actions.common import (
    HEARING,
    follow,
    hold_row,
    keep,
    keep_new,
    refuse_future,
    run_clock,
)
from punte.investigation.course.models import Accused, Hearing, Indictment
from punte.investigation.course.words import HearingKind, HearingState, State


@dataclass(frozen=True)
class Act:
    """An indictment: its number and day, the court, and the court's own number."""

    number: str
    on: date
    court: str
    court_number: str = ""


@transaction.atomic
def send_to_court(
    *, by: Viewer, case_id: UUID, accused: Sequence[UUID], act: Act, key: UUID
) -> Indictment:
    """Send accused persons to court with one indictment. Raises Refused, NotHere, Invalid
    (nobody chosen), Conflict (somebody without a charge that stands).
    """
    case = hold_case(by, case_id, permission=Permission.DECIDE_COURSE)
    refuse_future(act.on)
    rows = Accused.objects.visible_to(by).filter(case=case, pk__in=list(accused))
    chosen = list(rows.select_for_update(of=("self",)).select_related("entity").order_by("pk"))
    if not chosen or len(chosen) < len(set(accused)):
        raise Invalid(_("Choose who is sent to court."))
    row, new = keep_new(
        Indictment, by=by, case=case, action="course.indict", key=key, values=asdict(act)
    )
    for one in chosen if new else ():
        if not open_charges(one).exists():
            raise Conflict(_("Nobody goes to court without a charge that stands."))
        take_step(by, one, State.DEFENDANT, act.on, f"{act.number} · {act.court}")
        one.indictment, one.version = row, one.version + 1
        one.save()
    if new:
        follow(by, case, row, Stage.TRIAL, str(row))
    return row


def somebody_in_court(by: Viewer, case: Case) -> bool:
    """Whether a court has still to judge somebody of the case."""
    return Accused.objects.visible_to(by).filter(case=case, state=State.DEFENDANT).exists()


@dataclass(frozen=True)
class Date:
    """A date in court: who of the team attends, by account, and who else, by role."""

    kind: HearingKind
    at: datetime
    court: str
    room: str = ""
    attends: Sequence[int] = ()
    attends_words: str = ""


@transaction.atomic
def set_hearing(*, by: Viewer, case_id: UUID, day: Date, key: UUID) -> Hearing:
    """Keep a date in court; its clock runs until it is held. Raises Refused, NotHere, Invalid."""
    case = hold_case(by, case_id)
    return _set(by, case, day, key)


def _set(by: Viewer, case: Case, day: Date, key: UUID, follows: Hearing | None = None) -> Hearing:
    team = set(team_of(case).values_list("account_id", flat=True))
    if not set(day.attends) <= team:
        raise Invalid(_("Choose people of the team."))
    values: dict[str, Any] = {**asdict(day), "attends": sorted(day.attends), "follows": follows}
    row, new = keep_new(
        Hearing, by=by, case=case, action="course.set_hearing", key=key, values=values
    )
    if new:
        run_clock(by, case, HEARING, row, start=timezone.now(), due=row.at)
    return row


@transaction.atomic
def end_hearing(
    *,
    by: Viewer,
    case_id: UUID,
    hearing_id: UUID,
    state: HearingState,
    outcome: str,
    next_at: datetime | None,
    version: int,
    key: UUID,
) -> Hearing:
    """A date was held, postponed or cancelled, with what came of it and perhaps the next date.

    Raises Refused, NotHere, Conflict, Invalid (not held yet, or a next date before it).
    """
    case = hold_case(by, case_id)
    row = hold_row(by, Hearing, case, hearing_id, version)
    if row.state != HearingState.PLANNED:
        raise Conflict(_("This hearing has ended already."))
    if state == HearingState.HELD and row.at > timezone.now():
        raise Invalid(_("The hour of this hearing has not come yet."))
    if next_at is not None and next_at <= row.at:
        raise Invalid(_("The next date lies after this one."))
    row.state, row.outcome = state, outcome
    if state == HearingState.HELD:
        meet_clock(by=by, about_id=row.pk, measure=HEARING)
    else:
        stop_clocks(by=by, about_id=row.pk)
    keep(by, case, row, "course.end_hearing", state=str(state))
    if next_at is not None:
        again = Date(
            HearingKind(row.kind), next_at, row.court, row.room, row.attends, row.attends_words
        )
        _set(by, case, again, derived_key(key, "next"), row)
    return row
