"""Who and what the invented cases are about: persons in two scripts, phones, cars, a farm."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid5
from zoneinfo import ZoneInfo

from punte.core.access.door import Viewer
from punte.demo.names import draw_name
from punte.demo.rng import Random
from punte.investigation.cases.door import Case
from punte.investigation.subjects.door import (
    SCHEMATA,
    Handling,
    InfoGrade,
    NewEntity,
    Origin,
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

PERSONS = (
    ("Serghei Ostrovean", "1981-03-04", "recrutează"),
    ("Doina Iezereanu", "1990-11-20", "însoțește pe drum"),
    ("Vlad Sănduleț", "1977-06-15", "ține actele"),
    ("Олег Тростников", "1985-01-09", "șofer"),
    ("Lidia Prundaru", "1993-02-28", "cumpără biletele"),
    ("Tamara Zăvoianu", "1988-07-12", "primește banii"),
)
# Other spellings of the same people, as another paper has them: the first is merged, the second
# waits for a second person, the third is suggested.
TWINS = (
    ("Лидия Прундару", "1993-02-28", 4),
    ("Сергей Островян", "1981-03-04", 0),
    ("Oleg Trostnicov", "1985-01-09", 3),
)
PREFIX = {"MD": "+373600000", "RO": "+407000000"}
PLATES = ("DEM 101", "DEM 202")
TOWNS = (
    ("Sculeni", "47.3236,27.6169"), ("Leușeni", "46.8050,28.2061"), ("Iași", "47.1585,27.6014"),
    ("Chișinău", "47.0105,28.8638"), ("Bacău", "46.5670,26.9146"), ("Ungheni", "47.2108,27.8003"),
)  # fmt: skip


@dataclass
class Pen:
    """Writes what sources state of a case's things."""

    by: Viewer
    case: Case
    region: str
    zone: ZoneInfo
    rng: Random
    now: datetime

    def source(
        self, title: str, kind: SourceKind, got_at: datetime, grade: str, info: str, code: str
    ) -> Source:
        origin = Origin(
            title,
            kind,
            got_at,
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
            value = read_value(prop, text, region=self.region, zone=self.zone)
            said.append(Said(key, value))
        shown = {one.prop: [one.value.value] for one in said}
        one = NewEntity(schema, caption_of(kind.caption, shown, str(kind.label)), said)
        one.started_at, one.ended_at = moments_of(said, ("startDate",), ("endDate",))
        return one

    def link(self, schema: str, tail: NewEntity, head: NewEntity, **values: str) -> NewEntity:
        one = self.thing(schema, **values)
        one.tail, one.head = tail.id, head.id
        return one

    def keep(self, source: Source, new: list[NewEntity]) -> None:
        write_batch(by=self.by, case=self.case, source=source, new=new)


@dataclass
class Network(Pen):
    """What the large case is about, written as four sources state it."""

    people: list[NewEntity] = field(default_factory=list)
    twins: list[NewEntity] = field(default_factory=list)
    phones: list[NewEntity] = field(default_factory=list)
    cars: list[NewEntity] = field(default_factory=list)
    places: list[NewEntity] = field(default_factory=list)
    reads: Source = field(init=False)

    def number(self, which: int) -> str:
        """A phone of the network, as written."""
        return f"{PREFIX[self.region]}{which:02d}"

    def tell(self) -> None:
        """The first report: people, their phones and cars, a farm and its advert."""
        got_at = self.now - timedelta(days=41)
        told = self.source(
            "Raport informativ inventat", SourceKind.OBSERVATION, got_at, "B", "2", "H1"
        )
        self.people = [
            self.thing("Person", name=name, birthDate=born, position=role)
            for name, born, role in PERSONS
        ]
        self.phones = [self.thing("Phone", number=self.number(n)) for n in range(24)]
        self.cars = [self.thing("Vehicle", registrationNumber=plate) for plate in PLATES]
        farm = self.thing("Company", name="Livada Inventată SRL", sector="agricultură")
        advert = self.thing("Advert", title="Cules de mere, cazare inclusă", country="RO")
        self.keep(told, [*self.people, farm, advert, *self.cars, *self.phones[:6]])
        self.keep(told, self._ties(farm, advert))

    def bring_lists(self) -> None:
        """Calls, plate reads and a list of passengers, which came yesterday."""
        got_at = self.now - timedelta(hours=22)
        calls = self.source("Date de trafic inventate", SourceKind.CALLS, got_at, "A", "1", "H0")
        reads = self.source("Citiri de numere inventate", SourceKind.PLATES, got_at, "A", "1", "H0")
        border = self.source(
            "Listă de pasageri inventată", SourceKind.PASSENGERS, got_at, "A", "2", "H0"
        )
        self.reads = reads
        self.twins = [
            self.thing("Person", name=name, birthDate=born) for name, born, _whose in TWINS
        ]
        self.places = [self.thing("Place", name=name, position=at) for name, at in TOWNS]
        self.keep(calls, self.phones[6:])
        self.keep(calls, [self.call(self.phones) for _n in range(400)])
        self.keep(reads, self.places)
        self.keep(reads, [self.sighting(self.cars, self.places) for _n in range(60)])
        self.keep(border, self.twins)
        self.keep(border, [
            self.link("Use", twin, self.phones[whose], role="a dat acest număr")
            for twin, (_name, _born, whose) in zip(self.twins, TWINS, strict=True)
        ])  # fmt: skip

    def _ties(self, farm: NewEntity, advert: NewEntity) -> list[NewEntity]:
        people = self.people
        return [
            *(self.link("Use", person, phone, role="folosește")
              for person, phone in zip(people, self.phones[:6], strict=True)),
            self.link("Ownership", people[2], farm, role="proprietar"),
            self.link("Use", people[3], self.cars[0], role="conduce"),
            self.link("Associate", people[0], people[1], relationship="lucrează împreună"),
            self.link("Associate", people[2], people[5], relationship="îi dă banii"),
            self.link("Participation", people[4], advert, role="l-a scris"),
        ]  # fmt: skip

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


class Neighbour(Pen):
    """What a small case is about: two persons and their phones, and something of the large one."""

    def write(self, number: int) -> list[NewEntity]:
        """Its persons. The first and fourth case hold a phone of the large one, the first a car."""
        told = self.source("Declarație inventată", SourceKind.STATEMENT, self.now, "B", "3", "H0")
        names = [draw_name(self.rng, "ro", sex) for sex in ("male", "female")]
        people = [
            self.thing("Person", name=" ".join(name), birthDate=f"{1970 + number}-0{n}-1{n}")
            for n, name in enumerate(names, 1)
        ]
        shared = [f"{number + 2:02d}"] if number in (1, 3) else []
        numbers = [*shared, *(f"{n:02d}" for n in (30 + 2 * number, 31 + 2 * number))]
        phones = [self.thing("Phone", number=f"{PREFIX[self.region]}{end}") for end in numbers]
        cars = [self.thing("Vehicle", registrationNumber=PLATES[1])] if number == 1 else []
        self.keep(told, [*people, *phones, *cars])
        self.keep(told, [
            self.link("Use", person, phone, role="folosește")
            for person, phone in zip(people, phones, strict=False)
        ])  # fmt: skip
        return people
