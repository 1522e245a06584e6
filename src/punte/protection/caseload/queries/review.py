"""For supervisors: how the work lies on the caseworkers, and which files to look through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from punte.core.access.door import Permission, Viewer
from punte.core.agencies.door import Account
from punte.protection.assistance.door import AssistanceFile, own_files
from punte.protection.caseload.bulk_rules import UNTOUCHED_DAYS
from punte.protection.caseload.models import Review
from punte.protection.caseload.queries.files import late


@dataclass(frozen=True)
class Load:
    """The open files of one caseworker; account None: of nobody."""

    account: int | None
    name: str
    open: int
    high: int
    overdue: int
    untouched: int


def loads(viewer: Viewer) -> list[Load]:
    """How the open files of the agency lie on its caseworkers."""
    viewer.require(Permission.REVIEW_FILES)
    before = timezone.now() - timedelta(days=UNTOUCHED_DAYS)
    rows = list(
        own_files(viewer)
        .filter(state=AssistanceFile.State.OPEN)
        .order_by()
        .values_list("caseworker")
        .annotate(
            Count("pk"),
            high=Count("pk", filter=Q(risk=AssistanceFile.Risk.HIGH)),
            overdue=Count("pk", filter=late(viewer)),
            untouched=Count("pk", filter=Q(changed_at__lt=before)),
        )
    )
    # Named after they are counted: sorting all files by name takes longer than counting them.
    names = dict(Account.objects.filter(pk__in=[row[0] for row in rows]).values_list("pk", "name"))
    found = [Load(account, names.get(account, ""), *counts) for account, *counts in rows]
    return sorted(found, key=lambda load: (load.account is None, load.name))


def to_review(viewer: Viewer) -> QuerySet[AssistanceFile]:
    """Open files whose next look is due, or that nobody has looked through for long.

    last_review and next_on are annotated.
    """
    viewer.require(Permission.REVIEW_FILES)
    of_file = Review.objects.visible_to(viewer).filter(file=OuterRef("pk")).order_by("-at", "id")
    before = timezone.now() - timedelta(days=UNTOUCHED_DAYS)
    return (
        own_files(viewer)
        .filter(state=AssistanceFile.State.OPEN)
        .annotate(
            last_review=Subquery(of_file.values("at")[:1]),
            next_on=Subquery(of_file.values("next_on")[:1]),
        )
        .filter(
            Q(next_on__lte=timezone.localdate())
            | Q(next_on=None, opened_at__lt=before)
            & ~Exists(of_file.filter(at__gte=before).order_by())
        )
    )


def reviews_of(viewer: Viewer, file: AssistanceFile) -> QuerySet[Review]:
    """All reviews of a file, newest first."""
    rows = Review.objects.visible_to(viewer).filter(file=file).select_related("by")
    return rows.order_by("-at", "id")
