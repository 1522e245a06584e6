"""Answering a hand-over, or withdrawing it: one function for every step."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.deadlines.door import meet_clock, stop_clocks
from punte.core.errors import Conflict, Invalid, Refused, Stale
from punte.core.ids import new_id
from punte.core.ledger.door import record
from punte.core.notices.door import send_notice
from punte.core.once import derived_key
from punte.protection.assistance.actions.hold import keep_change, note_event
from punte.protection.assistance.actions.opening import open_once
from punte.protection.assistance.actions.reopening import open_again
from punte.protection.assistance.machine import LABELS, STEPS, Side, State, Step
from punte.protection.assistance.models import AssistanceFile, Transfer
from punte.protection.assistance.models.words import EventKind, ReopenReason
from punte.protection.assistance.queries.files import own_files
from punte.protection.assistance.transfer_facts import taken
from punte.protection.persons.door import code_of
from punte.protection.referral.door import Consent, still_stands


@transaction.atomic
def step_transfer(
    *,
    by: Viewer,
    transfer: UUID,
    step: str,
    request_key: UUID,
    version: int | None = None,
    reason: str = "",
    note: str = "",
) -> Transfer:
    """Take one step of the table. The same key twice steps once.

    Raises Invalid (no such step, reason missing), Refused (the other side's step), Conflict (state,
    version, consent withdrawn), NotHere.
    """
    by.require(Permission.HAND_OVER_FILES)
    chosen = STEPS.get(step)
    if chosen is None:
        raise Invalid(_("There is no such step."), what=f"transfer.{step[:20]}")
    row = get_visible(Transfer, viewer=by, lock=True, pk=transfer)
    if row.answer_key == request_key:
        return row
    check_step(by, row, chosen, version)
    if chosen.reasons and reason not in dict(chosen.reasons):
        raise Invalid(_("Choose a reason."))
    if len(note) > 2000:
        raise Invalid(_("The note is longer than 2,000 characters."))
    if chosen.target == State.ACCEPTED:
        check_consent(by, row)
    keep_answer(by, row, chosen, request_key, reason=reason, note=note)
    if chosen.target == State.ACCEPTED:
        take_over(by, row)
    return row


def sides_of(by: Viewer, row: Transfer) -> list[Side]:
    """The sides of a hand-over that the viewer may act on."""
    if not by.may(Permission.HAND_OVER_FILES):
        return []
    gives = [Side.GIVER] if by.agency_audience == row.owner else []
    return gives + ([Side.RECEIVER] if row.desk.audience in by.audiences else [])


def check_step(by: Viewer, row: Transfer, chosen: Step, version: int | None) -> None:
    if chosen.side not in sides_of(by, row):
        raise Refused(
            _("This step belongs to the other side of the hand-over."),
            what=f"transfer.{chosen.name}",
            subject=row.person_id,
        )
    stale = version is not None and version != row.version
    if stale or State(row.state) not in chosen.sources:
        raise (Stale if stale else Conflict)(
            _("Someone was quicker: this hand-over now stands at “%(state)s”. Look again.")
            % {"state": LABELS[State(row.state)]},
            what=f"transfer.{chosen.name} from {row.state}",
            subject=row.person_id,
        )


def check_consent(by: Viewer, row: Transfer) -> None:
    """The consent must hold at this moment too, not only when it was asked."""
    if row.consent_id is not None and not still_stands(by, row.consent_id):
        raise Conflict(
            _("The person's consent no longer stands. The other agency must ask again."),
            what="transfer.accept without consent",
            subject=row.person_id,
        )


def keep_answer(
    by: Viewer, row: Transfer, chosen: Step, key: UUID, *, reason: str = "", note: str = ""
) -> None:
    """Carry out a step that has been checked: state, clock, notice, ledger."""
    row.state = chosen.target.value
    row.version += 1
    row.answered_by_id = by.account_id
    row.answered_at = timezone.now()
    row.reason, row.note, row.answer_key = reason, note.strip(), key
    row.save(
        update_fields=[
            "state", "version", "answered_by", "answered_at", "reason", "note", "answer_key",
        ]
    )  # fmt: skip
    if chosen.side == Side.RECEIVER:
        meet_clock(by=by, about_id=row.id, measure="assistance.transfer_answer")
    else:
        stop_clocks(by=by, about_id=row.id)
    to_giver = chosen.side == Side.RECEIVER
    send_notice(
        kind=chosen.notice,
        url=f"/transfers/{row.id}/",
        params={"person": code_of(row.plant, row.number)},
        to_accounts=[row.asked_by_id] if to_giver else [],
        to_desk=None if to_giver else row.desk_id,
        by=by,
    )
    record(
        action=f"assistance.transfer_{chosen.name}",
        by=by,
        subject=row.person_id,
        owners=[row.owner, row.desk.agency.audience],
        detail={"transfer": str(row.id), "to": row.state},
    )


def take_over(by: Viewer, row: Transfer) -> AssistanceFile:
    """The desk's agency gets a file of its own, or takes its old one up; the giver's closes."""
    close_givers_file(row)
    found = own_files(by).filter(person=row.person_id).select_for_update(of=("self",)).first()
    if found is None:
        key = derived_key(row.id, "opened")
        file = open_once(by, row.person_id, lambda: handed_over(row), key)
    elif found.state == AssistanceFile.State.CLOSED:
        file = open_again(by, found, ReopenReason.RETURNED, derived_key(row.id, "reopened"))
    else:
        file = keep_change(found)
    key = derived_key(row.id, "received")
    note_event(by, file, EventKind.RECEIVED, key, note=row.summary, code=str(row.giver)[:40])
    return file


def handed_over(row: Transfer) -> dict[str, object]:
    """The fields of the new file: the pseudonym, and the facts that were handed over."""
    return {
        "person_id": row.person_id,
        "plant": row.plant,
        "number": row.number,
        "synthetic": row.synthetic,
        **taken(row.facts),
    }


def close_givers_file(row: Transfer) -> None:
    """The receiver may not write the giver's file, so the database closes it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT protection_close_handed_over(%s)", [row.id])


def cut_transfers(by: Viewer, consent: Consent) -> int:
    """Withdraw what is still asked on a consent that was withdrawn; returns how many."""
    rows = (
        Transfer.objects.visible_to(by)
        .filter(consent=consent, state=State.ASKED, owner=by.agency_audience)
        .select_for_update(of=("self",))
    )
    asked = list(rows)
    for row in asked:
        keep_answer(by, row, STEPS["withdraw"], new_id(), reason="consent")
    return len(asked)
