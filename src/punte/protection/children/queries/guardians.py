"""Reading guardians."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.protection.assistance.door import AssistanceFile, file_of_person
from punte.protection.children import rules
from punte.protection.children.models import Guardian, Signature


def guardians_of(viewer: Viewer, file: AssistanceFile) -> QuerySet[Guardian]:
    """All guardians of a child, the newest appointment first."""
    rows = Guardian.objects.visible_to(viewer).filter(file=file)
    return rows.order_by("-starts_on", "id")


def acting_for(file: AssistanceFile) -> list[rules.Acting]:
    """The plain values that the rules decide on."""
    return acting_for_each([file])[file.id]


def acting_for_each(files: Iterable[AssistanceFile]) -> dict[UUID, list[rules.Acting]]:
    """The same for many files, in one query."""
    found: dict[UUID, list[rules.Acting]] = {file.id: [] for file in files}
    rows = Guardian.objects.filter(file_id__among=list(found))
    for key, starts, ends, conflict in rows.values_list(
        "file_id", "starts_on", "ends_on", "conflict"
    ):
        found[key].append(rules.Acting(starts, ends, conflict))
    return found


def agreed_for(files: Iterable[AssistanceFile]) -> set[UUID]:
    """Those of the files whose best interests somebody has signed for."""
    rows = Signature.objects.filter(file_id__among=[file.id for file in files], agrees=True)
    return set(rows.values_list("file_id", flat=True))


def why_guardian_may_not(viewer: Viewer, person: UUID) -> str:
    """Why no guardian of a person may consent now, or "" when one may."""
    file = file_of_person(viewer, person)
    if file is None or rules.may_consent(acting_for(file), timezone.localdate()):
        return ""
    return _(
        "The guardian is marked with a conflict of interest and cannot consent. "
        "Ask for another guardian first."
    )
