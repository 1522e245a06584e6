"""When an e-mail may be sent, on plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Quiet:
    """Hours in which one is left alone; empty (start equals end, no weekend) means never.

    From `start` to `end` each day, over midnight when `start` is later; and, with `weekend`, from
    Saturday to the end of Sunday. zone: an IANA name, in which the hours are meant.
    """

    start: time
    end: time
    weekend: bool
    zone: str


def is_quiet(moment: datetime, quiet: Quiet) -> bool:
    """Whether a moment (aware) falls into the quiet hours."""
    local = moment.astimezone(ZoneInfo(quiet.zone))
    if quiet.weekend and local.weekday() >= 5:
        return True
    clock = local.time()
    if quiet.start <= quiet.end:
        return quiet.start <= clock < quiet.end
    return clock >= quiet.start or clock < quiet.end


def mail_at(moment: datetime, quiet: Quiet, *, urgent: bool) -> datetime:
    """The first moment from then on at which an e-mail may go; what is urgent goes at once."""
    if urgent or not is_quiet(moment, quiet):
        return moment
    zone = ZoneInfo(quiet.zone)
    day = moment.astimezone(zone).date()
    ends = (starts_of(day + timedelta(days=ahead), quiet, zone) for ahead in range(9))
    later = sorted({end for pair in ends for end in pair if end > moment})
    return next((end for end in later if not is_quiet(end, quiet)), later[-1])


def starts_of(day: date, quiet: Quiet, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The moments of a day at which quiet hours may end: midnight, and the end by the clock."""
    return (
        datetime.combine(day, time(0), zone),
        datetime.combine(day, quiet.end, zone),
    )


def is_away(day: date, since: date | None, until: date | None) -> bool:
    """Whether a day lies in an absence; both days belong to it."""
    return since is not None and until is not None and since <= day <= until
