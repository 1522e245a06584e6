"""The beginning and the end of the child path, and its clocks."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.addresses import addresses
from punte.core.deadlines.door import meet_clock, start_clocks
from punte.core.ledger.door import record, record_each
from punte.protection.assistance.door import AssistanceFile, clock_wish, responsible_for_each
from punte.protection.children import rules
from punte.protection.children.queries.guardians import acting_for_each, agreed_for

GUARDIAN, BEST_INTERESTS, AGE = "child.guardian", "child.best_interests", "child.age"


@transaction.atomic
def start_child_path(by: Viewer, files: Sequence[AssistanceFile]) -> None:
    """Start the clocks that children's files lack; nothing happens on an adult's.

    Runs when files open or reopen, and when a doubt brings one onto the child path.
    """
    children = [file for file in files if file.child_path]
    if not children:
        return
    look_at_guardians(by, children)
    signed = agreed_for(children)
    run_clocks(by, [file for file in children if file.id not in signed], BEST_INTERESTS)
    record_each(
        action="child.start",
        by=by,
        owners=[by.agency_audience],
        about=((file.person_id, {"file": str(file.id)}) for file in children),
    )


def end_child_path(by: Viewer, file: AssistanceFile) -> None:
    """Two people decided for an adult: nothing more is due on the child path. Other clocks of
    the file run on.
    """
    for measure in (GUARDIAN, BEST_INTERESTS, AGE):
        meet_clock(by=by, about_id=file.id, measure=measure)


def look_at_guardian(by: Viewer, file: AssistanceFile) -> None:
    look_at_guardians(by, [file])


def look_at_guardians(by: Viewer, files: Sequence[AssistanceFile]) -> None:
    """The clock of the guardian runs while nobody without a conflict acts for the child."""
    acting, today = acting_for_each(files), timezone.localdate()
    guarded = {file.id for file in files if rules.has_guardian(acting[file.id], today)}
    for about in guarded:
        meet_clock(by=by, about_id=about, measure=GUARDIAN)
    run_clocks(by, [file for file in files if file.id not in guarded], GUARDIAN)


def run_clocks(by: Viewer, files: Sequence[AssistanceFile], measure: str) -> None:
    address = addresses("protection:child")
    wishes = [
        clock_wish(file, measure, "child", address(file.id), who)
        for file, who in zip(files, responsible_for_each(files), strict=True)
    ]
    start_clocks(by=by, wishes=wishes)


def note(by: Viewer, file: AssistanceFile, action: str, **detail: object) -> None:
    """The ledger entry of an act; words stay out of it."""
    record(
        action=action,
        by=by,
        subject=file.person_id,
        owners=[file.owner],
        detail={"file": str(file.id), **detail},
    )
