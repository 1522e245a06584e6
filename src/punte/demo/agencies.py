"""Both countries with their agencies, desks and staff. Places are real; agencies and people not."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from punte.core.agencies.door import (
    COUNTRIES,
    Account,
    Agency,
    Desk,
    Membership,
    open_country,
)
from punte.demo.cast import CAST
from punte.demo.names import draw_name
from punte.demo.places import CROSSINGS, DISTRICTS, LANGUAGES
from punte.demo.rng import Random, stream

_SOCIAL = ["social", "material", "transport"]
_CHILD = ["housing", "social", "educational", "psychological"]


@dataclass(frozen=True)
class Plan:
    """One agency to be. staff: role and how many. key: how `cast.CAST` names it."""

    key: str
    country: str
    kind: str
    name: str
    place: str
    district: str
    desks: tuple[tuple[str, list[str]], ...] = ()
    staff: tuple[tuple[str, int], ...] = ()


def plans() -> list[Plan]:
    """Every agency of the corridor, the countries' own first."""
    made = []
    for country in COUNTRIES:
        made += _national(country)
        made += [_crossing(country, place, district) for place, district in CROSSINGS[country]]
        for number, (district, *_rest) in enumerate(DISTRICTS[country]):
            made += _of_district(country, district)
            made += _helpers(country, district, number)
    return made


def _national(country: str) -> list[Plan]:
    def plan(
        key: str, kind: str, name: str, staff: tuple[tuple[str, int], ...], *desks: str
    ) -> Plan:
        counters = tuple((desk, ["coordination"]) for desk in desks)
        capital = "Chișinău" if country == "MD" else "București"
        return Plan(
            f"{key}:{country}", country, kind, f"{name} ({country}, demo)", capital, capital,
            counters, staff,
        )  # fmt: skip

    return [
        plan("national", "coordination", "Coordonarea națională",
             (("coordinator", 2), ("supervisor", 1)), "Coordonare"),
        plan("prosecutor", "prosecutor", "Procuratura specializată", (("prosecutor", 4),)),
        plan("assets", "asset_recovery", "Recuperarea bunurilor", (("investigator", 2),)),
        plan("liaison", "liaison", "Punctul de contact transfrontalier", (("officer", 2),)),
        plan("training", "training", "Centrul de instruire „Vadul”", (("manager", 1),)),
        plan("programme", "programme", "Oficiul de program", (("manager", 1),)),
        plan("analysis", "analysis", "Direcția analiză și politici", (("analyst", 2),)),
        plan("oversight", "oversight", "Autoritatea de supraveghere a datelor", ()),
    ]  # fmt: skip


def _crossing(country: str, place: str, district: str) -> Plan:
    name = f"Postul poliției de frontieră {place} (demo)"
    key = f"border:{country}:{place}"
    return Plan(key, country, "border_police", name, place, district, (), (("officer", 4),))


def _of_district(country: str, district: str) -> list[Plan]:
    """What each district has: a unit, police, social assistance, child protection."""
    unit = "Echipa teritorială" if country == "MD" else "Echipa intersectorială"
    return [
        Plan(f"unit:{country}:{district}", country, "coordination", f"{unit} {district} (demo)",
             district, district, (("Coordonare", ["coordination"]),),
             (("coordinator", 2), ("supervisor", 1))),
        Plan(f"police:{country}:{district}", country, "police",
             f"Inspectoratul de poliție {district} (demo)", district, district, (),
             (("officer", 2), ("investigator", 1))),
        Plan(f"social:{country}:{district}", country, "social",
             f"Asistența socială {district} (demo)", district, district,
             (("Asistență socială", _SOCIAL), ("Integrare", ["vocational", "job_search"])),
             (("caseworker", 2),)),
        Plan(f"child:{country}:{district}", country, "child_protection",
             f"Protecția copilului {district} (demo)", district, district,
             (("Copii", _CHILD),), (("caseworker", 2),)),
    ]  # fmt: skip


_NGOS = (
    "Podul Alb", "Malul Liniștit", "Lumina de la Geam", "Ușa Deschisă", "Frunza de Tei",
    "Drumul spre Casă", "Salcia", "Izvorul", "Aripa", "Ancora",
)  # fmt: skip


# Who helps: key, kind, name, in every how many districts, desks, staff.
_HELPING = (
    (
        "ngo", "ngo", "Asociația {ngo} {district} (demo)", 3,
        (
            ("Adăpost și sprijin", ["housing", "social", "material", "interpretation"]),
            ("Consiliere", ["psychological", "legal", "educational", "recreational"]),
        ),
        (("caseworker", 4), ("supervisor", 1)),
    ),
    (
        "shelter", "shelter", "Centrul de asistență {district} (demo)", 4,
        (("Primire", ["housing"]),), (("shelter_manager", 2),),
    ),
    (
        "health", "health", "Spitalul {district} (demo)", 2,
        (("Urgențe", ["medical"]), ("Psihologie", ["psychological"])), (("health_worker", 3),),
    ),
    (
        "legal", "legal_aid", "Asistența juridică {district} (demo)", 5,
        (("Consultații", ["legal", "interpretation"]),), (("caseworker", 2),),
    ),
)  # fmt: skip


def _helpers(country: str, district: str, number: int) -> list[Plan]:
    """NGOs, shelters, health and legal aid: in the first districts all, elsewhere some.

    Where a shelter stands is told to nobody: it has a district, and no place.
    """
    made = []
    for key, kind, name, every, desks, staff in _HELPING:
        if number >= 2 and number % every:
            continue
        words = name.format(ngo=_NGOS[number % len(_NGOS)], district=district)
        place = "" if kind == "shelter" else district
        made.append(
            Plan(f"{key}:{country}:{district}", country, kind, words, place, district, desks, staff)
        )
    return made


@transaction.atomic
def create(seed: int) -> dict[str, Agency]:
    """Write jurisdictions, agencies, desks, the cast and their colleagues; agencies by key."""
    for code in COUNTRIES:
        open_country(code)
    wanted = plans()
    rows = Agency.objects.bulk_create(
        Agency(
            jurisdiction_id=plan.country, kind=plan.kind, name=plan.name, place=plan.place,
            district=plan.district,
        )
        for plan in wanted
    )  # fmt: skip
    agencies = {plan.key: row for plan, row in zip(wanted, rows, strict=True)}
    Desk.objects.bulk_create(
        Desk(
            agency=agencies[plan.key], name=name, services=services, districts=[plan.district],
            languages=COUNTRIES[plan.country].languages[:2],
        )
        for plan in wanted
        for name, services in plan.desks
    )  # fmt: skip
    _employ(stream(seed, "staff"), wanted, agencies)
    return agencies


def _employ(rng: Random, wanted: list[Plan], agencies: dict[str, Agency]) -> None:
    """The cast first, so that the sign-in page offers them; then everybody else."""
    password = make_password(settings.DEMO_PASSWORD)
    desks: dict[int, list[int]] = {}
    for desk in Desk.objects.order_by("id"):
        desks.setdefault(desk.agency_id, []).append(desk.pk)
    people: list[tuple[Account, Agency, str, list[int]]] = []
    for player in CAST:
        agency = agencies[player.agency]
        account = Account(email=player.email, name=player.name, language=player.language)
        people.append((account, agency, player.role, [desks[agency.pk][i] for i in player.desks]))
    for plan in wanted:
        own = desks.get(agencies[plan.key].pk, [])
        roles = [role for role, count in plan.staff for _ in range(count)]
        for number, role in enumerate(roles):
            account = _colleague(rng, plan, len(people))
            # Every desk has someone; a leader answers for all of them.
            serves = own if role in {"supervisor"} else own[number % len(own) :][:1] if own else []
            people.append((account, agencies[plan.key], role, serves))
    for account, *_rest in people:
        account.demo, account.password = True, password
    Account.objects.bulk_create([account for account, *_rest in people])
    members = Membership.objects.bulk_create(
        Membership(account=account, agency=agency, role=role)
        for account, agency, role, _desks in people
    )
    through = Membership.desks.through
    through.objects.bulk_create(
        through(membership_id=member.pk, desk_id=desk)
        for member, (_account, _agency, _role, own) in zip(members, people, strict=True)
        for desk in own
    )


def _colleague(rng: Random, plan: Plan, number: int) -> Account:
    languages, weights = zip(*LANGUAGES[plan.country], strict=True)
    language = rng.choices(languages, weights)[0]
    given, family = draw_name(rng, language, rng.choice(("female", "male")))
    return Account(
        email=f"colleague{number}@punte.demo",
        name=f"{given} {family}",
        language=language if language in COUNTRIES[plan.country].languages else "ro",
    )
