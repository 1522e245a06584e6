"""What becomes of each file of a folder: when it was made, and which order covers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import BinaryIO
from zoneinfo import ZoneInfo

from punte.algorithms.audio import (
    AudioError,
    Clock,
    Coding,
    Facts,
    Finding,
    Raw,
    Reading,
    read_facts,
    start_from_name,
)
from punte.core.hours import turned
from punte.investigation.authorisations.door import Docket, Ruling
from punte.investigation.recordings.apart import ask
from punte.investigation.recordings.models import Intake, IntakeFile
from punte.investigation.recordings.words import WHY, Clocked, Outcome

AHEAD = timedelta(minutes=5)  # by which a clock may be ahead before it is odd
PATIENCE = 20  # seconds for the header of one file


@dataclass(frozen=True)
class Timed:
    """When a recording was made: by its own clock and truly; None where nothing tells."""

    shown: datetime | None
    start: datetime | None
    end: datetime | None
    source: Clocked
    findings: tuple[Finding, ...] = ()


def facts_of(intake: Intake, stream: BinaryIO, *, size: int, name: str) -> Facts:
    """What the bytes say. Raises AudioError.

    What the person said of files without a header is taken for those that show no form.
    """
    try:
        return read_facts(stream, size=size, name=name, ask=partial(ask, patience=PATIENCE))
    except AudioError:
        if not intake.reading.get("raw"):
            raise
        raw = Raw(Coding(intake.reading["raw"]), int(intake.reading.get("rate") or 8000))
        return read_facts(stream, size=size, raw=raw)


def timed(intake: Intake, facts: Facts, name: str) -> Timed:
    """The time in the file rules, then the one in its name, then what was entered by hand."""
    by_name = start_from_name(name, day_first=bool(intake.reading.get("day_first")))
    by_hand = intake.reading.get("start")
    if facts.start is not None:
        naive, source = facts.start, Clocked.FILE
    elif by_name is not None:
        naive, source = by_name, Clocked.NAME
    elif by_hand:
        naive, source = datetime.fromisoformat(by_hand), Clocked.HAND
    else:
        return Timed(None, None, None, Clocked.NONE)
    shown = naive if naive.tzinfo else naive.replace(tzinfo=ZoneInfo(intake.zone))
    try:
        start = clock_of(intake).true(shown)
        end = start + timedelta(seconds=facts.seconds or 0)
    except OverflowError:  # a year beyond all calendars tells nothing
        return Timed(None, None, None, Clocked.NONE)
    return Timed(shown, start, end, source, tuple(_doubts(shown, start, intake.at)))


def _doubts(shown: datetime, start: datetime, now: datetime) -> Iterator[Finding]:
    """What is odd about a time: an hour that clocks showed twice or never, or one to come."""
    if doubt := turned(shown):
        yield Finding(doubt)
    if start > now + AHEAD:
        yield Finding.IN_FUTURE


def clock_of(intake: Intake) -> Clock:
    """The recorder's clock as it was read."""
    pairs = [(datetime.fromisoformat(a), datetime.fromisoformat(b)) for a, b in intake.clock]
    return Clock(tuple(Reading(shown, true) for shown, true in pairs))


def judge(intake: Intake, docket: Docket | None, row: IntakeFile) -> None:
    """Write into a row of sound what becomes of it; rejected rows stay as they are."""
    if row.outcome == Outcome.REJECT:
        return
    if docket is None:
        row.outcome, row.why_code, row.why = Outcome.TAKE, "", ""
        return
    if row.start is None:
        row.outcome, row.why_code, row.why = Outcome.QUARANTINE, "no_time", str(WHY["no_time"])
        return
    found: Ruling = docket.ruling([(intake.target_kind, intake.target)], row.start, row.end)
    row.outcome = Outcome.TAKE if found.allowed else Outcome.QUARANTINE
    row.authorisation, row.why_code, row.why = found.authorisation, found.reason or "", found.why
