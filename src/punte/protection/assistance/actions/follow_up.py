"""Recording a follow-up: reached or not, safe or not, needed again or not."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.deadlines.door import meet_clock, stop_clocks
from punte.core.errors import Conflict, Invalid, Stale
from punte.core.ledger.door import record
from punte.core.once import made_once
from punte.protection.assistance import rules
from punte.protection.assistance.actions.hold import hold_any
from punte.protection.assistance.models import FollowUp, FollowUpTry
from punte.protection.assistance.models.words import FollowUpState, Safe


@dataclass(frozen=True)
class Try:
    """What came of one try. safe and needs_again are known only of who was reached.

    give_up: nobody will try this follow-up again.
    """

    reached: bool
    safe: str = ""
    needs_again: bool = False
    note: str = ""
    give_up: bool = False


@transaction.atomic
def record_follow_up(
    *, by: Viewer, follow_up: UUID, made: Try, request_key: UUID, version: int | None = None
) -> FollowUp:
    """Keep one try; who was reached is done, who was not is tried again.

    The same key twice counts once. Raises Conflict (over, stopped, changed), Invalid (safe not
    said, given up before three tries).
    """
    by.require(Permission.WORK_FILES)
    found = get_visible(FollowUp, viewer=by, pk=follow_up)
    hold_any(by, found.file_id)
    row = get_visible(FollowUp, viewer=by, lock=True, pk=follow_up)

    def make() -> FollowUpTry:
        check_try(row, made, version)
        return make_try(by, row, made, request_key)

    same = {"follow_up_id": row.id, "by_id": by.account_id}
    kept, new = made_once(FollowUpTry, by=by, request_key=request_key, same=same, make=make)
    if new:
        carry_out(by, row, kept, made)
    return row


def check_try(row: FollowUp, made: Try, version: int | None) -> None:
    stale = version is not None and version != row.version
    if stale or row.state != FollowUpState.PENDING:
        raise (Stale if stale else Conflict)(
            _("Someone was quicker: this follow-up now stands at “%(state)s”. Look again.")
            % {"state": row.get_state_display()},
            what="record follow-up",
        )
    if made.reached and made.safe not in Safe.values:
        raise Invalid(_("Say whether the person is safe."))
    if made.give_up and not made.reached and not rules.may_give_up(row.tries):
        raise Invalid(
            _("Try at least %(tries)d times before you give up.") % {"tries": rules.TRIES}
        )
    if len(made.note) > 4000:
        raise Invalid(_("The note is longer than 4,000 characters."))


def make_try(by: Viewer, row: FollowUp, made: Try, request_key: UUID) -> FollowUpTry:
    return FollowUpTry.objects.create(
        file_id=row.file_id,
        follow_up=row,
        at=timezone.now(),
        by_id=by.account_id,
        reached=made.reached,
        safe=made.safe if made.reached else "",
        needs_again=made.reached and made.needs_again,
        note=made.note.strip(),
        request_key=request_key,
        owner=row.owner,
        audiences=row.audiences,
    )


def carry_out(by: Viewer, row: FollowUp, kept: FollowUpTry, made: Try) -> None:
    """Where the follow-up stands now, its clock, and the entry in the ledger."""
    before = rules.Standing(FollowUpState(row.state), row.tries)
    after = rules.after_try(before, reached=made.reached, give_up=made.give_up)
    row.state, row.tries = after.state, after.tries
    row.version += 1
    row.save(update_fields=["state", "tries", "version"])
    if row.state == FollowUpState.DONE:
        meet_clock(by=by, about_id=row.id, measure="assistance.follow_up")
    elif row.state == FollowUpState.LOST:
        stop_clocks(by=by, about_id=row.id)
    record(
        action="assistance.follow_up",
        by=by,
        subject=row.file.person_id,
        owners=[row.owner],
        detail={"file": str(row.file_id), "try": str(kept.id), "reached": kept.reached},
    )
