"""Values as they are kept: one spelling each, and what was written beside it. No queries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from punte.algorithms.selectors import normalise
from punte.algorithms.textsearch import TextError, fold_date, name_parts, phonetic
from punte.core.errors import Invalid
from punte.investigation.subjects.schema import SELECTORS, Prop
from punte.investigation.subjects.words import FAULTS

LONGEST: Final = 2000
# Kind of the keys by sound of names: for search only, never for hits in other cases.
NAME: Final = "name"
_NUMBER: Final = re.compile(r"^[+-]?\d{1,15}([.,]\d{1,6})?$")
_POSITION: Final = re.compile(r"^(-?\d{1,2}(?:\.\d{1,8})?)[,; ]\s*(-?\d{1,3}(?:\.\d{1,8})?)$")
_BAD: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Value:
    """One value in its spelling. original: as written, where that differs. keys: (kind, key) of
    the selectors in it. fault: why it is no sound value of its kind; it is kept all the same.
    """

    value: str
    original: str = ""
    keys: tuple[tuple[str, str], ...] = ()
    fault: str = ""


def read_value(prop: Prop, text: str, *, region: str, zone: ZoneInfo) -> Value:
    """A value of a property from what somebody wrote.

    region: the country of numbers without one. zone: of moments without one. Raises Invalid for
    an empty or too long text, and for a date, number or position that is none.
    """
    written = " ".join(text.split()) if prop.type != "text" else text.strip()
    if not written or len(written) > LONGEST or _BAD.search(written):
        raise Invalid(
            _("“%(what)s” is empty, too long, or holds characters that no text holds.")
            % {"what": prop.label}
        )
    if prop.type in SELECTORS:
        return _selector(prop.type, written, region)
    if prop.type == NAME:
        return Value(written, keys=tuple((NAME, key) for key in name_keys(written)))
    kept = _READERS.get(prop.type, _as_written)(written, zone)
    if kept is None:
        raise Invalid(
            _("“%(text)s” is no value for “%(what)s”.") % {"text": written[:80], "what": prop.label}
        )
    return Value(kept, "" if kept == written else written)


def showable(text: str) -> str:
    """The text with a sign in the place of each character that no text holds."""
    return _BAD.sub("\ufffd", text)


def keys_of(prop: Prop, text: str, region: str, zone: ZoneInfo) -> tuple[tuple[str, str], ...]:
    """The selectors in a kept value; none in one that cannot be read again."""
    try:
        return read_value(prop, text, region=region, zone=zone).keys
    except Invalid:
        return ()


def fault_in(prop: Prop, text: str, region: str) -> str:
    """What is wrong with a kept selector, in words; empty when nothing is, or it is none."""
    fault = normalise(prop.type, text, region).fault if prop.type in SELECTORS else None
    return str(FAULTS[fault]) if fault else ""


def _selector(kind: str, written: str, region: str) -> Value:
    normal = normalise(kind, written, region)
    shown = normal.shown or written
    return Value(
        shown,
        "" if shown == written else written,
        ((normal.kind, normal.key),) if normal.key else (),
        str(FAULTS[normal.fault]) if normal.fault else "",
    )


def name_keys(name: str) -> list[str]:
    """The keys by sound of a name's parts; none for what holds no letters."""
    try:
        return sorted({key for part in name_parts(name[:200]) if (key := phonetic(part))})
    except TextError:
        return []


def read_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """A moment from ISO 8601, or a day as its beginning; None when it is neither."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    if moment is None:
        day = fold_date(text) if len(text) <= 40 else None
        if day is None or len(day) != 10:
            return None
        moment = datetime.combine(date.fromisoformat(day), datetime.min.time())
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _moment(text: str, zone: ZoneInfo) -> str | None:
    moment = read_moment(text, zone)
    return moment.isoformat() if moment else None


def _date(text: str, _zone: ZoneInfo) -> str | None:
    return fold_date(text) if len(text) <= 40 else None


def _number(text: str, _zone: ZoneInfo) -> str | None:
    plain = text.replace("\u00a0", "").replace(" ", "")
    return plain.replace(",", ".") if _NUMBER.match(plain) else None


def _country(text: str, _zone: ZoneInfo) -> str | None:
    return text.upper() if re.fullmatch(r"[A-Za-z]{2}", text) else text


def _position(text: str, _zone: ZoneInfo) -> str | None:
    found = _POSITION.match(text)
    if not found or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        return None
    return f"{found[1]},{found[2]}"


def _as_written(text: str, _zone: ZoneInfo) -> str | None:
    return text


_READERS: Final = {
    "moment": _moment,
    "date": _date,
    "number": _number,
    "money": _number,
    "country": _country,
    "position": _position,
}


def in_words(kind: str, value: str) -> str:
    """A kept value as people read it: days and moments in their language, the latter by the clock
    of this node; all else as it is, a day of which only the year is known too.
    """
    try:
        if kind == "moment":
            moment = localtime(datetime.fromisoformat(value))
            return f"{date_format(moment, 'DATE_FORMAT')}, {moment:%H:%M:%S}"
        if kind == "date" and len(value) == 10:
            return date_format(date.fromisoformat(value), "DATE_FORMAT")
    except (ValueError, OverflowError):
        pass  # kept as it was written, for it is no day
    return value


def caption_of(props: Iterable[str], values: dict[str, list[str]], otherwise: str) -> str:
    """How an entity is named: the first of these properties that has a value."""
    for prop in props:
        if values.get(prop):
            return values[prop][0][:200]
    return otherwise[:200]
