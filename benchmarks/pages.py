"""The pages that are measured, and who asks for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from punte.core.access.door import acting_as
from punte.core.agencies.door import Account, Membership, viewer_for
from punte.protection.persons.models import Person
from punte.protection.referral.machine import State
from punte.protection.referral.models import Referral

COORDINATORS = ("coordinator.chisinau", "coordinator.iasi", "national.md")
SUPERVISORS = ("supervisor.chisinau", "coordinator.iasi", "national.md")
DESKS = ("ngo.iasi", "ngo2.iasi", "shelter.iasi", "health.chisinau")
EVERYONE = (*COORDINATORS, *DESKS, "officer.sculeni", "analyst.md")
FILES = 8


@dataclass(frozen=True)
class Visit:
    """One request that can be made again and again; any answer but 200 is an error."""

    name: str
    send: Callable[[], object]

    def ask(self) -> None:
        response = self.send()
        status = getattr(response, "status_code", 0)
        if status != 200:
            raise SystemExit(f"{self.name} answered {status}")


Visits = Callable[[Client, Account], list[Visit]]


@dataclass(frozen=True)
class Page:
    name: str
    logins: tuple[str, ...]
    visits: Visits


def opened(name: str, query: str = "") -> Visits:
    """One page by its name, with a query."""

    def visits(client: Client, _account: Account) -> list[Visit]:
        url = reverse(name) + query
        return [Visit(url, lambda: client.get(url))]

    return visits


def _search(*texts: str) -> Visits:
    def visits(client: Client, _account: Account) -> list[Visit]:
        url = reverse("protection:search")
        return [Visit(url, lambda t=text: client.post(url, {"q": t})) for text in texts]

    return visits


def _case_files(client: Client, account: Account) -> list[Visit]:
    viewer = viewer_for(Membership.objects.get(account=account))
    with acting_as(viewer):
        rows = Person.objects.visible_to(viewer).exclude(referred_at=None).order_by("-changed_at")
        urls = [reverse("protection:person", args=[row.pk]) for row in rows[:FILES]]
    return [Visit(url, lambda u=url: client.get(u)) for url in urls]


def _referrals(client: Client, account: Account) -> list[Visit]:
    viewer = viewer_for(Membership.objects.get(account=account))
    with acting_as(viewer):
        # Not the unopened ones: opening moves them.
        rows = Referral.objects.visible_to(viewer).exclude(state__in=[State.SENT, State.DRAFT])
        mine = rows.filter(desk__in=viewer.desk_ids) if viewer.desk_ids else rows
        urls = [
            reverse("protection:referral", args=[row.pk])
            for row in mine.order_by("-changed_at")[:FILES]
        ]
    return [Visit(url, lambda u=url: client.get(u)) for url in urls]


PAGES = (
    Page("Today", EVERYONE, opened("protection:today")),
    Page("persons, own", COORDINATORS, opened("protection:persons")),
    Page("persons, filtered", COORDINATORS, opened("protection:persons", "?status=presumed")),
    Page("persons, by form and age", COORDINATORS,
         opened("protection:persons", "?exploitation=sexual&age_band=child")),
    Page("persons, sorted by status", COORDINATORS, opened("protection:persons", "?sort=status")),
    Page("persons, shared with us", DESKS[:2], opened("protection:persons", "?shared=1")),
    Page("case file", COORDINATORS[:2], _case_files),
    Page("referral", (*COORDINATORS[:2], *DESKS), _referrals),
    Page("inbox, board", DESKS, opened("protection:referrals_in")),
    Page("inbox, list", DESKS, opened("protection:referrals_in", "?view=list")),
    Page("inbox, list by clock", DESKS,
         opened("protection:referrals_in", "?view=list&sort=due_at")),
    Page("outbox, board", COORDINATORS[:2], opened("protection:referrals_out")),
    Page("outbox, list", COORDINATORS[:2], opened("protection:referrals_out", "?view=list")),
    Page("stuck referrals", SUPERVISORS, opened("protection:stuck")),
    Page("notifications", COORDINATORS, opened("protection:notifications")),
    Page("notifications sent", ("officer.sculeni",), opened("protection:notifications_sent")),
    Page("search, name in Latin letters", COORDINATORS, _search("Punteanu", "Ana Luncașu")),
    Page("search, name in Cyrillic letters", COORDINATORS, _search("Мостова", "Анна Вербина")),
    Page("search, other script", COORDINATORS, _search("Mostova", "Пунтяну Ана")),
    Page("search, pseudonym's number", COORDINATORS, _search("4172")),
    Page("deadlines", EVERYONE[:-1], opened("deadlines:mine")),
    Page("notices", EVERYONE[:-1], opened("notices:list")),
    Page("funnel", ("analyst.md", "supervisor.chisinau"), opened("protection:funnel")),
)  # fmt: skip
