"""Reading files of exhibits."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import NotHere
from punte.core.files.door import StoredFile, visible_files
from punte.investigation.cases.door import Case
from punte.investigation.evidence.models import EvidenceFile, Exhibit, FileCheck

GONE = "gone"
Rows = QuerySet[EvidenceFile]
Packed = Callable[[Collection[UUID]], Collection[UUID]]
_PACKERS: list[Packed] = []
OrderOf = Callable[[UUID, UUID], UUID | None]
_ORDERS: list[OrderOf] = []


def files_of(viewer: Viewer, exhibit: Exhibit) -> QuerySet[EvidenceFile]:
    """The files of an exhibit, as they came, each with `checked_at` and `fault` of its last check.

    Raises Refused without the permission to see cases.
    """
    viewer.require(Permission.SEE_CASES)
    rows: Rows = checked(EvidenceFile.objects.visible_to(viewer)).filter(exhibit=exhibit)
    return rows


def case_files(viewer: Viewer, case: Case, *, faulty: bool = False) -> QuerySet[EvidenceFile]:
    """The files of all exhibits of a case; faulty: only those whose last check found a fault."""
    viewer.require(Permission.SEE_CASES)
    rows: Rows = checked(EvidenceFile.objects.visible_to(viewer)).filter(case=case)
    rows = rows.select_related("by", "of", "exhibit")
    # What `checked` brought with the row is no field.
    wanted: dict[str, Any] = {"fault__in": ["missing", "altered"]} if faulty else {}
    return rows.filter(**wanted)


def checked(rows: Any) -> Any:
    """The rows with what their last check found; `fault` is None for one never checked."""
    last = FileCheck.objects.filter(file=OuterRef("pk")).order_by("-at", "-pk")
    names = {"checked_at": "at", "fault": "fault", "found": "found", "found_size": "found_size"}
    return (
        rows.annotate(**{name: Subquery(last.values(of)[:1]) for name, of in names.items()})
        .select_related("by", "of")
        .order_by("at", "pk")
    )


def get_file(viewer: Viewer, file_id: UUID, *, exhibit: Exhibit | None = None) -> EvidenceFile:
    """One file, or NotHere. Raises Refused without the permission to see cases."""
    viewer.require(Permission.SEE_CASES)
    row = get_visible(EvidenceFile, viewer=viewer, pk=file_id)
    if exhibit is not None and row.exhibit_id != exhibit.pk:
        raise NotHere(what="read a file of another exhibit", subject=file_id)
    return row


def register_packer(packed: Packed) -> None:
    """Called from a room's `ready` that puts files of exhibits into others: of these kept files,
    the keys of the files in which any of them lies.
    """
    _PACKERS.append(packed)


def register_orders(order_of: OrderOf) -> None:
    """Called from a room's `ready` that takes product of measures in: the authorisation under which
    a kept file of a case came, if it did.
    """
    _ORDERS.append(order_of)


def order_of(row: EvidenceFile) -> UUID | None:
    """The authorisation under which a file came, or the one that it was made from."""
    while row.of is not None:
        row = row.of
    return next(filter(None, (asked(row.case_id, row.stored) for asked in _ORDERS)), None)


def packed_in(stored: Collection[UUID]) -> set[UUID]:
    """The kept files in which other rooms have packed any of these."""
    return {key for packed in _PACKERS for key in packed(stored)}


def shut_to(viewer: Viewer, rows: Collection[EvidenceFile]) -> set[UUID]:
    """Those of these files that the viewer may not open: sealed, or not of a class of data that
    their role sees. Their names and digests stand all the same.
    """
    kept = visible_files(viewer).filter(pk__in=[row.stored for row in rows])
    mine = set(kept.values_list("pk", flat=True))
    return {row.pk for row in rows if row.stored not in mine}


def saying_the_same(
    case_id: UUID, *, sha256: str = "", stored: Collection[UUID] = ()
) -> list[UUID]:
    """The kept files of a case's exhibits with this content, or these, all made from them, and
    those in which any of them is packed.

    What the asker may not see, or was destroyed, is not among them.
    """
    found = {row.stored for row in rows_saying(case_id, sha256=sha256, stored=stored)}
    kept = StoredFile.objects.filter(pk__in=found | packed_in(found | set(stored)))
    return list(kept.order_by("pk").values_list("pk", flat=True))


def rows_saying(
    case_id: UUID, *, sha256: str = "", stored: Collection[UUID] = ()
) -> list[EvidenceFile]:
    """The rows of those, whether their bytes are still there or not."""
    rows = EvidenceFile.objects.filter(case=case_id).exclude(checks__fault=GONE)
    new = {row.pk: row for row in rows.filter(Q(sha256=sha256) | Q(stored__in=stored))}
    found = dict(new)
    while new:
        new = {row.pk: row for row in rows.filter(of__in=new).exclude(pk__in=found)}
        found |= new
    return list(found.values())


def is_gone(row: EvidenceFile) -> bool:
    """Whether the file was destroyed with its exhibit."""
    return FileCheck.objects.filter(file=row, fault=GONE).exists()


def unchecked_since(before: datetime, most: int) -> QuerySet[EvidenceFile]:
    """The files whose last check lies before then, those never checked first; for the worker."""
    rows: Rows = checked(EvidenceFile.objects.all()).exclude(checks__fault=GONE)
    rows = rows.filter(Q(checked_at=None) | Q(checked_at__lt=before))
    return rows.order_by(F("checked_at").asc(nulls_first=True), "pk")[:most]
