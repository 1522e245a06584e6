"""What becomes of each file of a folder: when it was made, and which order covers it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from punte.algorithms.audio import (
    AudioError,
    Bext,
    Clock,
    Coding,
    Facts,
    Finding,
    Form,
    Raw,
    Reading,
    Window,
    read_facts,
    start_from_name,
)
from punte.investigation.authorisations.door import Docket, Ruling
from punte.investigation.recordings.models import Intake, IntakeFile
from punte.investigation.recordings.words import WHY, Clocked, Outcome


@dataclass(frozen=True)
class Timed:
    """When a recording was made: by its own clock and truly; None where nothing tells."""

    shown: datetime | None
    start: datetime | None
    end: datetime | None
    source: Clocked


def facts_of(intake: Intake, stream: BinaryIO, *, size: int, name: str) -> Facts:
    """What the bytes say. Raises AudioError.

    What the person said of files without a header is taken for those that show no form.
    """
    try:
        return read_facts(stream, size=size, name=name)
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
    start = clock_of(intake).true(shown)
    return Timed(shown, start, start + timedelta(seconds=facts.seconds or 0), source)


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


def kept_facts(facts: Facts) -> dict[str, Any]:
    """Facts as plain values for keeping."""
    held = asdict(facts)
    held["start"] = facts.start.isoformat() if facts.start else None
    held["findings"] = [str(finding) for finding in facts.findings]
    return held


def read_again(held: dict[str, Any]) -> Facts:
    """Kept facts as facts."""
    window = dict(held["window"])
    block = window.pop("block")
    return Facts(
        **held
        | {
            "form": Form(held["form"]),
            "coding": Coding(held["coding"]),
            "window": Window(**window, block=(block[0], block[1]) if block else None),
            "findings": tuple(Finding(found) for found in held["findings"]),
            "bext": Bext(**held["bext"]) if held["bext"] else None,
            "start": datetime.fromisoformat(held["start"]) if held["start"] else None,
            "cues": tuple((place, label) for place, label in held["cues"]),
        }
    )
