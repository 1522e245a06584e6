"""What oversight should look at, from facts without content. No clock and no database here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SATURDAY = 5
OPENS, CLOSES = time(7), time(20)
# So many looks by one person on one day outside working hours are no late evening's work.
BULK = 20


class Anomaly(StrEnum):
    OUTSIDE = "outside"
    BULK = "bulk"
    TOO_LONG = "too_long"
    NOT_CONFIRMED = "not_confirmed"
    NOTICE_OVERDUE = "notice_overdue"
    NOT_IN_TEAM = "not_in_team"
    LEFT_TEAM = "left_team"
    KEPT_TOO_LONG = "kept_too_long"


@dataclass(frozen=True)
class Look:
    """Somebody listened to or looked at product."""

    account: int
    at: datetime


@dataclass(frozen=True)
class Place:
    """Somebody's seat in the team, from when until when."""

    account: int
    since: datetime
    until: datetime | None = None

    def held_at(self, moment: datetime) -> bool:
        return self.since <= moment and (self.until is None or moment < self.until)


@dataclass(frozen=True)
class Facts:
    """One authorisation without its target.

    outside: pieces of product taken in outside of it. longest_end: by the table. notice_by,
    destroy_by: when the subject is told, and the product destroyed, at the latest.
    """

    outside: int = 0
    end: datetime | None = None
    longest_end: datetime | None = None
    lapsed: bool = False
    confirm_by: datetime | None = None
    notice_by: datetime | None = None
    notified: bool = False
    destroy_by: datetime | None = None
    destroyed: bool = False
    looks: Sequence[Look] = ()
    places: Sequence[Place] = ()


def anomalies(
    facts: Facts, now: datetime, zone: str, free: Collection[date] = ()
) -> list[tuple[Anomaly, int]]:
    """What stands out, each with how many. free: holidays of the country."""
    strangers, left = _out_of_team(facts)
    found = {
        Anomaly.OUTSIDE: facts.outside,
        Anomaly.BULK: len(bulk_looks(facts.looks, zone, free)),
        Anomaly.TOO_LONG: int(_past(facts.end, facts.longest_end)),
        Anomaly.NOT_CONFIRMED: int(facts.lapsed or _past(now, facts.confirm_by)),
        Anomaly.NOTICE_OVERDUE: int(not facts.notified and _past(now, facts.notice_by)),
        Anomaly.NOT_IN_TEAM: strangers,
        Anomaly.LEFT_TEAM: left,
        Anomaly.KEPT_TOO_LONG: int(not facts.destroyed and _past(now, facts.destroy_by)),
    }
    return [(kind, count) for kind, count in found.items() if count]


def _past(moment: datetime | None, bound: datetime | None) -> bool:
    return moment is not None and bound is not None and moment > bound


def bulk_looks(looks: Iterable[Look], zone: str, free: Collection[date]) -> list[tuple[int, date]]:
    """Who looked in bulk outside working hours, and in the night of which day.

    The hours before work belong to the night of the day before.
    """
    here = ZoneInfo(zone)
    counted: Counter[tuple[int, date]] = Counter()
    for look in looks:
        local = look.at.astimezone(here)
        working = local.weekday() < SATURDAY and local.date() not in free
        if working and OPENS <= local.time() < CLOSES:
            continue
        night = local.date() - timedelta(days=local.time() < OPENS)
        counted[look.account, night] += 1
    return sorted(who for who, many in counted.items() if many >= BULK)


def _out_of_team(facts: Facts) -> tuple[int, int]:
    """Looks by somebody without a seat at that moment; people who looked and have since left."""
    seats: dict[int, list[Place]] = {}
    for place in facts.places:
        seats.setdefault(place.account, []).append(place)
    strangers = sum(
        not any(place.held_at(look.at) for place in seats.get(look.account, ()))
        for look in facts.looks
    )
    gone = {
        look.account
        for look in facts.looks
        if look.account in seats and all(place.until for place in seats[look.account])
    }
    return strangers, len(gone)
