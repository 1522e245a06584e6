"""Naming where statements come from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.errors import Invalid
from punte.core.once import made_once
from punte.investigation.cases.door import Case, hold_case, note, of_case
from punte.investigation.subjects.models import Source
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
    if origin.handling == Handling.H3 and not origin.handling_text.strip():
        raise Invalid(_("H3 wants its restrictions said."))
    if origin.got_at > timezone.now():
        raise Invalid(_("A source cannot have come in the future."))
    if narrow_to is not None and narrow_to not in by.audiences:
        raise Invalid(_("Choose a circle that you sit in."))
    row, new = made_once(
        Source,
        by=by,
        request_key=request_key,
        same={"case_id": case.pk},
        make=lambda: _make(by, case, origin, request_key, narrow_to),
    )
    if new:
        note(by, case, "source.add", source=str(row.pk), grade=row.grade, handling=row.handling)
    return row


def _make(by: Viewer, case: Case, origin: Origin, key: UUID, narrow_to: int | None) -> Source:
    values: dict[str, Any] = {**of_case(case), **asdict(origin)}
    if narrow_to is not None:
        values |= {"audiences": [narrow_to], "narrow": True}
    return Source.objects.create(
        **values, made_at=timezone.now(), made_by_id=by.account_id, request_key=key
    )
