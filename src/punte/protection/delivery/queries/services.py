"""Reading services: of a file, of an agency, and their sums."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from punte.core.access.door import Permission, Viewer, get_visible
from punte.protection.assistance.door import AssistanceFile
from punte.protection.delivery import rules
from punte.protection.delivery.models import ServiceItem
from punte.protection.delivery.models.service import DONE

Services = QuerySet[ServiceItem]


def services_of(viewer: Viewer, file: AssistanceFile) -> Services:
    """All services of a file that the viewer's classes of data show."""
    rows = ServiceItem.objects.visible_to(viewer).filter(file=file)
    return rows.select_related("desk__agency", "agency")


def own_services(viewer: Viewer) -> Services:
    """All services of the viewer's agency, newest day first."""
    viewer.require(Permission.SEE_FILES)
    return (
        ServiceItem.objects.visible_to(viewer)
        .filter(owner=viewer.agency_audience)
        .select_related("file", "desk__agency", "agency")
        .order_by("-day", "id")
    )


def services_between(viewer: Viewer, start: date, end: date) -> Services:
    """The agency's services whose day (given, else planned) is from start to end, both included."""
    return own_services(viewer).filter(day__gte=start, day__lte=end)


def filtered(
    rows: Services,
    *,
    kind: str = "",
    outcome: str = "",
    provider: str = "",
    first: date | None = None,
    last: date | None = None,
) -> Services:
    """Narrow a list by what its filter form says."""
    said = {"kind": kind, "outcome": outcome, "provider": provider}
    said |= {"day__gte": first, "day__lte": last}  # type: ignore[dict-item]
    return rows.filter(**{name: value for name, value in said.items() if value})


def sums(rows: Services) -> list[rules.Sum]:
    """Hours and cost of what was given, by month and kind, in one query."""
    found = (
        rows.filter(outcome__in=DONE)
        .order_by()
        .values_list(TruncMonth("day"), "kind", "currency")
        .annotate(Count("pk"), Sum("hours"), Sum("cost"))
    )
    return rules.summed(found)


def get_service(viewer: Viewer, service: UUID) -> ServiceItem:
    """One service with its file, or NotHere."""
    viewer.require(Permission.SEE_FILES)
    get_visible(ServiceItem, viewer=viewer, pk=service)
    joined = ServiceItem.objects.select_related("file__referral", "desk__agency", "agency")
    return joined.get(pk=service)
