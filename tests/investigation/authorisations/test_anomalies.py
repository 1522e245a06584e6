"""What oversight is shown, from facts alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from punte.investigation.authorisations.anomalies import (
    BULK,
    Anomaly,
    Facts,
    Look,
    Place,
    anomalies,
    bulk_looks,
)

ZONE = "Europe/Chisinau"
NOW = datetime(2026, 5, 6, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(ZONE))  # type: ignore[arg-type]


def found(**facts: object) -> dict[Anomaly, int]:
    return dict(anomalies(Facts(**facts), NOW, ZONE))  # type: ignore[arg-type]


def test_nothing_stands_out_where_all_is_well() -> None:
    assert found(end=NOW, longest_end=NOW, notice_by=NOW + DAY, confirm_by=NOW + DAY) == {}


def test_each_is_told_with_its_count() -> None:
    assert found(outside=3) == {Anomaly.OUTSIDE: 3}
    assert found(end=NOW + DAY, longest_end=NOW) == {Anomaly.TOO_LONG: 1}
    assert found(lapsed=True) == {Anomaly.NOT_CONFIRMED: 1}
    assert found(confirm_by=NOW - DAY) == {Anomaly.NOT_CONFIRMED: 1}
    assert found(notice_by=NOW - DAY) == {Anomaly.NOTICE_OVERDUE: 1}
    assert found(notice_by=NOW - DAY, notified=True) == {}
    assert found(destroy_by=NOW - DAY) == {Anomaly.KEPT_TOO_LONG: 1}
    assert found(destroy_by=NOW - DAY, destroyed=True) == {}


def test_looks_in_the_night_count_as_one_night() -> None:
    late = [Look(7, local(2026, 5, 5, 23, minute)) for minute in range(BULK // 2)]
    early = [Look(7, local(2026, 5, 6, 1, minute)) for minute in range(BULK // 2)]
    assert bulk_looks(late + early, ZONE, ()) == [(7, date(2026, 5, 5))]
    assert bulk_looks(late + early[1:], ZONE, ()) == []
    others = [Look(8, look.at) for look in early]
    assert bulk_looks(late + others, ZONE, ()) == []


def test_looks_at_work_are_no_bulk_and_holidays_are_no_work() -> None:
    looks = [Look(7, local(2026, 5, 5, 10, minute)) for minute in range(40)]
    assert bulk_looks(looks, ZONE, ()) == []
    assert bulk_looks(looks, ZONE, {date(2026, 5, 5)}) == [(7, date(2026, 5, 5))]


def test_who_looked_without_a_place_and_who_has_left() -> None:
    looks = [Look(1, NOW - DAY), Look(2, NOW - DAY), Look(3, NOW - DAY)]
    places = [
        Place(1, NOW - 9 * DAY),
        Place(2, NOW - 9 * DAY, NOW - timedelta(hours=1)),
        Place(3, NOW - 9 * DAY, NOW - 2 * DAY),
    ]
    assert found(looks=looks, places=places) == {Anomaly.NOT_IN_TEAM: 1, Anomaly.LEFT_TEAM: 2}
    back = [*places, Place(3, NOW - timedelta(hours=1))]
    assert found(looks=looks, places=back)[Anomaly.LEFT_TEAM] == 1
