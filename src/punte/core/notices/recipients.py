"""From a desk, an agency or an audience number to the accounts of those who work there now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from punte.core.access.door import Seat
from punte.core.agencies.door import Agency, AgencyKind, Membership, working_administrators
from punte.core.notices.models import Preferences

LEADS = ("supervisor", "coordinator")
# How many of a country's coordination are told of one thing.
FEW = 3


def _working() -> QuerySet[Membership]:
    return Membership.objects.filter(
        state=Membership.State.ACTIVE, agency__active=True, account__is_active=True
    )


def _accounts(members: QuerySet[Membership]) -> list[int]:
    return list(members.order_by("account_id").values_list("account_id", flat=True).distinct())


def at_desk(desk_id: int) -> list[int]:
    """Those who answer for a desk; when nobody does, its agency's supervisors."""
    found = _accounts(_working().filter(Q(desks=desk_id) | Q(desks__answers_for=desk_id)))
    return found or _accounts(_working().filter(agency__desks=desk_id, role__in=LEADS))


def with_role(agency_id: int, roles: Collection[str]) -> list[int]:
    return _accounts(_working().filter(agency_id=agency_id, role__in=roles))


def administrators(jurisdiction: str) -> list[int]:
    """Those who administer a country's agencies."""
    return list(working_administrators(jurisdiction).values_list("pk", flat=True))


def colleagues(agency_id: int, account_id: int) -> dict[int, str]:
    """Names of those who work in an agency beside this account, by account."""
    members = _working().filter(agency_id=agency_id, account__program=False)
    rows = members.exclude(account_id=account_id).order_by("account__name")
    return dict(rows.values_list("account_id", "account__name"))


def at_audience(audience: int) -> list[int]:
    """Those whom an audience number reaches: a person, a desk, an agency's leads, a country's
    coordination or oversight, those who sit in a circle.
    """
    country = "agency__jurisdiction__"
    seats = Seat.objects.filter(
        circle=audience,
        until=None,
        account_id=OuterRef("account_id"),
        agency_id=OuterRef("agency_id"),
    )
    return _accounts(
        _working().filter(
            Q(account__audience=audience)
            | Q(desks__audience=audience)
            | Q(desks__answers_for__audience=audience)
            | Q(agency__audience=audience, role__in=LEADS)
            | Q(
                **{f"{country}coordination_audience": audience},
                agency__kind=AgencyKind.COORDINATION,
                role__in=LEADS,
            )
            | Q(**{f"{country}oversight_audience": audience}, role="oversight")
            | Exists(seats)
        )
    )


def working(accounts: Collection[int]) -> list[int]:
    """Those of them who work somewhere now."""
    return _accounts(_working().filter(account_id__in=accounts))


def stand_ins(accounts: Collection[int], day: date | None = None) -> list[int]:
    """Working colleagues named to stand in for them; with a day, only for those away then."""
    chosen = Preferences.objects.filter(account_id__in=accounts, stand_in__isnull=False)
    others = {wish.told_instead(day) if day else wish.stand_in for wish in chosen}
    return working(others - {None, *accounts})  # type: ignore[arg-type]


def agency_behind(audience: int) -> Agency | None:
    """The agency that answers for a desk, a person, itself, or its country's coordination."""
    return (
        Agency.objects.filter(
            Q(audience=audience)
            | Q(desks__audience=audience)
            | Q(memberships__account__audience=audience, memberships__state="active")
            | Q(jurisdiction__coordination_audience=audience, kind=AgencyKind.COORDINATION)
        )
        .select_related("jurisdiction")
        .order_by("id")
        .first()
    )


def at_work_first(accounts: Iterable[int], day: date) -> list[int]:
    """The same accounts in their order, those away on that day behind the others."""
    found = list(accounts)
    rows = Preferences.objects.filter(account_id__in=found, away_from__lte=day, away_until__gte=day)
    away = set(rows.values_list("account_id", flat=True))
    return sorted(found, key=lambda account: account in away)


def coordination_of(agency: Agency, holder: int) -> list[int]:
    """The leads of the coordination units of an agency's country, the nearest first.

    holder: the audience number of the agency that has the case. Its people stand before those of
    the agency's district, these before the others, and the agency's own, who were told before, at
    the end; supervisors before coordinators.
    """
    leads = _working().filter(
        agency__jurisdiction=agency.jurisdiction_id,
        agency__kind=AgencyKind.COORDINATION,
        role__in=LEADS,
    )
    far = Case(
        When(agency=agency.pk, then=3),
        When(agency__audience=holder, then=0),
        When(agency__district=agency.district, then=1),
        default=2,
    )
    order = [far, Case(*(When(role=role, then=place) for place, role in enumerate(LEADS)))]
    return list(dict.fromkeys(leads.order_by(*order, "pk").values_list("account_id", flat=True)))


def coordination_above(audience: int, day: date) -> list[int]:
    """The few of the coordination who are nearest to the agency behind an audience."""
    agency = agency_behind(audience)
    found = coordination_of(agency, audience) if agency else []
    return at_work_first(found, day)[:FEW]
