"""Where statements come from: naming it, grading it, who of the team sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer, get_visible, open_circle, seat, seats_of, unseat
from punte.core.errors import Conflict, Invalid, Stale
from punte.core.once import made_once
from punte.investigation.cases.door import Case, Member, hold_case, of_case, team_of
from punte.investigation.subjects.actions.keeping import note_row
from punte.investigation.subjects.models import Source, Statement
from punte.investigation.subjects.words import Handling, InfoGrade, SourceGrade, SourceKind


@dataclass(frozen=True)
class Origin:
    """What is said of a source when it is named."""

    title: str
    kind: SourceKind
    got_at: datetime
    source_grade: SourceGrade = SourceGrade.X
    info_grade: InfoGrade = InfoGrade.UNKNOWN
    handling: Handling = Handling.H0
    handling_text: str = ""
    note: str = ""
    exhibit: UUID | None = None


@dataclass(frozen=True)
class Grading:
    """How a source is graded, and how what it says may travel."""

    source_grade: SourceGrade
    info_grade: InfoGrade
    handling: Handling
    handling_text: str = ""


@transaction.atomic
def add_source(
    *,
    by: Viewer,
    case_id: UUID,
    origin: Origin,
    request_key: UUID,
    narrow_to: int | None = None,
) -> Source:
    """A new source of a case.

    narrow_to: the audience number of a narrower circle that the viewer sits in, for a source that
    few may see; what it states is seen by them alone. Raises Refused, NotHere, Conflict, Invalid.
    """
    case = hold_case(by, case_id)
    _sound(origin)
    if narrow_to is not None and narrow_to not in by.audiences:
        raise Invalid(_("Choose a circle that you sit in."))
    return _once(by, case, request_key, lambda: _make(by, case, origin, request_key, narrow_to))


@transaction.atomic
def add_narrow_source(
    *, by: Viewer, case_id: UUID, origin: Origin, members: Iterable[UUID], request_key: UUID
) -> tuple[Source, Viewer]:
    """A new source that the viewer and these members of the team alone see, with all it states;
    and the viewer as they see from now on. Raises Refused, NotHere, Conflict, Invalid.
    """
    case = hold_case(by, case_id)
    _sound(origin)

    def make() -> Source:
        nonlocal by
        circle, by = open_narrow(by, case, members)
        return _make(by, case, origin, request_key, circle)

    return _once(by, case, request_key, make), by


def name_exhibit(*, by: Viewer, source: Source, exhibit: UUID | None) -> None:
    """Say of a source of the running act that it was read from an exhibit. Raises NotHere."""
    row = get_visible(Source, viewer=by, lock=True, pk=source.pk)
    row.exhibit = exhibit
    row.save(update_fields=["exhibit"])


def open_narrow(by: Viewer, case: Case, members: Iterable[UUID]) -> tuple[int, Viewer]:
    """A circle of the viewer and these members of the team: its number, and the viewer as they
    see from now on. Raises Invalid for a member of another case.
    """
    circle, by = open_circle(by=by, within=case.owner)
    for member in members:
        _seat(by, case, circle, member)
    return circle, by


@transaction.atomic
def seat_at_source(*, by: Viewer, case_id: UUID, source_id: UUID, member_id: UUID) -> Source:
    """One more of the team sees a narrow source. Raises Refused, NotHere, Conflict."""
    case, source = _narrow(by, case_id, source_id)
    _seat(by, case, source.audiences[0], member_id)
    note_row(by, case, source, "source.seat", source=str(source.pk), member=str(member_id))
    return source


@transaction.atomic
def unseat_at_source(*, by: Viewer, case_id: UUID, source_id: UUID, member_id: UUID) -> Source:
    """One of the few sees a narrow source no more. Raises Refused, NotHere, Conflict (the last)."""
    case, source = _narrow(by, case_id, source_id)
    circle = source.audiences[0]
    member = _member(case, member_id)
    if seats_of([circle]).exclude(account_id=member.account_id).count() == 0:
        raise Conflict(_("Somebody must see the source."))
    unseat(by=by, circle=circle, account=member.account_id, agency=member.agency_id)
    note_row(by, case, source, "source.unseat", source=str(source.pk), member=str(member_id))
    return source


@transaction.atomic
def grade_source(
    *, by: Viewer, case_id: UUID, source_id: UUID, grading: Grading, was: str, statements: bool
) -> int:
    """Another grade or handling for a source; how many statements took it over.

    was: the mark that the form stood on (`Source.mark`). statements: those that still have the
    source's former grade and handling take the new ones; without that none does, and none that
    was graded by itself ever does. Raises Refused, NotHere, Conflict, Invalid.
    """
    case = hold_case(by, case_id)
    source = get_visible(Source, viewer=by, lock=True, case=case, pk=source_id)
    if source.mark != was:
        raise Stale
    _restrictions_said(grading.handling, grading.handling_text)
    new = asdict(grading)
    before = {key: getattr(source, key) for key in new}
    for key, value in new.items():
        setattr(source, key, value)
    source.save(update_fields=list(new))
    taken = _take_over(by, source, before, new) if statements else 0
    note_row(
        by, case, source, "source.grade", source=str(source.pk), statements=taken,
        before=was, after=source.mark,
    )  # fmt: skip
    return taken


def _take_over(by: Viewer, source: Source, before: dict[str, Any], new: dict[str, Any]) -> int:
    keys = ("source_grade", "info_grade", "handling")
    rows = Statement.objects.visible_to(by).filter(source=source, withdrawn_at=None)
    former = rows.filter(**{key: before[key] for key in keys})
    return former.update(**{key: new[key] for key in keys})


def _sound(origin: Origin) -> None:
    _restrictions_said(origin.handling, origin.handling_text)
    if origin.got_at > timezone.now():
        raise Invalid(_("A source cannot have come in the future."))


def _restrictions_said(handling: Handling, text: str) -> None:
    if handling == Handling.H3 and not text.strip():
        raise Invalid(_("H3 wants its restrictions said."))


def _once(by: Viewer, case: Case, request_key: UUID, make: Callable[[], Source]) -> Source:
    same = {"case_id": case.pk}
    row, new = made_once(Source, by=by, request_key=request_key, same=same, make=make)
    if new:
        note_row(
            by, case, row, "source.add",
            source=str(row.pk), grade=row.grade, handling=row.handling,
        )  # fmt: skip
    return row


def _narrow(by: Viewer, case_id: UUID, source_id: UUID) -> tuple[Case, Source]:
    case = hold_case(by, case_id)
    source = get_visible(Source, viewer=by, case=case, pk=source_id)
    if not source.narrow:
        raise Conflict(_("All of the team see this source."))
    return case, source


def _member(case: Case, member_id: UUID) -> Member:
    found = team_of(case).filter(pk=member_id).first()
    if found is None:
        raise Invalid(_("Choose somebody of the team."))
    return found


def _seat(by: Viewer, case: Case, circle: int, member_id: UUID) -> None:
    member = _member(case, member_id)
    seat(
        by=by,
        circle=circle,
        account=member.account_id,
        agency=member.agency_id,
        purpose=by.purpose,
    )


def _make(by: Viewer, case: Case, origin: Origin, key: UUID, narrow_to: int | None) -> Source:
    values: dict[str, Any] = {**of_case(case), **asdict(origin)}
    if narrow_to is not None:
        values |= {"audiences": [narrow_to], "narrow": True}
    return Source.objects.create(
        **values, made_at=timezone.now(), made_by_id=by.account_id, request_key=key
    )
