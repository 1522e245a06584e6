"""A case's stage follows what is recorded of its course: forward alone, and with a sentence."""

from __future__ import annotations

from punte.core.access.door import Permission, Viewer
from punte.investigation.cases.actions.holding import add_event, keep_change
from punte.investigation.cases.machine import leads_on
from punte.investigation.cases.models import Case
from punte.investigation.cases.words import EventKind, Stage


def follow_course(*, by: Viewer, case: Case, to: Stage, text: str = "") -> None:
    """Take a held case on to the stage that its course has come to; nothing where it is already
    as far. Stages between are passed. text: what brought it there, in plain words.

    Who leads the case may put it back with a reason (`move_case`). Raises Refused without the
    permission to decide the course.
    """
    by.require(Permission.DECIDE_COURSE)
    if not leads_on(case.stage, to):
        return
    before, case.stage = case.stage, to
    keep_change(by, case, "case.follow", stage=str(to), before=before)
    add_event(by, case, EventKind.FOLLOWED, code=f"{before} {to}", text=text)
