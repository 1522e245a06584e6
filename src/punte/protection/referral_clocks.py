"""What a move does to the clocks of a referral; the terms come from the rule table."""

from __future__ import annotations

from punte.core.access.door import Viewer
from punte.core.deadlines.door import (
    meet_clock,
    pause_clock,
    resume_clock,
    running_clock,
    start_clock,
    stop_clocks,
)
from punte.protection.models import Referral
from punte.protection.referral_machine import Clock, Move, Side, answer_clock

# Who must act before each clock runs out.
SIDES = {
    Clock.ANSWER: Side.RECEIVER,
    Clock.ANSWER_URGENT: Side.RECEIVER,
    Clock.INFO: Side.SENDER,
    Clock.START: Side.RECEIVER,
    Clock.CONFIRM: Side.SENDER,
}


def turn_clocks(row: Referral, move: Move, by: Viewer) -> None:
    """Meet, pause, resume and start clocks; leave the next due time on the row."""
    if move.stops_all:
        stop_clocks(about_id=row.id)
    for clock in move.meets:
        meet_clock(about_id=row.id, measure=clock)
    for clock in move.pauses:
        pause_clock(about_id=row.id, measure=clock)
    for clock in move.resumes:
        resume_clock(about_id=row.id, measure=clock)
    for clock in move.starts:
        start_clock(
            by=by,
            measure=answer_clock(row.urgent) if clock == Clock.ANSWER else clock,
            jurisdiction=row.sender.jurisdiction_id,
            record=row.person_id,
            about_kind="referral",
            about_id=row.id,
            owner=row.desk.audience if SIDES[clock] == Side.RECEIVER else row.owner,
            audiences=sorted({row.owner, row.desk.audience}),
            url=f"/referrals/{row.id}/",
        )
    show_next_due(row)


def show_next_due(row: Referral) -> None:
    """Copy the running clock's due time to the row, where lists sort by it."""
    clock = running_clock(about_id=row.id)
    row.due_at = clock.due_at if clock else None
    row.due_side = SIDES[Clock(clock.measure)] if clock else ""
