"""What every act of this room begins and ends with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Viewer
from punte.core.addresses import addresses
from punte.core.deadlines.door import (
    clock_history,
    met_about,
    start_clock,
    start_clocks,
    stop_clocks,
)
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.ledger.door import record
from punte.protection.assistance.door import (
    AssistanceFile,
    clock_wish,
    get_file,
    hold_file,
    responsible_for,
    responsible_for_each,
)
from punte.protection.justice.models.words import HearingState
from punte.protection.justice.queries.ahead import claims_under_way, clock_keys, hearings_ahead
from punte.protection.persons.door import code_of

RIGHTS, HEARING, CLAIM = "justice.rights", "justice.hearing", "justice.claim"


def start_justice(by: Viewer, files: Sequence[AssistanceFile]) -> None:
    """When files open the rights are to be explained, unless that was done before; and what
    rested while they were closed is due again.
    """
    met = met_about(by, RIGHTS, [file.id for file in files])
    fresh = [file for file in files if file.id not in met]
    address = addresses("protection:justice")
    wishes = [
        clock_wish(file, RIGHTS, "justice", address(file.id), who)
        for file, who in zip(fresh, responsible_for_each(fresh), strict=True)
    ]
    start_clocks(by=by, wishes=wishes)
    by_id = {file.id: file for file in files}
    ahead = hearings_ahead(by, *files)
    for row in ahead.filter(state=HearingState.PLANNED, at__gt=timezone.now()):
        run_clock(by, by_id[row.file_id], HEARING, "hearing", row.id, due=row.at)
    for claim in claims_under_way(by, *files):
        rested = clock_history(by, claim.id)
        if rested and rested[-1].stopped_at:
            run_clock(by, by_id[claim.file_id], CLAIM, "claim", claim.id)


def run_clock(
    by: Viewer,
    file: AssistanceFile,
    measure: str,
    kind: str,
    about: UUID,
    due: datetime | None = None,
) -> None:
    start_clock(
        by=by,
        measure=measure,
        jurisdiction=file.jurisdiction,
        record=file.person_id,
        about_kind=kind,
        about_id=about,
        owner=file.owner,
        responsible=responsible_for(file),
        audiences=file.audiences,
        url=reverse("protection:justice", args=[file.id]),
        due=due,
        code=code_of(file.plant, file.number),
    )


def rest_justice(by: Viewer, file: AssistanceFile) -> None:
    """The file closes: nothing is due here any more, and what is under way stays written."""
    for key in clock_keys(by, file):
        stop_clocks(by=by, about_id=key)


def check_legal(by: Viewer) -> None:
    """Raise Refused for a role that does not hold the class legal."""
    if DataClass.LEGAL not in by.classes:
        raise Refused(what="class legal")


def see_file(by: Viewer, file_id: UUID) -> AssistanceFile:
    """A file for reading its way through justice. Raises Refused, NotHere."""
    check_legal(by)
    return get_file(by, file_id)


def hold(by: Viewer, file_id: UUID) -> AssistanceFile:
    """A file for writing. Raises Refused, NotHere, Conflict when it is closed."""
    check_legal(by)
    return hold_file(by, file_id)


def marks(by: Viewer, file: AssistanceFile, key: UUID) -> dict[str, Any]:
    """The columns that every row carries."""
    return {
        "file": file,
        "recorded_by_id": by.account_id,
        "recorded_at": timezone.now(),
        "request_key": key,
        "owner": file.owner,
        "audiences": file.audiences,
    }


def note(by: Viewer, file: AssistanceFile, action: str, **detail: str) -> None:
    """The ledger entry of an act; words and sums stay out of it."""
    record(
        action=action,
        by=by,
        subject=file.person_id,
        owners=[file.owner],
        detail={"file": str(file.id), **detail},
    )


def check_version(row: Any, version: int) -> None:
    """Raise Conflict for a form made of an older state."""
    if row.version != version:
        raise Conflict(what=f"change {row._meta.label_lower}", subject=row.file.person_id)


def check_past(day: Any) -> None:
    if day > timezone.localdate():
        raise Invalid(_("The day lies in the future."))
