"""Opening a case, closing it, opening it again, and all stages between."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, open_circle
from punte.core.errors import Conflict, Invalid, Refused, Stale
from punte.core.once import made_once
from punte.investigation.cases.actions.holding import add_event, hold_case, keep_change, note
from punte.investigation.cases.machine import closings_at, decided_by_prosecutor, may_follow
from punte.investigation.cases.models import Case, Member, of_case
from punte.investigation.cases.queries.cases import followed_from, get_case
from punte.investigation.cases.words import Closing, EventKind, Hits, Origin, Part, Stage


@dataclass(frozen=True)
class Facts:
    """What a case is called, and where it came from."""

    name: str
    origin: Origin
    origin_on: date
    origin_reference: str = ""
    summary: str = ""
    court_number: str = ""
    hits: Hits = Hits.OPEN
    complex: bool = False


@transaction.atomic
def open_case(
    *, by: Viewer, facts: Facts, request_key: UUID, synthetic: bool = False
) -> tuple[Case, Viewer]:
    """A new case with the viewer at its head, and the viewer as they see from now on.

    Raises Refused without the permission, Invalid for an origin in the future.
    """
    by.require(Permission.OPEN_CASES)
    if facts.origin_on > timezone.localdate():
        raise Invalid(_("The day on which the sign came cannot lie in the future."))

    def make() -> Case:
        nonlocal by
        circle, by = open_circle(by=by)
        return _make_case(by, circle, facts, request_key, synthetic)

    same = {"agency_id": by.agency_id, "name": facts.name}
    case, new = made_once(Case, by=by, request_key=request_key, same=same, make=make)
    if new:
        Member.objects.create(
            **of_case(case),
            account_id=by.account_id,
            agency_id=by.agency_id,
            part=Part.LEAD,
            since=case.opened_at,
        )
        add_event(by, case, EventKind.OPENED, code=case.origin)
        note(by, case, "case.open", origin=case.origin, number=case.number)
    return case, by


def _make_case(by: Viewer, circle: int, facts: Facts, key: UUID, synthetic: bool) -> Case:
    now = timezone.now()
    year = timezone.localdate().year
    with connection.cursor() as cursor:
        # Other teams' cases cannot be seen, so the database counts.
        cursor.execute("SELECT investigation_next_serial(%s, %s)", [by.agency_id, year])
        serial = cursor.fetchone()[0]
    return Case.objects.create(
        **asdict(facts),
        agency_id=by.agency_id,
        jurisdiction=by.jurisdiction,
        year=year,
        serial=serial,
        lead_id=by.account_id,
        opened_at=now,
        changed_at=now,
        synthetic=synthetic,
        request_key=key,
        owner=circle,
        audiences=[circle],
    )


@transaction.atomic
def edit_facts(*, by: Viewer, case_id: UUID, facts: Facts, version: int) -> Case:
    """Other facts for a case. Raises Refused, NotHere, Conflict."""
    case = hold_case(by, case_id, version=version)
    if facts.hits != case.hits:
        by.require(Permission.LEAD_CASES)
    changed = [key for key, value in asdict(facts).items() if getattr(case, key) != value]
    for key in changed:
        setattr(case, key, getattr(facts, key))
    keep_change(by, case, "case.edit", fields=changed)
    add_event(by, case, EventKind.EDITED)
    return case


@transaction.atomic
def move_case(
    *,
    by: Viewer,
    case_id: UUID,
    to: Stage,
    reason: str,
    version: int,
    request_key: UUID,
    closing: Closing | None = None,
) -> Case:
    """Take a case to its next stage, close it or open it again; or put it back where it stood
    before it followed its course by itself, which is not a step of the proceedings.

    Raises Refused (the step is a prosecutor's), NotHere, Conflict (no such step from here, or an
    old form), Invalid (closing without a reason that fits).
    """
    by.require(Permission.LEAD_CASES)
    case = get_case(by, case_id, lock=True)
    if case.version != version:
        raise Stale
    before = case.stage
    if to != followed_from(by, case):
        _refuse_step(by, before, to)
    if (to == Stage.CLOSED) != (closing is not None and closing in closings_at(before)):
        raise Invalid(_("Choose why the case is closed, of the reasons that fit its stage."))
    case.stage, case.closing = to, closing or ""
    case.closed_at = timezone.now() if to == Stage.CLOSED else None
    keep_change(by, case, "case.move", stage=str(to), before=before, closing=case.closing)
    add_event(by, case, EventKind.STAGE, code=to, text=reason, request_key=request_key)
    return case


def _refuse_step(by: Viewer, before: str, to: Stage) -> None:
    if not may_follow(before, to):
        raise Conflict(_("A case does not go from this stage to that one."))
    if decided_by_prosecutor(before, to) and not by.may(Permission.DECIDE_COURSE):
        raise Refused(_("This step is a prosecutor's to take."), what="move a case")
