"""Reading chains."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise

from punte.core.access.door import Permission, Viewer
from punte.core.agencies.door import Agency, Desk, get_agency, manages, sees_people
from punte.core.deadlines.door import calendar_of, term_from
from punte.core.errors import NotHere
from punte.core.escalation.models import Chain
from punte.core.escalation.people import Late, name_of, names_of, told_at
from punte.core.escalation.rules import Step
from punte.core.notices.door import stand_ins

LATE_REFERRAL = {False: "referral.answer", True: "referral.answer_urgent"}


def chain_of(agency_id: int, urgent: bool) -> Chain:
    """The chain that holds in an agency: its newest version, else the default as version 0."""
    rows = Chain.objects.filter(agency_id=agency_id, urgent=urgent).order_by("-version")
    return rows.first() or Chain(agency_id=agency_id, urgent=urgent, version=0, made_by=0)


def get_seen_agency(by: Viewer, agency_id: int) -> Agency:
    """An agency whose people the viewer sees; NotHere for others."""
    agency = get_agency(agency_id)
    if not sees_people(by, agency):
        raise NotHere(what="read chain")
    return agency


def may_edit(by: Viewer, agency: Agency) -> bool:
    return manages(by, agency, Permission.MANAGE_AGENCY)


@dataclass(frozen=True)
class Told:
    """One line of a preview. accounts: empty when nobody works there now. people: in words."""

    at: datetime
    who: str | Promise
    accounts: list[int]
    people: list[str]


def preview(agency: Agency, urgent: bool, desk: Desk | None) -> tuple[datetime, list[Told]]:
    """When a referral sent now is late, and who would be told then if nobody saw to it."""
    now = timezone.now()
    due = term_from(LATE_REFERRAL[urgent], agency.jurisdiction_id, now) or now
    zone, free = calendar_of(agency.jurisdiction_id, due)
    late = Late(agency, desk.audience if desk else agency.audience)
    lines: list[Told] = []
    at = due
    for step in chain_of(agency.pk, urgent).in_order:
        skipped = bool(lines) and not lines[-1].people
        at = at if skipped else max(at, step.comes_at(due, zone, free))
        accounts = _told(step, late)
        lines.append(Told(at, name_of(step.who), accounts, names_of(accounts, agency)))
    return due, lines


def _told(step: Step, late: Late) -> list[int]:
    today = timezone.localdate()
    accounts = told_at(step, late, today)
    return [*accounts, *stand_ins(accounts, today)]


def first_desk(agency: Agency) -> Desk | None:
    """The desk that a preview takes as the one a referral is sent to."""
    return Desk.objects.filter(agency=agency, open=True).order_by("name").first()
