"""The status ladder's writes. Every step is a person's decision; no program makes one."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible, roles_with
from punte.core.agencies.door import Agency
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.notices.door import send_notice
from punte.core.once import made_once
from punte.protection.identification import rules
from punte.protection.identification.actions.status_decision import (
    MAX_WORDS,
    Step,
    check_words,
    checked_form,
    decide,
    hold_person,
    note,
    status_url,
)
from punte.protection.identification.models import StatusDecision, StatusProposal, StatusReview
from punte.protection.persons.door import Person, Status, code_of

REJECT_MAX = 2000


@transaction.atomic
def propose_status(
    *, by: Viewer, person: UUID, step: Step, request_key: UUID
) -> StatusDecision | StatusProposal:
    """Decide at once where one person may, else lay it before a second one.

    The same key twice acts once. Raises Invalid (words, day), Conflict (another proposal waits,
    or the ladder does not lead there from where the person now stands), Refused, NotHere.
    """
    by.require(Permission.PROPOSE_STATUS)
    whom = hold_person(by, person)
    made = made_before(whom, request_key)
    if made is not None:
        return made
    check_words(step.ground, MAX_WORDS)
    if step.decided_on > timezone.localdate():
        raise Invalid(_("The day of the decision lies in the future."))
    review = open_review_of(by, whom, step.review)
    check_ladder(whom, step.status, review)
    two = rules.needs_second(Status(whom.status), step.status, review=review is not None)
    if not two and whom.owner == by.agency_audience:
        check_body(by, whom, step.status)
        return decide(
            by=by, whom=whom, step=step, review=review, first=by.account_id, key=request_key
        )
    return lay_before_second(by=by, whom=whom, step=step, review=review, key=request_key)


def made_before(whom: Person, request_key: UUID) -> StatusDecision | StatusProposal | None:
    """What this key made for this person already."""
    return (
        StatusDecision.objects.filter(person=whom, request_key=request_key).first()
        or StatusProposal.objects.filter(person=whom, request_key=request_key).first()
    )


def check_ladder(whom: Person, status: Status, review: StatusReview | None) -> None:
    """Refuse a step the ladder does not have, or one beside a proposal that waits."""
    if StatusProposal.objects.filter(person=whom, state=StatusProposal.State.OPEN).exists():
        raise Conflict(
            _("A proposal already waits for its second person. Answer it first."),
            what="status.propose",
            subject=whom.id,
        )
    check_step(whom, status, reviewed=review is not None)


def check_step(whom: Person, status: Status, *, reviewed: bool) -> None:
    current = Status(whom.status)
    if status not in rules.reachable(current, review=reviewed):
        raise Conflict(
            _("From “%(now)s” the ladder does not lead to “%(then)s”.")
            % {"now": current.label, "then": status.label},
            what=f"status.{status} from {current}",
            subject=whom.id,
        )


def check_body(by: Viewer, whom: Person, status: Status) -> Agency:
    """The viewer's agency as deciding body; Refused when this country's table lacks its kind."""
    body = Agency.objects.get(pk=by.agency_id)
    if not rules.may_decide(body.kind, whom.jurisdiction, status):
        raise Refused(
            _("In this country your agency may not decide this step."),
            what=f"status.decide {status}",
            subject=whom.id,
        )
    return body


def open_review_of(by: Viewer, whom: Person, review: UUID | None) -> StatusReview | None:
    """The review a step answers; while one waits, no step may go past it."""
    row = StatusReview.objects.visible_to(by).filter(person=whom, outcome=None).first()
    if (row.pk if row else None) != review:
        raise Conflict(
            _("The review that waits and this step do not belong together. Look again."),
            what="status.propose beside review",
            subject=whom.id,
        )
    return row


def lay_before_second(
    *, by: Viewer, whom: Person, step: Step, review: StatusReview | None, key: UUID
) -> StatusProposal:
    """Keep the proposal and call those who may be the second person."""
    try:
        row, new = made_once(
            StatusProposal,
            by=by,
            request_key=key,
            same={"person_id": whom.id, "proposed_by_id": by.account_id},
            make=lambda: StatusProposal.objects.create(
                person=whom,
                status=step.status,
                ground=step.ground.strip(),
                decided_on=step.decided_on,
                proposed_by_id=by.account_id,
                proposed_at=timezone.now(),
                review=review,
                request_key=key,
                owner=whom.owner,
                audiences=whom.audiences,
                grants_end=whom.grants_end,
            ),
        )
    except IntegrityError as error:
        if "one_open_proposal" not in str(error):
            raise
        raise Conflict(
            _("A proposal already waits for its second person. Answer it first."),
            what="status.propose",
            subject=whom.id,
        ) from error
    if new:
        keep_form(by, whom, step)
        call_second(by, whom)
        note(by, whom, "status.propose", {"proposal": str(row.id), "status": step.status})
    return row


def call_second(by: Viewer, whom: Person) -> None:
    send_notice(
        kind="status_proposed",
        to_agency_role=(whom.agency_id, roles_with(Permission.CONFIRM_STATUS)),
        params={"person": code_of(whom.plant, whom.number)},
        url=status_url(whom),
        by=by,
    )


def keep_form(by: Viewer, whom: Person, step: Step) -> None:
    """The form of exploitation is a fact of the case, not the decision: kept with the proposal."""
    form = checked_form(step.exploitation)
    if form and whom.owner == by.agency_audience:
        whom.exploitation = form
        whom.changed_at = timezone.now()
        whom.save(update_fields=["exploitation", "changed_at"])


@transaction.atomic
def confirm_status(
    *, by: Viewer, proposal: UUID, exploitation: str = "", request_key: UUID
) -> StatusDecision:
    """Be the second person: the proposal becomes a decision.

    The same key twice decides once. Raises Refused for one's own proposal, another agency's
    person or a body the country's table lacks, Conflict when it was answered or the person
    stands elsewhere by now.
    """
    row, whom = hold_proposal(by, proposal)
    made = StatusDecision.objects.filter(person=whom, request_key=request_key).first()
    if made is not None:
        return made
    check_open(row)
    if row.proposed_by_id == by.account_id:
        raise Refused(
            _("The second person is another than the one who proposed."),
            what="status.confirm own",
            subject=whom.id,
        )
    status = Status(row.status)
    check_step(whom, status, reviewed=row.review_id is not None)
    check_body(by, whom, status)
    answer(row, by, StatusProposal.State.CONFIRMED, "")
    step = Step(status, row.ground, row.decided_on, exploitation, row.review_id)
    return decide(
        by=by, whom=whom, step=step, review=row.review, first=row.proposed_by_id, key=request_key
    )


@transaction.atomic
def reject_proposal(*, by: Viewer, proposal: UUID, reason: str) -> StatusProposal:
    """Say no to a proposal, with a reason; the status stays. Saying it twice says it once.

    The proposer may also take it back in this way. Raises Conflict when it was answered.
    """
    row, whom = hold_proposal(by, proposal)
    if row.state == StatusProposal.State.REJECTED and row.answered_by_id == by.account_id:
        return row
    check_open(row)
    check_words(reason, REJECT_MAX)
    answer(row, by, StatusProposal.State.REJECTED, reason.strip())
    if row.proposed_by_id != by.account_id:
        send_notice(
            kind="status_rejected",
            to_accounts=[row.proposed_by_id],
            params={"person": code_of(whom.plant, whom.number)},
            url=status_url(whom),
        )
    note(by, whom, "status.reject", {"proposal": str(row.id)})
    return row


def hold_proposal(by: Viewer, proposal: UUID) -> tuple[StatusProposal, Person]:
    """A proposal and its person, locked in that order of rank: person first."""
    by.require(Permission.CONFIRM_STATUS)
    seen = get_visible(StatusProposal, viewer=by, pk=proposal)
    if seen.owner != by.agency_audience:
        raise Refused(
            _("Another agency answers for this person and decides."),
            what="status.confirm",
            subject=seen.person_id,
        )
    whom = get_visible(Person, viewer=by, lock=True, pk=seen.person_id)
    return get_visible(StatusProposal, viewer=by, lock=True, pk=proposal), whom


def check_open(row: StatusProposal) -> None:
    if row.state != StatusProposal.State.OPEN:
        raise Conflict(
            _("Someone has answered this proposal already. Look again."),
            what="status.answer",
            subject=row.person_id,
        )


def answer(row: StatusProposal, by: Viewer, state: StatusProposal.State, words: str) -> None:
    row.state = state
    row.answered_by_id = by.account_id
    row.answered_at = timezone.now()
    row.answer = words
    row.save(update_fields=["state", "answered_by", "answered_at", "answer"])
