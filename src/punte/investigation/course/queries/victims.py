"""Reading victims' roles and what was disclosed of them while it may be read."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.utils import timezone

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import NotHere
from punte.investigation.cases.door import Case, note_reading
from punte.investigation.course.models import Award, DisclosedPart, Disclosure, VictimRole


def victims_of(viewer: Viewer, case: Case) -> list[VictimRole]:
    """The victims of a case by letter, each with `disclosure_rows` and `award_rows`."""
    viewer.require(Permission.SEE_CASES)
    rows = list(VictimRole.objects.visible_to(viewer).filter(case=case).order_by("serial"))
    hung: dict[str, Any] = {
        "disclosure_rows": Disclosure.objects.visible_to(viewer).filter(case=case),
        "award_rows": Award.objects.visible_to(viewer).filter(case=case),
    }
    for name, found in hung.items():
        grouped: dict[UUID, list[Any]] = defaultdict(list)
        for one in found.order_by("-made_at", "pk"):
            grouped[one.victim_id].append(one)
        for row in rows:
            setattr(row, name, grouped[row.pk])
    return rows


def get_victim(viewer: Viewer, case: Case, pk: UUID) -> VictimRole:
    return get_visible(VictimRole, viewer=viewer, case=case, pk=pk)


def get_disclosure(viewer: Viewer, case: Case, pk: UUID) -> Disclosure:
    """What is recorded of a disclosure, without its content; or NotHere."""
    return get_visible(Disclosure, viewer=viewer, case=case, pk=pk)


def read_disclosure(viewer: Viewer, case: Case, row: Disclosure) -> list[DisclosedPart]:
    """The content, and the entry that it was read. Raises NotHere once it has ended."""
    if not row.open_at(timezone.now()):
        raise NotHere(what="read an ended disclosure", subject=case.pk)
    parts = DisclosedPart.objects.visible_to(viewer).filter(disclosure=row).order_by("pk")
    note_reading(
        viewer, case, "disclosure", action="victim.read_disclosure", disclosure=str(row.pk)
    )
    return list(parts)
