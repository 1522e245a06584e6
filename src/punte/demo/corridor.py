"""The corridor as plain values: who works where, as far as writing histories needs it.

Made once by `agencies.build` from the database and handed to every worker process.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from random import Random

ADULTS_ONLY = frozenset({"vocational", "job_search"})


@dataclass(frozen=True)
class Unit:
    """A coordination unit that answers for persons. pace and helps: see `places.DISTRICTS`."""

    agency: int
    audience: int
    country: str
    district: str
    coordinators: tuple[int, ...]
    supervisors: tuple[int, ...]
    pace: float
    helps: float
    share: float


@dataclass(frozen=True)
class Post:
    """An agency that notifies, with its people and the channels that are its own."""

    agency: int
    audience: int
    country: str
    district: str
    place: str
    staff: tuple[int, ...]
    channels: tuple[str, ...]


@dataclass(frozen=True)
class Counter:
    """A desk that answers referrals."""

    desk: int
    audience: int
    agency: int
    country: str
    district: str
    services: tuple[str, ...]
    staff: tuple[int, ...]


@dataclass(frozen=True)
class RuleRow:
    """One row of the table of deadlines."""

    id: str
    jurisdiction: str
    measure: str
    term: int
    unit: str
    working_days: bool
    warn_before: int
    valid_from: date
    valid_to: date | None
    version: int


@dataclass
class Corridor:
    """All of it. purposes: the purpose of an account's readings. reach: whom a number tells."""

    units: list[Unit]
    posts: dict[str, list[Post]]
    counters: list[Counter]
    oversight: dict[str, int]
    coordination: dict[str, int]
    overseers: dict[str, tuple[int, ...]]
    zones: dict[str, str]
    texts: dict[str, int]
    rules: list[RuleRow]
    holidays: dict[str, frozenset[date]]
    purposes: dict[int, str]
    agency_of: dict[int, int]
    country_of: dict[int, str]
    audience_of: dict[int, int]
    agency_audience: dict[int, int]
    reach: dict[int, tuple[int, ...]]
    stage: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._shares = list(accumulate(unit.share for unit in self.units))
        self._near: dict[tuple[str, str], list[Post]] = {}
        for posts in self.posts.values():
            for post in posts:
                self._near.setdefault((post.country, post.district), []).append(post)
        self._desks: dict[tuple[str, str, str], list[Counter]] = {}
        for counter in self.counters:
            for service in counter.services:
                for district in (counter.district, ""):
                    key = (counter.country, service, district)
                    self._desks.setdefault(key, []).append(counter)

    def draw_unit(self, rng: Random) -> Unit:
        """A unit by its district's share of persons."""
        return rng.choices(self.units, cum_weights=self._shares)[0]

    def draw_post(self, rng: Random, unit: Unit) -> Post:
        """Who notifies this unit: mostly somebody of the district, now and then from abroad."""
        chance = rng.random()
        if chance < 0.04:
            return rng.choice(self.posts["RO" if unit.country == "MD" else "MD"])
        near = self._near.get((unit.country, unit.district))
        return rng.choice(near if near and chance < 0.8 else self.posts[unit.country])

    def draw_counter(self, rng: Random, country: str, service: str, district: str) -> Counter:
        """A desk for the service: of the district where there is one, else of the country."""
        near = self._desks.get((country, service, district))
        if near and rng.random() < 0.6:
            return rng.choice(near)
        return rng.choice(self._desks[country, service, ""])
