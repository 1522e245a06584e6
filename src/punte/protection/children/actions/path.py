"""The beginning and the end of the child path, and its clocks."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.deadlines.door import meet_clock, start_clock
from punte.core.ledger.door import record
from punte.protection.assistance.door import AssistanceFile, responsible_for
from punte.protection.children import rules
from punte.protection.children.models import Signature
from punte.protection.children.queries.guardians import acting_for
from punte.protection.persons.door import code_of

GUARDIAN, BEST_INTERESTS, AGE = "child.guardian", "child.best_interests", "child.age"


@transaction.atomic
def start_child_path(by: Viewer, file: AssistanceFile) -> None:
    """Start the clocks that a child's file lacks; nothing happens on an adult's.

    Runs when a file opens or reopens, and when a doubt brings it onto the child path.
    """
    if not file.child_path:
        return
    look_at_guardian(by, file)
    if not Signature.objects.filter(file=file, agrees=True).exists():
        run_clock(by, file, BEST_INTERESTS)
    note(by, file, "child.start")


def end_child_path(by: Viewer, file: AssistanceFile) -> None:
    """Two people decided for an adult: nothing more is due on the child path. Other clocks of
    the file run on.
    """
    for measure in (GUARDIAN, BEST_INTERESTS, AGE):
        meet_clock(by=by, about_id=file.id, measure=measure)


def look_at_guardian(by: Viewer, file: AssistanceFile) -> None:
    """The clock of the guardian runs while nobody without a conflict acts for the child."""
    if rules.has_guardian(acting_for(file), timezone.localdate()):
        meet_clock(by=by, about_id=file.id, measure=GUARDIAN)
    else:
        run_clock(by, file, GUARDIAN)


def run_clock(by: Viewer, file: AssistanceFile, measure: str) -> None:
    start_clock(
        by=by,
        measure=measure,
        jurisdiction=file.jurisdiction,
        record=file.person_id,
        about_kind="child",
        about_id=file.id,
        owner=file.owner,
        responsible=responsible_for(file),
        audiences=file.audiences,
        url=reverse("protection:child", args=[file.id]),
        code=code_of(file.plant, file.number),
    )


def note(by: Viewer, file: AssistanceFile, action: str, **detail: object) -> None:
    """The ledger entry of an act; words stay out of it."""
    record(
        action=action,
        by=by,
        subject=file.person_id,
        owners=[file.owner],
        detail={"file": str(file.id), **detail},
    )
