"""Invented cases of both countries, made by the rooms' own actions as their people would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Account, Membership, viewer_for
from punte.demo.blocks import Order
from punte.demo.rng import Random, stream
from punte.demo.subjects import Network
from punte.investigation.cases.door import (
    Case,
    Facts,
    Hits,
    Origin,
    Part,
    Stage,
    Wish,
    add_member,
    add_offence,
    add_task,
    move_case,
    offences_in_force,
    open_case,
    possible_members,
)
from punte.investigation.evidence.door import (
    Category,
    ClockSource,
    Finding,
    Incoming,
    take_exhibit,
)

KEYS = UUID("0d3d3000-0000-7000-8000-000000000000")
# Code names say nothing: birds.
BIRDS = (
    "Stârc", "Cocor", "Pescăruș", "Rândunica", "Lăstun", "Vânturel", "Codobatura", "Gaița",
    "Sticlete", "Mierla", "Presura", "Ciuf", "Egreta", "Lopătar", "Pițigoi", "Sfrâncioc",
)  # fmt: skip
STAGES = (Stage.LEAD, Stage.INVESTIGATION, Stage.CHARGED, Stage.TRIAL)


@dataclass(frozen=True)
class Country:
    """Who works on the cases of one country. place: of the police's people in the cast."""

    code: str
    place: str
    zone: ZoneInfo


COUNTRIES = (
    Country("MD", "chisinau", ZoneInfo("Europe/Chisinau")),
    Country("RO", "iasi", ZoneInfo("Europe/Bucharest")),
)


def player(login: str) -> Viewer:
    """One of the cast, as their next request would make them."""
    account = Account.objects.get(email=f"{login}@punte.demo")
    return viewer_for(
        Membership.objects.select_related("agency__jurisdiction", "account").get(account=account)
    )


def write_investigations(order: Order) -> int:
    """One large case a country, and some small ones at several stages; how many."""
    count = 1 + min(12, order.size // 100)
    for country in COUNTRIES:
        for number in range(count):
            write_case(order, country, number)
    return count * len(COUNTRIES)


def write_case(order: Order, country: Country, number: int) -> None:
    """A case with its team, offences and tasks; the first one with all that it is about."""
    rng = stream(order.seed, "case", country.code, number)
    lead = player(f"investigator{'2' if number % 3 == 2 else ''}.{country.place}")
    key = uuid5(KEYS, f"{order.seed} {country.code} {number}")
    facts = Facts(
        name=BIRDS[number % len(BIRDS)],
        origin=rng.choice([Origin.TIP, Origin.NOTIFICATION, Origin.OWN_WORK, Origin.PARTNER]),
        origin_on=(order.now - timedelta(days=rng.randint(20, 300))).date(),
        origin_reference=f"D-{rng.randint(100, 999)}",
        summary="Caz inventat: muncă forțată la o fermă de peste graniță, acte reținute.",
        hits=Hits.SILENT if number == 4 else Hits.OPEN,
        complex=number == 0,
    )
    with acting_as(lead):
        case, lead = open_case(by=lead, facts=facts, request_key=key, synthetic=True)
    with acting_as(lead):
        _team(lead, case, country, number)
        _offences_and_tasks(lead, case, rng, order)
        if number == 0:
            Network(lead, case, country.code, country.zone, rng, order.now).write()
            write_exhibits(lead, case, order)
    _stages(case, country, STAGES[number % len(STAGES)])


def _team(lead: Viewer, case: Case, country: Country, number: int) -> None:
    """The prosecutor always; in the large case a colleague and an analyst too."""
    wanted = [(f"prosecutor.{country.code.lower()}", Part.PROSECUTOR)]
    if number == 0:
        wanted += [
            (f"investigator2.{country.place}", Part.INVESTIGATOR),
            (f"crime.{country.place}", Part.ANALYST),
        ]
    for login, part in wanted:
        person = possible_members(lead, case).get(account__email=f"{login}@punte.demo")
        case.refresh_from_db()
        add_member(by=lead, case_id=case.pk, membership=person.pk, part=part, version=case.version)


def _offences_and_tasks(lead: Viewer, case: Case, rng: Random, order: Order) -> None:
    for offence in rng.sample(list(offences_in_force(case.jurisdiction))[:5], 2):
        case.refresh_from_db()
        add_offence(by=lead, case_id=case.pk, offence=offence.pk, version=case.version)
    for text in ("Cereți lista de pasageri", "Verificați anunțul de angajare"):
        wish = Wish(
            title=text,
            assignee=lead.account_id,
            due_on=(order.now + timedelta(days=rng.randint(1, 20))).date(),
        )
        add_task(by=lead, case_id=case.pk, wish=wish, request_key=uuid5(case.pk, text))


def _stages(case: Case, country: Country, to: Stage) -> None:
    """Step by step; from charges on by the prosecutor."""
    prosecutor = player(f"prosecutor.{country.code.lower()}")
    for stage in STAGES[1 : STAGES.index(to) + 1]:
        with acting_as(prosecutor):
            case.refresh_from_db()
            move_case(
                by=prosecutor,
                case_id=case.pk,
                to=stage,
                reason="Ordonanță inventată",
                version=case.version,
                request_key=uuid5(case.pk, stage),
            )


# What was taken in the large case: what, category, seal, and a file with its name.
TAKEN = (
    ("Telefon inventat, ecran spart", Category.DEVICE, "S-0101", ""),
    ("Caiet cu nume inventate", Category.DOCUMENT, "S-0102", "caiet.txt"),
    ("Descărcare a anunțului inventat", Category.DATA, "", "anunt.txt"),
    ("Bani lichizi inventați", Category.MONEY, "S-0103", ""),
)


def write_exhibits(by: Viewer, case: Case, order: Order) -> None:
    """Exhibits as the lead took them, some with a file."""
    for number, (what, category, seal, file) in enumerate(TAKEN):
        finding = Finding(
            what=what,
            category=category,
            found_place="Livada Inventată",
            found_at=order.now - timedelta(days=12, minutes=7 * number),
            clock=ClockSource.PHONE,
            finder=by.display_name,
            legal_basis="Proces-verbal inventat nr. 7",
            clock_offset=40,
            seal=seal,
        )
        text = f"Conținut inventat al probei „{what}”.\n".encode()
        take_exhibit(
            by=by,
            case_id=case.pk,
            finding=finding,
            request_key=uuid5(case.pk, what),
            files=[Incoming(file, [text])] if file else [],
            synthetic=True,
        )
