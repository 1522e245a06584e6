"""Asking that a status decision be looked at again, and writing down a person's appeal."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible, roles_with
from punte.core.errors import Conflict, Invalid
from punte.core.notices.door import send_notice
from punte.protection.identification.actions.status_decision import (
    MAX_WORDS,
    check_words,
    hold_person,
    note,
    status_url,
)
from punte.protection.identification.models import StatusDecision, StatusReview
from punte.protection.persons.door import Person, code_of


@transaction.atomic
def ask_review(
    *, by: Viewer, decision: UUID, kind: StatusDecision.Kind, reason: str
) -> StatusReview:
    """Ask that the standing decision be looked at again, or write down the person's appeal.

    One may be open at a time; asking again while it is open gives that one back. Raises
    Conflict when a newer decision stands, Invalid, NotHere.
    """
    by.require(Permission.PROPOSE_STATUS)
    of = get_visible(StatusDecision, viewer=by, pk=decision)
    whom = hold_person(by, of.person_id)
    if kind == StatusDecision.Kind.FIRST:
        raise Invalid(_("Choose a review or an appeal."))
    check_words(reason, MAX_WORDS)
    standing = StatusDecision.objects.filter(person=whom).order_by("-recorded_at", "-id").first()
    if standing is None or standing.pk != of.pk:
        raise Conflict(
            _("A newer decision stands. Ask for a review of that one."),
            what="status.review",
            subject=whom.id,
        )
    waiting = StatusReview.objects.filter(decision=of, outcome=None).first()
    if waiting is not None:
        return waiting
    try:
        with transaction.atomic():
            row = make_review(by, whom, of, kind, reason)
    except IntegrityError as error:
        raise Conflict(_("A colleague has just asked for a review."), subject=whom.id) from error
    send_notice(
        kind="status_review_asked",
        to_agency_role=(whom.agency_id, roles_with(Permission.CONFIRM_STATUS)),
        params={"person": code_of(whom.plant, whom.number)},
        url=status_url(whom),
        by=by,
    )
    note(by, whom, f"status.{kind}", {"review": str(row.id)})
    return row


def make_review(
    by: Viewer, whom: Person, of: StatusDecision, kind: StatusDecision.Kind, reason: str
) -> StatusReview:
    return StatusReview.objects.create(
        person=whom,
        decision=of,
        kind=kind,
        reason=reason.strip(),
        asked_at=timezone.now(),
        asked_by_id=by.account_id,
        owner=whom.owner,
        audiences=whom.audiences,
        grants_end=whom.grants_end,
    )
