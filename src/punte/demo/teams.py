"""Who works on the invented cases of a country, and how they are looked up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from unittest.mock import patch
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from punte.core.access.door import Purpose, Seat, Viewer
from punte.core.agencies.door import Membership, viewer_for
from punte.core.ledger.door import record_each
from punte.core.notices.door import send_notice
from punte.demo.rng import Random
from punte.investigation.cases.door import Case, CaseEvent, Member, Part, add_member, of_case


@dataclass(frozen=True)
class Country:
    """Who works on the cases of one country. place: of the police's people in the cast."""

    code: str
    place: str
    zone: ZoneInfo
    court: str


COUNTRIES = (
    Country("MD", "chisinau", ZoneInfo("Europe/Chisinau"), "Judecătoria Inventată Chișinău"),
    Country("RO", "iasi", ZoneInfo("Europe/Bucharest"), "Tribunalul Inventat Iași"),
)


@contextmanager
def told_at(moment: datetime) -> Iterator[None]:
    """Acts within are stamped with this moment: a case has a past, but its acts know the present
    alone.
    """
    with patch.object(timezone, "now", return_value=moment):
        yield


def player(login: str) -> Viewer:
    """One of the cast, as their next request would make them."""
    memberships = Membership.objects.select_related("agency__jurisdiction", "account")
    return viewer_for(memberships.get(account__email=f"{login}@punte.demo"))


def colleagues(country: Country, role: str) -> QuerySet[Membership]:
    """Those of a role in a country who are not of the cast: one after another, agency by agency."""
    rows = Membership.objects.select_related("agency__jurisdiction", "account")
    rows = rows.filter(role=role, agency__jurisdiction=country.code)
    return rows.filter(account__email__startswith="colleague").order_by("agency_id", "pk")


@dataclass
class Team:
    """A case and its people, each as their next request would make them.

    now: the minute that all is told from. lead may be the colleague of another agency.
    """

    case: Case
    country: Country
    rng: Random
    now: datetime
    lead: Viewer
    prosecutor: Viewer

    def key(self, *what: object) -> UUID:
        """The key of an act that happens once in this case."""
        return uuid5(self.case.pk, " ".join(map(str, what)))

    def ago(self, **spans: int) -> datetime:
        return self.now - timedelta(**spans)

    def ahead(self, **spans: int) -> datetime:
        return self.now + timedelta(**spans)

    @property
    def analyst(self) -> Viewer:
        return player(f"crime.{self.country.place}")

    @property
    def colleague(self) -> Viewer:
        return player(f"investigator2.{self.country.place}")


def join(lead: Viewer, case: Case, account: int, part: Part) -> None:
    """Somebody comes into the team of a case."""
    member = Membership.objects.values_list("pk", flat=True).get(account=account)
    case.refresh_from_db()
    add_member(by=lead, case_id=case.pk, membership=member, part=part, version=case.version)


def join_all(lead: Viewer, case: Case, people: Sequence[Membership], part: Part) -> None:
    """Many come into the team at once, as `join` would bring them, in few statements."""
    case.refresh_from_db()
    hung, now = of_case(case), timezone.now()
    who = [{"account_id": one.account_id, "agency_id": one.agency_id} for one in people]
    Member.objects.bulk_create(Member(**hung, **one, part=part, since=now) for one in who)
    Seat.objects.bulk_create(
        Seat(
            **one, circle=case.owner, purpose=Purpose.INVESTIGATION, since=now,
            given_by=lead.account_id,
        )
        for one in who
    )  # fmt: skip
    CaseEvent.objects.bulk_create(
        CaseEvent(
            **hung,
            kind="joined",
            at=now,
            by_id=lead.account_id,
            code=str(one.account_id),
            text=part,
        )
        for one in people
    )
    joined = [(case.pk, {"account": one.account_id, "part": str(part)}) for one in people]
    record_each(action="case.join", by=lead, about=joined, owners=[case.owner])
    Case.objects.filter(pk=case.pk).update(version=case.version + len(people), changed_at=now)
    send_notice(
        kind="case_joined", url=case.get_absolute_url(), by=lead,
        to_accounts=[one.account_id for one in people],
    )  # fmt: skip
