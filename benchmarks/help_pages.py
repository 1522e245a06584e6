"""The pages of assistance that are measured, and who asks for them."""

from __future__ import annotations

from itertools import combinations
from uuid import UUID

from django.test import Client
from django.urls import reverse

from benchmarks.pages import FILES, Page, Visit, Visits, opened
from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Account, Membership, viewer_for
from punte.protection.assistance.door import own_files

WORKERS = ("coordinator.chisinau", "coordinator.iasi", "ngo.iasi", "shelter.iasi")
SUPERVISORS = ("supervisor.chisinau", "supervisor.iasi")
ANALYSTS = ("analyst.md", "coordinator.chisinau", "supervisor.iasi")
PAPER = "case on paper"
CUTS = (
    "month", "agency", "exploitation", "age_band", "sex", "district", "nationality", "stage",
)  # fmt: skip
NEEDS = {
    "service": "housing",
    "place": "",
    "sex": "female",
    "age_band": "adult",
    "language": "ro",
}


def last_files(viewer: Viewer, most: int) -> list[UUID]:
    """The files of the viewer's agency that changed last."""
    with acting_as(viewer):
        rows = own_files(viewer).filter(state="open").order_by("-changed_at", "id")
        return list(rows.values_list("pk", flat=True)[:most])


def of_files(name: str, query: str = "") -> Visits:
    """A page of each of the last files."""

    def visits(client: Client, account: Account) -> list[Visit]:
        viewer = viewer_for(Membership.objects.get(account=account))
        urls = [reverse(name, args=[pk]) + query for pk in last_files(viewer, FILES)]
        return [Visit(url, lambda u=url: client.get(u)) for url in urls]

    return visits


def _who_can_take(client: Client, _account: Account) -> list[Visit]:
    url = reverse("protection:who_can_take")
    services = ("housing", "psychological", "legal")
    return [
        Visit(url, lambda s=service: client.post(url, {**NEEDS, "service": s}))
        for service in services
    ]


def _any_two_cuts(period: int) -> Visits:
    """Every pair of cuts."""

    def visits(client: Client, _account: Account) -> list[Visit]:
        url = reverse("protection:funnel_cross")
        asked = [
            {"period": period, "rows": rows, "columns": columns, "step": "referred"}
            for rows, columns in combinations(CUTS, 2)
        ]
        return [Visit(url, lambda q=query: client.get(url, q)) for query in asked]

    return visits


PAGES = (
    Page("caseload", WORKERS, opened("protection:caseload")),
    Page("caseload, filtered", WORKERS, opened("protection:caseload", "?risk=high")),
    Page("caseload, two filters", WORKERS,
         opened("protection:caseload", "?age_band=child&language=ro")),
    Page("caseload, mine", WORKERS, opened("protection:caseload", "?mine=on")),
    Page("caseload, overdue", WORKERS, opened("protection:caseload", "?overdue=on")),
    Page("caseload, closed too", WORKERS, opened("protection:caseload", "?state=all")),
    Page("supervisor's review", SUPERVISORS, opened("protection:reviews")),
    Page("file, overview", WORKERS, of_files("protection:file")),
    Page("file, plan", WORKERS, of_files("protection:plan")),
    Page("file, services", WORKERS, of_files("protection:services")),
    Page("file, appointments", WORKERS, of_files("protection:appointments")),
    Page("file, needs and risks", WORKERS, of_files("protection:assessments")),
    Page("file, family", WORKERS, of_files("protection:file_family")),
    Page("services of the agency", WORKERS, opened("protection:all_services")),
    Page("appointments of the agency", WORKERS, opened("protection:all_appointments")),
    Page("follow-ups", WORKERS, opened("protection:follow_ups")),
    Page("hand-overs", WORKERS, opened("protection:transfers")),
    Page("catalogue", WORKERS, opened("protection:catalogue")),
    Page("catalogue, filtered", WORKERS,
         opened("protection:catalogue", "?service=housing&country=MD&open_now=on")),
    Page("who can take this person today", WORKERS, _who_can_take),
    Page("my tasks", WORKERS, opened("protection:tasks")),
    Page("calendar", WORKERS, opened("protection:calendar")),
    Page("day sheet", WORKERS, opened("protection:day_sheet")),
    Page("funnel, 1 cut", ANALYSTS, opened("protection:funnel", "?exploitation=labour")),
    Page("funnel by any two cuts, 12 months", ANALYSTS[:1], _any_two_cuts(12)),
    Page("funnel by any two cuts, 5 years", ANALYSTS[:1], _any_two_cuts(60)),
    Page("funnel, where people fall out", ANALYSTS, opened("protection:funnel_out")),
    Page(f"{PAPER} (PDF), summary", WORKERS, of_files("protection:file_summary")),
    Page(f"{PAPER} (PDF), in Ukrainian", WORKERS,
         of_files("protection:file_summary", "?language=uk")),
)  # fmt: skip
