"""Invented cases of both countries, made by the rooms' own actions as their people would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Account, Membership, viewer_for
from punte.demo.blocks import Order
from punte.demo.rng import Random, stream
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
from punte.investigation.subjects.door import (
    SCHEMATA,
    Handling,
    InfoGrade,
    NewEntity,
    Said,
    Source,
    SourceGrade,
    SourceKind,
    add_source,
    caption_of,
    moments_of,
    read_value,
    write_batch,
)
from punte.investigation.subjects.door import Origin as SourceOrigin

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
    region: str
    zone: ZoneInfo


COUNTRIES = (
    Country("MD", "chisinau", "MD", ZoneInfo("Europe/Chisinau")),
    Country("RO", "iasi", "RO", ZoneInfo("Europe/Bucharest")),
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
            write_subjects(lead, case, country, rng, order)
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


def write_subjects(by: Viewer, case: Case, country: Country, rng: Random, order: Order) -> None:
    """Persons in two scripts, their phones, a car, a farm, an advert; calls and sightings."""
    Cast(by, case, country, rng, order.now).write()


# Two spellings of a name stand for one person, whom nobody has merged yet.
PERSONS = (
    ("Serghei Ostrovean", "1981-03-04", "recruiter"),
    ("Сергей Островян", "1981-04-03", "recruiter"),
    ("Doina Iezereanu", "1990-11-20", "carrier"),
    ("Vlad Sănduleț", "1977-06-15", "holds the papers"),
    ("Олег Тростников", "1985-01-09", "driver"),
    ("Lidia Prundaru", "1993-02-28", "books the tickets"),
)
PREFIX = {"MD": "+373600000", "RO": "+40700000"}
TOWNS = (
    ("Sculeni", "47.3236,27.6169"), ("Leușeni", "46.8050,28.2061"), ("Iași", "47.1585,27.6014"),
    ("Chișinău", "47.0105,28.8638"), ("Bacău", "46.5670,26.9146"), ("Ungheni", "47.2108,27.8003"),
)  # fmt: skip


@dataclass
class Cast:
    """What the large case is about, written as two sources state it."""

    by: Viewer
    case: Case
    country: Country
    rng: Random
    now: datetime

    def write(self) -> None:
        told = self.source("Raport informativ inventat", SourceKind.OBSERVATION, "B", "2", "H1")
        calls = self.source("Date de trafic inventate", SourceKind.CALLS, "A", "1", "H0")
        reads = self.source("Citiri de numere inventate", SourceKind.PLATES, "A", "1", "H0")
        people = [
            self.thing("Person", name=name, birthDate=born, position=role)
            for name, born, role in PERSONS
        ]
        phones = [
            self.thing("Phone", number=f"{PREFIX[self.country.code]}{n:02d}") for n in range(24)
        ]
        cars = [self.thing("Vehicle", registrationNumber=f"DEM {n:03d}") for n in (101, 202)]
        farm = self.thing("Company", name="Livada Inventată SRL", sector="agricultură")
        advert = self.thing("Advert", title="Cules de mere, cazare inclusă", country="RO")
        places = [self.thing("Place", name=name, position=at) for name, at in TOWNS]
        self.keep(told, [*people, farm, advert, *cars, *phones[:6]])
        self.keep(told, [
            *(self.link("Use", person, phone, role="uses")
              for person, phone in zip(people, phones[:6], strict=True)),
            self.link("Ownership", people[3], farm, role="owner"),
            self.link("Use", people[4], cars[0], role="drives"),
            self.link("Associate", people[0], people[2], relationship="works with"),
            self.link("Participation", people[5], advert, role="wrote it"),
        ])  # fmt: skip
        self.keep(calls, phones[6:])
        self.keep(calls, [self.call(phones) for _n in range(400)])
        self.keep(reads, places)
        self.keep(reads, [self.sighting(cars, places) for _n in range(60)])

    def source(self, title: str, kind: SourceKind, grade: str, info: str, code: str) -> Source:
        origin = SourceOrigin(
            title,
            kind,
            self.now - timedelta(days=10),
            SourceGrade(grade),
            InfoGrade(info),
            Handling(code),
        )
        return add_source(
            by=self.by, case_id=self.case.pk, origin=origin, request_key=uuid5(self.case.pk, title)
        )

    def thing(self, schema: str, **values: str) -> NewEntity:
        kind = SCHEMATA[schema]
        said = []
        for key, text in values.items():
            prop = kind.prop(key)
            if prop is None:
                raise ValueError(f"{schema} has no {key}")
            value = read_value(prop, text, region=self.country.region, zone=self.country.zone)
            said.append(Said(key, value))
        shown = {one.prop: [one.value.value] for one in said}
        one = NewEntity(schema, caption_of(kind.caption, shown, str(kind.label)), said)
        one.started_at, one.ended_at = moments_of(said, ("startDate",), ("endDate",))
        return one

    def link(self, schema: str, tail: NewEntity, head: NewEntity, **values: str) -> NewEntity:
        one = self.thing(schema, **values)
        one.tail, one.head = tail.id, head.id
        return one

    def call(self, phones: list[NewEntity]) -> NewEntity:
        few = phones[:6] if self.rng.random() < 0.6 else phones
        tail, head = self.rng.sample(few, 2)
        at = self.now - timedelta(hours=self.rng.randint(24, 24 * 60))
        # Most calls of the evening.
        at = at.replace(hour=self.rng.choice([8, 12, 17, 18, 19, 19, 20, 20, 21, 22]), tzinfo=UTC)
        return self.link(
            "Call", tail, head,
            startDate=at.isoformat(), duration=str(self.rng.randint(5, 900)), kind="call",
        )  # fmt: skip

    def sighting(self, cars: list[NewEntity], places: list[NewEntity]) -> NewEntity:
        at = self.now - timedelta(minutes=self.rng.randint(3_000, 80_000))
        return self.link(
            "Sighting", self.rng.choice(cars), self.rng.choice(places),
            startDate=at.isoformat(), direction=self.rng.choice(["out", "in"]),
        )  # fmt: skip

    def keep(self, source: Source, new: list[NewEntity]) -> None:
        write_batch(by=self.by, case=self.case, source=source, new=new)
