"""How far away a due time is, in words and as a tone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from django.utils import timezone
from django.utils.translation import ngettext

Tone = Literal["far", "near", "late"]
Unit = Literal["days", "hours", "minutes"]

NEAR = timedelta(hours=48)
# One number for each way of counting in our four languages: the browser picks the sentence whose
# number its own plural rule puts in the same class, so a ticking clock needs no text of its own.
SAMPLES = (0, 1, 2, 5, 20, 21, 22, 101)


@dataclass(frozen=True, slots=True)
class Clock:
    """A due time as seen at one moment: tone, whole units left or overdue, and the words."""

    due: datetime
    tone: Tone
    late: bool
    unit: Unit
    count: int

    @property
    def words(self) -> str:
        """`3 days left`, `2 hours late` in the reader's language."""
        return sentence(self.late, self.unit, self.count)


def sentence(late: bool, unit: Unit, count: int) -> str:
    """Say how many units are left, or by how many a time is overdue."""
    if unit == "days":
        if late:
            text = ngettext("%(count)d day late", "%(count)d days late", count)
        else:
            text = ngettext("%(count)d day left", "%(count)d days left", count)
    elif unit == "hours":
        if late:
            text = ngettext("%(count)d hour late", "%(count)d hours late", count)
        else:
            text = ngettext("%(count)d hour left", "%(count)d hours left", count)
    elif late:
        text = ngettext("%(count)d minute late", "%(count)d minutes late", count)
    else:
        text = ngettext("%(count)d minute left", "%(count)d minutes left", count)
    return text % {"count": count}


def as_moment(due: date | datetime) -> datetime:
    """Make a date the end of that day in the current time zone; leave an aware datetime alone."""
    if not isinstance(due, datetime):
        due = datetime.combine(due, time(23, 59, 59))
    return timezone.make_aware(due) if timezone.is_naive(due) else due


def read_clock(
    due: date | datetime, *, now: datetime | None = None, near: timedelta = NEAR
) -> Clock:
    """Compare `due` with `now` (default: the present). `near` is when far turns to near."""
    moment = as_moment(due)
    left = moment - (now or datetime.now(UTC))
    late = left < timedelta(0)
    minutes = int(abs(left).total_seconds() // 60)
    unit: Unit = "days" if minutes >= 36 * 60 else "hours" if minutes >= 60 else "minutes"
    count = {"days": minutes // 1440, "hours": minutes // 60, "minutes": minutes}[unit]
    tone: Tone = "late" if late else "near" if left <= near else "far"
    return Clock(moment, tone, late, unit, count)


def word_samples() -> dict[str, dict[str, str]]:
    """Return sentences by `left-days`, `late-hours` … and sample number, for the ticking script."""
    units: tuple[Unit, ...] = ("days", "hours", "minutes")
    return {
        f"{'late' if late else 'left'}-{unit}": {
            str(count): sentence(late, unit, count) for count in SAMPLES
        }
        for late in (False, True)
        for unit in units
    }
