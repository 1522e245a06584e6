"""What of a way through justice is still under way in one file: for clocks and for closing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from punte.core.access.door import Viewer
from punte.protection.assistance.door import AssistanceFile
from punte.protection.justice.models import Claim, Hearing
from punte.protection.justice.models.claim import OPEN
from punte.protection.justice.models.words import HearingState

M = TypeVar("M", bound=Model)


def _of(rows: QuerySet[M], files: Sequence[AssistanceFile]) -> QuerySet[M]:
    return rows.filter(file_id__among=[file.id for file in files])


def hearings_ahead(viewer: Viewer, *files: AssistanceFile) -> QuerySet[Hearing]:
    """Court dates that were neither held nor cancelled."""
    ahead = [HearingState.PLANNED, HearingState.READY]
    return _of(Hearing.objects.visible_to(viewer), files).filter(state__in=ahead)


def claims_under_way(viewer: Viewer, *files: AssistanceFile) -> QuerySet[Claim]:
    """Claims that are not at their end."""
    return _of(Claim.objects.visible_to(viewer), files).filter(state__in=OPEN)


def clock_keys(viewer: Viewer, file: AssistanceFile) -> list[UUID]:
    """What clocks of this room may be about, besides the file itself."""
    hearings = hearings_ahead(viewer, file).values_list("pk", flat=True)
    return [*hearings, *claims_under_way(viewer, file).values_list("pk", flat=True)]
