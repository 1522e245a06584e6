"""Dates as iCalendar (RFC 5545), without a word about whom they concern."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from punte.protection.caseload.agenda import Entry
from punte.protection.caseload.models.feed import Detail

# Ids of records do not leave: a program that reads the feed sees others, which stay the same.
SPACE = UUID("5b0c1d0a-4c58-4a0e-8f3e-2f7c4f1f6a11")
HOUR = timedelta(hours=1)


def as_calendar(entries: Iterable[Entry], *, detail: str, salt: str, now: datetime) -> bytes:
    """The feed. salt: makes the ids of one feed its own; now: when it was written."""
    calendar = Calendar()
    calendar.add("prodid", "-//Punte//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Punte")
    for entry in entries:
        if entry.day is not None:
            calendar.add_component(as_event(entry, detail, salt, now))
    return bytes(calendar.to_ical())


def as_event(entry: Entry, detail: str, salt: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(SPACE, salt + entry.key)}@punte.invalid")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", words(entry, detail))
    if entry.at is None:
        event.add("dtstart", entry.day)
    else:
        event.add("dtstart", entry.at.astimezone(UTC))
        event.add("dtend", (entry.until or entry.at + HOUR).astimezone(UTC))
    event.add("transp", "OPAQUE" if entry.until else "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def words(entry: Entry, detail: str) -> str:
    if detail == Detail.KIND and entry.what:
        return str(entry.what)
    return str(entry.neutral)
