"""What a move does to the clocks of a referral; the terms come from the rule table."""

from __future__ import annotations

from punte.core.access.door import Viewer
from punte.core.deadlines.door import (
    clocks_about,
    meet_clock,
    pause_clock,
    resume_clock,
    start_clock,
    stop_clocks,
)
from punte.protection.persons.door import code_of
from punte.protection.referral.machine import (
    Clock,
    Move,
    Side,
    State,
    answer_clock,
)
from punte.protection.referral.models import Referral

# Who must act before each clock runs out.
SIDES = {
    Clock.ANSWER: Side.RECEIVER,
    Clock.ANSWER_URGENT: Side.RECEIVER,
    Clock.INFO: Side.SENDER,
    Clock.START: Side.RECEIVER,
    Clock.CONFIRM: Side.SENDER,
}


def turn_clocks(row: Referral, move: Move, by: Viewer | None) -> None:
    """Meet, pause, resume and start clocks; leave the next due time on the row."""
    for clock in move.meets:
        meet_clock(by=by, about_id=row.id, measure=clock)
    if move.stops_all:
        stop_clocks(by=by, about_id=row.id)
    for clock in move.pauses:
        pause_clock(by=by, about_id=row.id, measure=clock)
    for clock in move.resumes:
        resume_clock(by=by, about_id=row.id, measure=clock)
    for clock in move.starts:
        start_clock(
            by=by,
            measure=answer_clock(row.urgent) if clock == Clock.ANSWER else clock,
            jurisdiction=row.sender.jurisdiction_id,
            record=row.person_id,
            about_kind="referral",
            about_id=row.id,
            owner=row.owner,
            responsible=row.desk.audience if SIDES[clock] == Side.RECEIVER else row.owner,
            audiences=sorted({row.owner, row.desk.audience}),
            url=f"/referrals/{row.id}/",
            code=code_of(row.plant, row.number),
        )
    if move.target == State.SENT:
        watch_consent(row, by)
    show_next_due(row, by)


def watch_consent(row: Referral, by: Viewer | None) -> None:
    """The sender is warned before the consent runs out, for the desk's access ends with it."""
    if row.consent is None:
        return
    start_clock(
        by=by,
        measure="consent.expiry",
        jurisdiction=row.sender.jurisdiction_id,
        record=row.person_id,
        about_kind="referral",
        about_id=row.id,
        owner=row.owner,
        audiences=[row.owner],
        url=f"/referrals/{row.id}/",
        due=row.consent.expires_at,
        code=code_of(row.plant, row.number),
    )


def show_next_due(row: Referral, by: Viewer | None) -> None:
    """Copy the due time of the step that is owed next to the row, where lists sort by it."""
    clocks = clocks_about(by, [row.id]).get(row.id, [])
    running = [c for c in clocks if c.paused_at is None and c.measure in SIDES]
    row.due_at = running[0].due_at if running else None
    row.due_side = SIDES[Clock(running[0].measure)] if running else ""
