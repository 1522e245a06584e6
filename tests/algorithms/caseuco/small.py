"""A small invented case for the tests of CASE documents."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256, sha512
from uuid import UUID, uuid5

from punte.algorithms.caseuco import (
    Action,
    Bundle,
    Digest,
    Exhibit,
    File,
    Investigation,
    Item,
    Order,
    Organisation,
    Person,
    Place,
    Thing,
    Tool,
)

ROOT = UUID("01900000-0000-7000-8000-000000000001")
DAY = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
BYTES = b"an invented recording"


def one(name: str) -> UUID:
    return uuid5(ROOT, name)


def digests(content: bytes) -> tuple[Digest, ...]:
    return (
        Digest("SHA256", sha256(content).hexdigest()),
        Digest("SHA512", sha512(content).hexdigest()),
    )


def things() -> tuple[Thing, ...]:
    """Who, where, with what, and the telephone with its file."""
    police = one("police")
    return (
        Organisation(police, "Invented police"),
        Person(one("finder"), "Officer Invented", police, "investigator", investigator=True),
        Person(one("keeper"), "Keeper Invented", police, "keeper of exhibits"),
        Place(one("place"), "Room 3, invented house"),
        Tool(one("tool"), "soundfile", "0.14"),
        Order(one("order"), "12/2026", "search", DAY, DAY + timedelta(days=3)),
        Item(one("phone"), "telephone", "black, cracked"),
        File(one("file"), "call.wav", len(BYTES), digests(BYTES), "audio/wav", DAY),
        File(one("working copy"), "copy.wav", 4, digests(b"copy"), "audio/wav"),
        Exhibit(one("exhibit"), "7-2026-1", "telephone", (one("phone"), one("file"))),
    )


def actions() -> tuple[Thing, ...]:
    """The telephone is seized and handed over, its file copied by a tool."""
    seized = Action(
        one("seizure"),
        "seized",
        DAY,
        performer=one("finder"),
        place=one("place"),
        results=(one("exhibit"),),
        instruments=(one("order"),),
        arguments=(("clock", "GPS"), ("clock", "checked by telephone")),
    )
    handed = Action(
        one("hand-over"),
        "handed over",
        DAY + timedelta(hours=2),
        DAY + timedelta(hours=3),
        performer=one("finder"),
        participants=(one("keeper"),),
        objects=(one("exhibit"),),
        after=(seized.id,),
    )
    copied = Action(
        one("copy"),
        "copied",
        DAY + timedelta(days=1),
        performer=one("finder"),
        instruments=(one("tool"),),
        objects=(one("file"),),
        results=(one("working copy"),),
        arguments=(("rate", "16000"),),
    )
    return seized, handed, copied


def small_bundle() -> Bundle:
    """One telephone and one file: seized, handed over, copied by a tool."""
    case = Investigation(ROOT, "Invented case 7", "open", start=DAY)
    return Bundle(case, (*things(), *actions()))
