"""What a recorder writes beside the sound: bext (EBU 3285), iXML, cue points, LIST INFO."""

import re
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta

TEXT_LIMIT = 256 * 1024
CUE_LIMIT = 10_000
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
CLOCKS_AGREE = timedelta(seconds=2)


def told(raw: bytes) -> str:
    """Return a text within a file: UTF-8 or Latin-1, up to its first NUL, no control characters."""
    raw = raw.split(b"\0", 1)[0]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    return CONTROL.sub("", text).strip()


@dataclass(frozen=True, slots=True)
class Bext:
    """The broadcast extension, as written; `time_reference` counts samples since midnight."""

    description: str
    originator: str
    reference: str
    date: str
    time: str
    time_reference: int
    version: int
    umid: str
    coding_history: str

    def start(self, rate: int) -> tuple[datetime | None, bool]:
        """Return when the first sample was taken by the recorder's clock, and if its parts agree.

        The time reference is finer than the time and is taken where both tell the same second or
        two; where they differ, the written time rules, for some recorders keep another count there.
        """
        date = re.fullmatch(r"(\d{4})\D(\d\d)\D(\d\d)", self.date)
        clock = re.fullmatch(r"(\d\d)\D(\d\d)\D(\d\d)", self.time)
        if date is None:
            return None, True
        parts = [int(part) for part in date.groups() + (clock.groups() if clock else ())]
        try:
            written = datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001
            counted = datetime(*parts[:3])  # type: ignore[arg-type]  # noqa: DTZ001
            counted += timedelta(seconds=self.time_reference / rate)
        except (ValueError, OverflowError):
            return None, True
        if not self.time_reference:
            return (written if clock else None), True
        agree = abs(counted - written) <= CLOCKS_AGREE
        return (counted if agree or not clock else written), agree or not clock


def read_bext(raw: bytes) -> Bext | None:
    """Read the body of a bext chunk; None where it is too short to be one."""
    if len(raw) < 348:
        return None
    low, high, version = struct.unpack_from("<IIH", raw, 338)
    return Bext(
        description=told(raw[:256]),
        originator=told(raw[256:288]),
        reference=told(raw[288:320]),
        date=told(raw[320:330]),
        time=told(raw[330:338]),
        time_reference=high << 32 | low,
        version=version,
        umid=raw[348:412].hex() if any(raw[348:412]) else "",
        coding_history=told(raw[602 : 602 + TEXT_LIMIT]),
    )


def read_cues(raw: bytes) -> dict[int, int]:
    """Read a cue chunk: number of each point and the sample it stands at."""
    count = struct.unpack_from("<I", raw)[0] if len(raw) >= 4 else 0
    held = min(count, (len(raw) - 4) // 24, CUE_LIMIT)
    rows = (struct.unpack_from("<II4sIII", raw, 4 + 24 * index) for index in range(max(0, held)))
    return {row[0]: row[5] for row in rows}


def read_list(raw: bytes) -> tuple[dict[str, str], dict[int, str]]:
    """Read a LIST chunk: its INFO texts by four-letter name, its labels by number of cue point."""
    texts: dict[str, str] = {}
    labels: dict[int, str] = {}
    kind, place = raw[:4], 4
    while place + 8 <= len(raw):
        name, length = raw[place : place + 4], struct.unpack_from("<I", raw, place + 4)[0]
        inner = raw[place + 8 : place + 8 + length]
        if kind == b"INFO":
            texts[told(name)] = told(inner)
        elif kind == b"adtl" and name == b"labl" and len(inner) >= 4:
            labels[struct.unpack_from("<I", inner)[0]] = told(inner[4:])
        place += 8 + length + length % 2
    return texts, labels
