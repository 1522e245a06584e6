"""From the database to the plain values that histories are written from."""

from __future__ import annotations

from collections import defaultdict

from punte.core.agencies.door import Account, Agency, Desk, Jurisdiction, Membership
from punte.core.deadlines.door import Holiday, Rule
from punte.demo.cast import CAST
from punte.demo.corridor import Corridor, Counter, Post, RuleRow, Unit
from punte.demo.places import DISTRICTS
from punte.protection.referral.models import ConsentText

CHANNELS = {
    "border_police": ("border", "patrol"),
    "police": ("patrol", "investigation", "hotline"),
    "ngo": ("hotline", "field", "self"),
    "social": ("field", "self"),
    "health": ("health",),
    "child_protection": ("field", "hotline"),
}
NOTIFIERS = {"officer", "investigator", "caseworker", "health_worker"}
ANSWERERS = {"coordinator", "caseworker", "health_worker", "shelter_manager", "supervisor"}


def read_corridor(agencies: dict[str, Agency]) -> Corridor:
    """The corridor that `agencies.create` has just written."""
    members = list(Membership.objects.select_related("account", "agency").order_by("id"))
    desks = list(Desk.objects.select_related("agency").order_by("id"))
    serving = _serving()
    countries = {row.code: row for row in Jurisdiction.objects.all()}
    return Corridor(
        units=_units(agencies, members),
        posts=_posts(members),
        counters=_counters(desks, members, serving),
        oversight={code: row.oversight_audience for code, row in countries.items()},
        coordination={code: row.coordination_audience for code, row in countries.items()},
        overseers={
            code: tuple(
                m.account_id
                for m in members
                if m.role == "oversight" and m.agency.jurisdiction_id == code
            )
            for code in countries
        },
        zones={code: row.time_zone for code, row in countries.items()},
        texts=dict(ConsentText.objects.order_by("version").values_list("language", "id")),
        rules=_rules(),
        holidays={
            code: frozenset(Holiday.objects.filter(jurisdiction=code).values_list("day", flat=True))
            for code in countries
        },
        purposes={m.account_id: m.get_role().purpose.value for m in members},
        agency_of={m.account_id: m.agency_id for m in members},
        country_of={m.account_id: m.agency.jurisdiction_id for m in members},
        audience_of={m.account_id: m.account.audience for m in members},
        agency_audience={row.pk: row.audience for row in agencies.values()},
        reach=_reach(desks, members, serving),
        stage=dict(
            Account.objects.filter(email__in=[p.email for p in CAST]).values_list("email", "id")
        ),
    )


def _serving() -> dict[int, list[int]]:
    """Accounts by the desk they answer for."""
    through = Membership.desks.through.objects.order_by("membership_id")
    found: dict[int, list[int]] = defaultdict(list)
    for desk, account in through.values_list("desk_id", "membership__account_id"):
        found[desk].append(account)
    return found


def _units(agencies: dict[str, Agency], members: list[Membership]) -> list[Unit]:
    people: dict[tuple[int, str], list[int]] = defaultdict(list)
    for member in members:
        people[member.agency_id, member.role].append(member.account_id)
    units = []
    for country, districts in DISTRICTS.items():
        whole = sum(share for _name, share, _pace, _helps in districts)
        for name, share, pace, helps in districts:
            row = agencies[f"unit:{country}:{name}"]
            units.append(Unit(
                row.pk, row.audience, country, name,
                tuple(people[row.pk, "coordinator"]), tuple(people[row.pk, "supervisor"]),
                pace, helps, share / whole * (55 if country == "MD" else 45),
            ))  # fmt: skip
    return units


def _posts(members: list[Membership]) -> dict[str, list[Post]]:
    staff: dict[int, list[int]] = defaultdict(list)
    rows: dict[int, Agency] = {}
    for member in members:
        if member.role in NOTIFIERS and member.agency.kind in CHANNELS:
            staff[member.agency_id].append(member.account_id)
            rows[member.agency_id] = member.agency
    posts: dict[str, list[Post]] = defaultdict(list)
    for pk, row in sorted(rows.items()):
        posts[row.jurisdiction_id].append(Post(
            pk, row.audience, row.jurisdiction_id, row.district, row.place,
            tuple(staff[pk]), CHANNELS[row.kind],
        ))  # fmt: skip
    return dict(posts)


def _counters(
    desks: list[Desk], members: list[Membership], serving: dict[int, list[int]]
) -> list[Counter]:
    roles = {m.account_id: m.role for m in members}
    found = []
    for desk in desks:
        staff = tuple(a for a in serving[desk.pk] if roles[a] in ANSWERERS)
        if staff and desk.services != ["coordination"]:
            found.append(Counter(
                desk.pk, desk.audience, desk.agency_id, desk.agency.jurisdiction_id,
                desk.agency.district, tuple(desk.services), staff,
            ))  # fmt: skip
    return found


def _rules() -> list[RuleRow]:
    return [
        RuleRow(
            str(r.pk), r.jurisdiction, r.measure, r.term, r.unit, r.working_days, r.warn_before,
            r.valid_from, r.valid_to, r.version,
        )
        for r in Rule.objects.order_by("measure", "jurisdiction", "version")
    ]  # fmt: skip


def _reach(
    desks: list[Desk], members: list[Membership], serving: dict[int, list[int]]
) -> dict[int, tuple[int, ...]]:
    """Whom a notice to an audience number tells."""
    found = {desk.audience: tuple(serving[desk.pk]) for desk in desks}
    leads: dict[int, list[int]] = defaultdict(list)
    for member in members:
        if member.role in {"coordinator", "supervisor"}:
            leads[member.agency.audience].append(member.account_id)
    return found | {audience: tuple(accounts) for audience, accounts in leads.items()}
