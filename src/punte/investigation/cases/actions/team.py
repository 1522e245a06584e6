"""Who works on a case: joining, leaving, another at its head."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Purpose, Viewer, seat, unseat
from punte.core.errors import Conflict, Invalid
from punte.core.notices.door import send_notice
from punte.investigation.cases.actions.holding import add_event, hold_case, keep_change
from punte.investigation.cases.models import Case, Member, of_case
from punte.investigation.cases.queries.team import member_of, possible_members, team_of
from punte.investigation.cases.words import EventKind, Part


@transaction.atomic
def add_member(*, by: Viewer, case_id: UUID, membership: int, part: Part, version: int) -> Member:
    """Take somebody into the team: from their next page on they see all of the case.

    membership: the role, of one's own agency or another, in which they come. Raises Refused,
    NotHere, Invalid (a role that works on no cases), Conflict (there already, or an old form).
    """
    case = hold_case(by, case_id, permission=Permission.LEAD_CASES, version=version)
    chosen = possible_members(by, case).filter(pk=membership).first()
    if chosen is None:
        raise Invalid(_("Choose somebody who works on cases and is not in the team yet."))
    member = Member.objects.create(
        **of_case(case),
        account_id=chosen.account_id,
        agency_id=chosen.agency_id,
        part=part,
        since=timezone.now(),
    )
    seat(
        by=by,
        circle=case.owner,
        account=chosen.account_id,
        agency=chosen.agency_id,
        purpose=Purpose.INVESTIGATION,
    )
    keep_change(by, case, "case.join", account=chosen.account_id, part=str(part))
    add_event(by, case, EventKind.JOINED, code=str(chosen.account_id), text=str(part))
    send_notice(
        kind="case_joined", url=case.get_absolute_url(), to_accounts=[chosen.account_id], by=by
    )
    return member


@transaction.atomic
def end_member(*, by: Viewer, case_id: UUID, member_id: UUID, version: int) -> Case:
    """Somebody leaves the team, and sees nothing of the case from their next page on.

    Raises Refused (without the right to lead, one may only leave oneself), NotHere, Conflict
    (the head of the team stays until another is).
    """
    case = hold_case(by, case_id, permission=Permission.SEE_CASES, version=version)
    member = member_of(by, case, member_id)
    if member.account_id != by.account_id:
        by.require(Permission.LEAD_CASES)
    if member.account_id == case.lead_id:
        raise Conflict(_("Who leads the case cannot leave it. Choose another lead first."))
    _leave(by, case, member)
    return case


def _leave(by: Viewer, case: Case, member: Member) -> None:
    member.until = timezone.now()
    member.save(update_fields=["until"])
    keep_change(by, case, "case.leave", account=member.account_id)
    add_event(by, case, EventKind.LEFT, code=str(member.account_id))
    unseat(by=by, circle=case.owner, account=member.account_id, agency=member.agency_id)


@transaction.atomic
def choose_lead(*, by: Viewer, case_id: UUID, member_id: UUID, version: int) -> Case:
    """Another of the team leads the case from now on. Raises Refused, NotHere, Conflict."""
    case = hold_case(by, case_id, permission=Permission.LEAD_CASES, version=version)
    new = member_of(by, case, member_id)
    if new.agency_id != case.agency_id:
        raise Conflict(_("A case is led by somebody of the agency that it belongs to."))
    if new.account.program:
        raise Conflict(_("A program works in a team, and never leads it."))
    team_of(case).filter(part=Part.LEAD).update(part=Part.INVESTIGATOR)
    new.part = Part.LEAD
    new.save(update_fields=["part"])
    case.lead_id = new.account_id
    keep_change(by, case, "case.lead", account=new.account_id)
    add_event(by, case, EventKind.HANDED_OVER, code=str(new.account_id))
    return case
