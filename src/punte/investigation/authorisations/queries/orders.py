"""Reading authorisations: every read begins with what the viewer may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from punte.core.access.door import Permission, Viewer, get_visible
from punte.investigation.authorisations.identifiers import Named
from punte.investigation.authorisations.machine import State
from punte.investigation.authorisations.models import (
    Authorisation,
    Delay,
    Order,
    Product,
    Request,
    Step,
    Target,
)
from punte.investigation.cases.door import Case
from punte.investigation.subjects.door import things_of

PEOPLE = ("Person", "Organization", "Company", "LegalEntity")
ORDERED = [State.GRANTED, State.ACTIVE, State.ENDED, State.LAPSED]


def get_authorisation(viewer: Viewer, key: UUID) -> Authorisation:
    """One authorisation of a case one works on; NotHere when absent or forbidden alike."""
    viewer.require(Permission.SEE_CASES)
    return get_visible(Authorisation, viewer=viewer, pk=key)


def of_case(viewer: Viewer, case: Case) -> QuerySet[Authorisation]:
    """All of a case, the newest first."""
    return (
        Authorisation.objects.visible_to(viewer)
        .filter(case=case)
        .select_related("asked_by")
        .order_by("-asked_at", "-id")
    )


def waiting_requests(viewer: Viewer) -> QuerySet[Authorisation]:
    """Requests of the viewer's cases that wait for the prosecutor, the oldest first."""
    viewer.require(Permission.GRANT_MEASURE)
    return (
        Authorisation.objects.visible_to(viewer)
        .filter(state=State.ASKED, jurisdiction=viewer.jurisdiction)
        .select_related("asked_by", "case")
        .order_by("asked_at", "id")
    )


def request_of(row: Authorisation) -> Request:
    return Request.objects.get(authorisation=row)


def targets_of(row: Authorisation, *, ordered: bool) -> QuerySet[Target]:
    return Target.objects.filter(authorisation=row, ordered=ordered).order_by("kind", "words")


def orders_of(row: Authorisation) -> QuerySet[Order]:
    return (
        Order.objects.filter(authorisation=row)
        .select_related("recorded_by")
        .order_by("recorded_at", "id")
    )


def steps_of(row: Authorisation) -> QuerySet[Step]:
    return Step.objects.filter(authorisation=row).select_related("by").order_by("-at", "-id")


def delays_of(row: Authorisation) -> QuerySet[Delay]:
    return Delay.objects.filter(authorisation=row).select_related("by").order_by("-at", "-id")


def product_of(viewer: Viewer, row: Authorisation) -> QuerySet[Product]:
    """What was taken in under it, the newest first; quarantined pieces too, without content."""
    rows = Product.objects.visible_to(viewer).filter(authorisation=row)
    return rows.select_related("quarantine").order_by("-taken_at", "-id")


def people_of(viewer: Viewer, case: Case, most: int = 300) -> list[tuple[UUID, str]]:
    """Persons and groups of the case who may be a target, by name."""
    rows = things_of(viewer, case).filter(schema__in=PEOPLE).order_by("caption", "id")
    return list(rows.values_list("group", "caption")[:most])


def used_before(row: Authorisation, names: Iterable[Named]) -> timedelta:
    """How long other orders for the same measure in the case lasted on any of these targets."""
    wanted = Q(pk__in=[])
    for one in names:
        wanted |= Q(kind=one.kind, key=one.key)
    same = Target.objects.filter(
        wanted,
        ordered=True,
        authorisation__case=row.case_id,
        authorisation__measure=row.measure,
        authorisation__state__in=ORDERED,
    ).exclude(authorisation=row.pk)
    others = Authorisation.objects.filter(pk__in=same.values("authorisation"))
    took = (
        (other.ended_at or other.end) - other.start
        for other in others
        if other.start is not None and other.end is not None
    )
    return sum((max(one, timedelta()) for one in took), timedelta())
