"""Naming a suspect, charging, pleas, and steps that are decided without another act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid
from punte.investigation.cases.door import Case, Stage, hold_case, of_case, offences_of
from punte.investigation.course.actions.common import (
    follow,
    hold_row,
    keep,
    keep_new,
    refuse_future,
)
from punte.investigation.course.machine import may_follow
from punte.investigation.course.models import Accused, Charge, Step
from punte.investigation.course.words import ChargeState, Plea, State
from punte.investigation.subjects.door import Entity, get_entity

PURSUABLE = ("Person", "Company", "Organization")


def of_accused(accused: Accused) -> dict[str, Any]:
    """The values that a row takes from the accused it is about, who may be known to few."""
    return {"case": accused.case, "owner": accused.owner, "audiences": accused.audiences}


@transaction.atomic
def name_suspect(
    *, by: Viewer, case_id: UUID, entity: UUID, on: date, basis: str, request_key: UUID
) -> Accused:
    """Somebody of the case is a suspect from a day on.

    Raises Refused, NotHere, Invalid (neither a person nor a company), Conflict (is one already).
    """
    case = hold_case(by, case_id)
    refuse_future(on)
    found = get_entity(by, case, entity)
    if found.schema not in PURSUABLE:
        raise Invalid(_("Only a person, a company or an organisation can be a suspect."))
    hung = {**of_case(case), "audiences": found.audiences}
    values = {"entity": found, "on": on, "basis": basis}
    _refuse_twice(by, found, request_key)
    row, new = keep_new(
        Accused, by=by, case=case, action="course.suspect", key=request_key, values=values,
        hung=hung,
    )  # fmt: skip
    if new:
        _write_step(by, row, "", State.SUSPECT, on, basis[:500])
    return row


def _refuse_twice(by: Viewer, entity: Entity, key: UUID) -> None:
    known = Accused.objects.visible_to(by).filter(case=entity.case_id, entity__group=entity.group)
    if known.exclude(request_key=key).exists():
        raise Conflict(_("They stand in this case's course already."))


def _write_step(
    by: Viewer, accused: Accused, before: str, after: State, on: date, text: str
) -> None:
    Step.objects.create(
        **of_accused(accused),
        accused=accused,
        before=before,
        after=after,
        on=on,
        text=text,
        at=timezone.now(),
        by_id=by.account_id,
    )


def take_step(
    by: Viewer, accused: Accused, to: State, on: date, text: str = "", *, by_hand: bool = False
) -> None:
    """Bring somebody to another state; the caller saves the row. Raises Conflict."""
    if not may_follow(accused.state, to, by_hand=by_hand):
        raise Conflict(_("The proceedings do not go from this state to that one."))
    before, accused.state = accused.state, to
    _write_step(by, accused, before, to, on, text)


@transaction.atomic
def move_accused(
    *, by: Viewer, case_id: UUID, accused_id: UUID, to: State, on: date, reason: str, version: int
) -> Accused:
    """What a prosecutor decides with a reason alone: proceedings end, begin again, come back."""
    case = hold_case(by, case_id, permission=Permission.DECIDE_COURSE)
    refuse_future(on)
    row = hold_row(by, Accused, case, accused_id, version)
    take_step(by, row, to, on, reason, by_hand=True)
    if to == State.CEASED:
        open_charges(row).update(state=ChargeState.DROPPED, ended_on=on, ended_why=reason)
    keep(by, case, row, "course.move", to=str(to))
    return row


@transaction.atomic
def record_plea(
    *, by: Viewer, case_id: UUID, accused_id: UUID, plea: Plea, on: date, note: str, version: int
) -> Accused:
    """What the accused says to the charges, or the agreement reached. Raises Conflict."""
    case = hold_case(by, case_id, permission=Permission.DECIDE_COURSE)
    refuse_future(on)
    row = hold_row(by, Accused, case, accused_id, version)
    if row.state not in {State.ACCUSED, State.DEFENDANT}:
        raise Conflict(_("Only who is charged can answer to charges."))
    row.plea, row.plea_on, row.plea_note = plea, on, note
    keep(by, case, row, "course.plea", plea=str(plea))
    return row


@dataclass(frozen=True)
class Accusation:
    """What somebody is charged with: an offence of the case, in the words of the decision."""

    offence: int
    wording: str
    on: date


@transaction.atomic
def bring_charge(
    *, by: Viewer, case_id: UUID, accused_id: UUID, what: Accusation, version: int, key: UUID
) -> Charge:
    """Charge somebody; a suspect is accused from then on.

    Raises Refused, NotHere, Invalid (not an offence of this case), Conflict (judged, or no longer
    pursued).
    """
    case = hold_case(by, case_id, permission=Permission.DECIDE_COURSE)
    return _charge(by, case, hold_row(by, Accused, case, accused_id, version), what, key)


def _charge(
    by: Viewer, case: Case, row: Accused, what: Accusation, key: UUID, old: Charge | None = None
) -> Charge:
    refuse_future(what.on)
    if not offences_of(by, case).filter(offence=what.offence).exists():
        raise Invalid(_("Choose an offence that this case is about."))
    if row.state not in {State.SUSPECT, State.ACCUSED, State.DEFENDANT}:
        raise Conflict(_("Nobody is charged after a judgment, or once no longer pursued."))
    values = {"accused": row, "offence_id": what.offence, "wording": what.wording, "on": what.on}
    made, new = keep_new(
        Charge, by=by, case=case, action="course.charge", key=key,
        values={**values, "replaces": old}, hung=of_accused(row),
    )  # fmt: skip
    if new and row.state == State.SUSPECT:
        take_step(by, row, State.ACCUSED, what.on)
        row.version += 1
        row.save()
        follow(by, case, row, Stage.CHARGED, made.offence.article)
    return made


@transaction.atomic
def change_charge(
    *, by: Viewer, case_id: UUID, charge_id: UUID, what: Accusation, version: int, key: UUID
) -> Charge:
    """Another offence or wording in the place of a charge, which stays on record."""
    case = hold_case(by, case_id, permission=Permission.DECIDE_COURSE)
    old = _end_charge(by, case, charge_id, version, ChargeState.CHANGED, what.on, "")
    accused = hold_row(by, Accused, case, old.accused_id, old.accused.version)
    return _charge(by, case, accused, what, key, old)


@transaction.atomic
def drop_charge(
    *, by: Viewer, case_id: UUID, charge_id: UUID, on: date, why: str, version: int
) -> Charge:
    """A charge falls. Whether the proceedings end with it is decided apart."""
    case = hold_case(by, case_id, permission=Permission.DECIDE_COURSE)
    return _end_charge(by, case, charge_id, version, ChargeState.DROPPED, on, why)


def _end_charge(
    by: Viewer, case: Case, pk: UUID, version: int, state: ChargeState, on: date, why: str
) -> Charge:
    refuse_future(on)
    row = hold_row(by, Charge, case, pk, version)
    if row.state != ChargeState.BROUGHT:
        raise Conflict(_("This charge has ended already."))
    if on < row.on:
        raise Invalid(_("It cannot end before it was brought."))
    row.state, row.ended_on, row.ended_why = state, on, why
    keep(by, case, row, "course.end_charge", state=str(state))
    return row


def open_charges(accused: Accused) -> Any:
    """The charges that stand against somebody, in the order in which they were brought."""
    return accused.charges.filter(state=ChargeState.BROUGHT).order_by("on", "pk")
