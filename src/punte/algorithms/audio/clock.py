"""From a sample's place to the true time: the recorder's clock is wrong, and goes wrong slowly."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from punte.algorithms.audio.errors import AudioError, Reason

YEAR_FIRST = re.compile(r"(?<!\d)(20\d\d)\D?(\d\d)\D?(\d\d)\D{0,2}(\d\d)\D?(\d\d)\D?(\d\d)?(?!\d)")
DAY_FIRST = re.compile(r"(?<!\d)(\d\d)\D?(\d\d)\D?(20\d\d)\D{0,2}(\d\d)\D?(\d\d)\D?(\d\d)?(?!\d)")
MOST_DRIFT = 0.01  # 14 minutes a day: beyond that a reading was written down wrongly


@dataclass(frozen=True, slots=True)
class Reading:
    """The recorder's clock read beside a true one at the same instant; both know their zone."""

    shown: datetime
    true: datetime


@dataclass(frozen=True, slots=True)
class Clock:
    """A recorder's clock as it was read: never, once (an offset), or twice (offset and drift)."""

    readings: tuple[Reading, ...] = ()

    def __post_init__(self) -> None:
        if len(self.readings) > 2:
            raise AudioError(Reason.BAD_REQUEST, "a clock is read at most twice")
        if len(self.readings) == 2 and abs(self.drift) > MOST_DRIFT:
            raise AudioError(Reason.BAD_REQUEST, "no clock drifts as much as these two readings")

    @property
    def drift(self) -> float:
        """Return by how many true seconds more (or less) than one a second of the clock takes."""
        if len(self.readings) < 2:
            return 0.0
        first, last = sorted(self.readings, key=lambda reading: reading.shown)
        shown = (last.shown - first.shown).total_seconds()
        if shown <= 0:
            raise AudioError(Reason.BAD_REQUEST, "two readings of one instant")
        return (last.true - first.true).total_seconds() / shown - 1

    def true(self, shown: datetime) -> datetime:
        """Return the true time (UTC) at which the clock showed `shown`.

        The line through the readings is followed beyond them too. Without a reading the clock is
        taken at its word.
        """
        if not self.readings:
            return shown.astimezone(UTC)
        first = min(self.readings, key=lambda reading: reading.shown)
        return (first.true + (shown - first.shown) * (1 + self.drift)).astimezone(UTC)

    def sample(self, start: datetime, place: int, rate: int) -> datetime:
        """Return the true time of the sample at `place` of a recording that began at `start`.

        `start` is what the clock showed. The count of samples is taken to go as the clock goes,
        for both hang on the recorder's own crystal.
        """
        return self.true(start + timedelta(seconds=place / rate))


def start_from_name(name: str, *, day_first: bool = False) -> datetime | None:
    """Return the date and time that a recorder wrote into a file's name; None where it did not."""
    found = (DAY_FIRST if day_first else YEAR_FIRST).search(name)
    if found is None:
        return None
    first, second, third, hour, minute, moment = (int(part or 0) for part in found.groups())
    year, month, day = (third, second, first) if day_first else (first, second, third)
    try:
        return datetime(year, month, day, hour, minute, moment)  # noqa: DTZ001
    except ValueError:
        return None
