"""Moving a referral: one function for every move, with a row lock and an idempotency key."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, end_grants, get_visible
from punte.core.agencies.door import Desk
from punte.core.errors import Conflict, Invalid, Refused, Stale
from punte.core.ids import new_id
from punte.core.ledger.door import record
from punte.protection.persons.door import Person
from punte.protection.referral.actions.basis import check_basis, check_desk
from punte.protection.referral.actions.words import keep_words
from punte.protection.referral.clocks import turn_clocks
from punte.protection.referral.machine import (
    LABELS,
    LIVE,
    MOVES,
    Move,
    Side,
    State,
)
from punte.protection.referral.models import Consent, Referral, ReferralEvent
from punte.protection.referral.telling import tell_other_side


@transaction.atomic
def move_referral(
    *,
    by: Viewer,
    referral: UUID,
    move: str,
    request_key: UUID,
    version: int | None = None,
    note: str = "",
    reason: str = "",
    suggested_desk: Desk | None = None,
) -> Referral:
    """Make one move of the table. The same request_key twice moves once.

    version: the one the form was made from; a newer one in the database is a Conflict.
    Raises Invalid (words missing), Refused (not this side's move), Conflict (state or version),
    NotHere. What is refused is logged by the middleware.
    """
    chosen = MOVES.get(move)
    if chosen is None or not chosen.by_hand:
        raise Invalid(_("There is no such step."), what=f"referral.{move[:20]}", subject=referral)
    row = get_visible(Referral, viewer=by, lock=True, pk=referral)
    if already_made(row, request_key):
        return row
    check_side(by, row, chosen)
    check_state(row, chosen, version)
    check_words(chosen, note, reason, suggested_desk)
    if chosen.target == State.SENT:
        check_desk(row.desk, row.service)
        check_basis(get_visible(Person, viewer=by, pk=row.person_id), row, by)
    row.reason = reason or row.reason
    row.suggested_desk = suggested_desk or row.suggested_desk
    return make_move(
        row=row, chosen=chosen, by=by, request_key=request_key, note=note, reason=reason
    )


@transaction.atomic
def mark_seen(*, by: Viewer, referral: Referral) -> Referral:
    """The receiver opened it: sent becomes seen, once.

    It happens on a GET, on purpose: that the page was shown is the very fact that is kept, as
    with every reading. It can be repeated and forged by nobody: it needs the receiver's session,
    tells no more than that they looked, and a second look changes nothing.
    """
    if referral.state != State.SENT or side_of(by, referral) != Side.RECEIVER:
        return referral
    row = get_visible(Referral, viewer=by, lock=True, pk=referral.pk)
    if row.state != State.SENT:
        return row
    return make_move(row=row, chosen=MOVES["see"], by=by, request_key=new_id())


def already_made(row: Referral, request_key: UUID) -> bool:
    return ReferralEvent.objects.filter(referral=row, request_key=request_key).exists()


def side_of(by: Viewer, row: Referral) -> Side | None:
    """Which side of the referral the viewer stands on; None for onlookers."""
    if by.agency_audience == row.owner and by.may(Permission.SEND_REFERRAL):
        return Side.SENDER
    if row.desk.audience in by.audiences and by.may(Permission.ANSWER_REFERRAL):
        return Side.RECEIVER
    return None


def check_side(by: Viewer, row: Referral, chosen: Move) -> None:
    receives = row.desk.audience in by.audiences and by.may(Permission.ANSWER_REFERRAL)
    sends = by.agency_audience == row.owner and by.may(Permission.SEND_REFERRAL)
    if not (sends if chosen.side == Side.SENDER else receives):
        raise Refused(
            _("This step belongs to the other side of the referral."),
            what=f"referral.{chosen.name}",
            subject=row.person_id,
        )


def check_state(row: Referral, chosen: Move, version: int | None) -> None:
    stale = version is not None and version != row.version
    if stale or State(row.state) not in chosen.sources:
        raise (Stale if stale else Conflict)(
            _("Someone was quicker: this referral now stands at “%(state)s”. Look again.")
            % {"state": LABELS[State(row.state)]},
            what=f"referral.{chosen.name} from {row.state}",
            subject=row.person_id,
        )


def check_words(chosen: Move, note: str, reason: str, suggested_desk: Desk | None) -> None:
    if chosen.note and not note.strip():
        raise Invalid(_("Write a few words for the other side."))
    if chosen.reasons and reason not in dict(chosen.reasons):
        raise Invalid(_("Choose a reason."))
    if chosen.name == "redirect" and suggested_desk is None:
        raise Invalid(_("Choose the desk that you suggest."))
    if len(note) > 4000:
        raise Invalid(_("The note is longer than 4,000 characters."))


def make_move(
    *,
    row: Referral,
    chosen: Move,
    by: Viewer | None,
    request_key: UUID,
    note: str = "",
    reason: str = "",
) -> Referral:
    """Carry out a move that has been checked: state, event, clocks, access, notice, ledger.

    by: None when the clock makes it, in the worker.
    """
    event = ReferralEvent.objects.create(
        referral=row,
        move=chosen.name,
        from_state=row.state,
        to_state=chosen.target,
        by_id=by.account_id if by else None,
        agency_id=by.agency_id if by else None,
        at=timezone.now(),
        reason=reason,
        request_key=request_key,
    )
    keep_words(row, note, event)
    keep_move(row, chosen, event, by)
    mark_milestone(row, chosen)
    record(
        action=f"referral.{chosen.name}",
        by=by,
        subject=row.person_id,
        owners=[row.owner],
        detail={"referral": str(row.id), "event": str(event.id), "to": chosen.target},
    )
    tell_other_side(row, chosen, by)
    return row


def keep_move(row: Referral, chosen: Move, event: ReferralEvent, by: Viewer | None) -> None:
    """Write the new state, turn the clocks, and end what access the move ends."""
    row.state = chosen.target
    row.version += 1
    row.changed_at = event.at
    turn_clocks(row, chosen, by)
    if chosen.ends_access and by is not None:
        end_grants(by=by, source_id=row.id, why=chosen.name)
    if chosen.target == State.CONSENT_WITHDRAWN:
        row.audiences = [row.owner]
    row.save(
        update_fields=[
            "state", "version", "changed_at", "reason", "suggested_desk", "due_at", "due_side",
            "audiences",
        ]
    )  # fmt: skip


def mark_milestone(row: Referral, chosen: Move) -> None:
    """Note the first time that help began or a loop closed.

    The receiver may not write the person's row, so the database does it for them.
    """
    if chosen.target == State.LOOP_CLOSED:
        now = timezone.now()
        Person.objects.filter(pk=row.person_id, closed_at=None).update(closed_at=now)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT protection_touch_person(%s, %s)",
            [row.id, chosen.target == State.SERVICE_STARTED],
        )


def cut_for_consent(*, by: Viewer, consent: Consent) -> int:
    """Cut every live referral that stands on a consent; returns how many."""
    rows = (
        Referral.objects.visible_to(by)
        .filter(consent=consent, state__in=LIVE)
        .select_for_update(of=("self",))
    )
    count = 0
    for row in rows:
        make_move(row=row, chosen=MOVES["withdraw_consent"], by=by, request_key=new_id())
        count += 1
    return count
