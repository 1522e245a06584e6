"""Court dates: set, prepared, moved, held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer, get_visible
from punte.core.agencies.door import Membership
from punte.core.deadlines.door import meet_clock, stop_clocks
from punte.core.errors import Conflict, Invalid
from punte.core.once import made_once
from punte.protection.assistance.door import AssistanceFile
from punte.protection.justice import rules
from punte.protection.justice.actions.common import (
    HEARING,
    check_version,
    hold,
    marks,
    note,
    run_clock,
)
from punte.protection.justice.models import Hearing
from punte.protection.justice.models.words import (
    HearingKind,
    HearingMove,
    HearingState,
    SpecialMeasure,
)


@dataclass(frozen=True)
class CourtDate:
    """When and where, and who goes. goes: an account of the agency, or goes_words: a role.

    case_reference: free, as the person gave it. interpreter: a language, or "".
    """

    kind: HearingKind
    at: datetime
    court: str
    district: str = ""
    case_reference: str = ""
    goes: int | None = None
    goes_words: str = ""
    measures: Sequence[SpecialMeasure] = ()
    interpreter: str = ""


@transaction.atomic
def set_hearing(*, by: Viewer, file: UUID, day: CourtDate, request_key: UUID) -> Hearing:
    """Keep a court date; the clock to prepare for it runs until it is prepared."""
    held = hold(by, file)
    check_day(by, day)
    row, new = made_once(
        Hearing,
        by=by,
        request_key=request_key,
        same={"file_id": held.id},
        make=lambda: Hearing.objects.create(**plain(day), **marks(by, held, request_key)),
    )
    if new:
        clock_hearing(by, held, row)
        note(by, held, "justice.set_hearing", hearing=str(row.id))
    return row


def plain(day: CourtDate) -> dict[str, object]:
    """The columns that a court date fills."""
    return {
        "kind": day.kind,
        "at": day.at,
        "court": day.court.strip(),
        "district": day.district.strip(),
        "case_reference": day.case_reference.strip(),
        "goes_id": day.goes,
        "goes_words": day.goes_words.strip(),
        "measures": sorted(day.measures),
        "interpreter": day.interpreter,
    }


def check_day(by: Viewer, day: CourtDate) -> None:
    """Refuse a date without a court, and a companion from elsewhere."""
    if not day.court.strip():
        raise Invalid(_("Say which court."))
    colleagues = Membership.objects.filter(agency_id=by.agency_id, state=Membership.State.ACTIVE)
    if day.goes is not None and not colleagues.filter(account_id=day.goes).exists():
        raise Invalid(_("Only a colleague of your agency can be named here."))


def clock_hearing(by: Viewer, file: AssistanceFile, row: Hearing) -> None:
    """To be prepared before the hour comes; a date in the past has nothing to prepare."""
    if row.at > timezone.now():
        run_clock(by, file, HEARING, "hearing", row.id, due=row.at)


@transaction.atomic
def change_hearing(*, by: Viewer, hearing: UUID, version: int, day: CourtDate) -> Hearing:
    """A new date or other arrangements: it is to be prepared anew."""
    row, file = hold_hearing(by, hearing, version)
    step(row, HearingMove.RESCHEDULE)
    check_day(by, day)
    values = plain(day)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*[name.removesuffix("_id") for name in values], "state", "version"])
    stop_clocks(by=by, about_id=row.id)
    clock_hearing(by, file, row)
    note(by, file, "justice.move_hearing", hearing=str(row.id), move="reschedule")
    return row


@transaction.atomic
def move_hearing(
    *, by: Viewer, hearing: UUID, version: int, move: HearingMove, words: str = ""
) -> Hearing:
    """Prepared, held or cancelled. Raises Conflict where the table does not lead."""
    row, file = hold_hearing(by, hearing, version)
    if move == HearingMove.RESCHEDULE:
        raise Invalid(_("Say the new date."))
    if move == HearingMove.HOLD and row.at > timezone.now():
        raise Invalid(_("The hour of this hearing has not come yet."))
    if move == HearingMove.PREPARE and not (row.goes_id or row.goes_words):
        raise Invalid(_("Say first who goes with the person."))
    step(row, move)
    row.outcome = words.strip() or row.outcome
    row.save(update_fields=["state", "outcome", "version"])
    if move == HearingMove.CANCEL:
        stop_clocks(by=by, about_id=row.id)
    else:
        meet_clock(by=by, about_id=row.id, measure=HEARING)
    note(by, file, "justice.move_hearing", hearing=str(row.id), move=str(move))
    return row


def step(row: Hearing, move: HearingMove) -> None:
    sources, target = rules.HEARINGS[move]
    if row.state not in sources:
        raise Conflict(what=f"justice.hearing {move} from {row.state}")
    row.state = HearingState(target)
    row.version += 1


def hold_hearing(by: Viewer, hearing: UUID, version: int) -> tuple[Hearing, AssistanceFile]:
    seen = get_visible(Hearing, viewer=by, pk=hearing)
    file = hold(by, seen.file_id)
    row = get_visible(Hearing, viewer=by, lock=True, pk=hearing)
    check_version(row, version)
    return row, file
