"""Who and what the large invented case is about: persons in two scripts, phones, cars, a farm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid5
from zoneinfo import ZoneInfo

from punte.core.access.door import Viewer
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
class Network:
    """What the large case is about, written as two sources state it."""

    by: Viewer
    case: Case
    region: str
    zone: ZoneInfo
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
        phones = [self.thing("Phone", number=f"{PREFIX[self.region]}{n:02d}") for n in range(24)]
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
        origin = Origin(
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
