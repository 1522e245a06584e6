"""The way from an authority's reply (RFC 3161) or its token (RFC 5652) to what it vouches for."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from punte.algorithms.stamps.der import (
    EXPLICIT,
    INTEGER,
    OBJECT,
    OCTETS,
    SEQUENCE,
    SET,
    TIME,
    Item,
    StampFault,
    children,
    number,
    object_id,
    one,
)

HASHES: Final = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
SIGNED_DATA: Final = "1.2.840.113549.1.7.2"
TST_INFO: Final = "1.2.840.113549.1.9.16.1.4"
_TIME = re.compile(rb"(\d{14})(?:\.(\d{0,5}[1-9]))?Z")


@dataclass(frozen=True)
class Stamped:
    """What the authority says it saw: the digest of some bytes, at a moment, under its number."""

    algorithm: str
    digest: bytes
    at: datetime
    serial: int

    def is_of(self, content: bytes) -> bool:
        """Whether these bytes are those that were stamped."""
        return hashlib.new(self.algorithm, content).digest() == self.digest


def read_reply(data: bytes) -> Stamped:
    """What a reply, or the token alone, vouches for. Raises StampFault for all else.

    Whose signature it is, and whether it holds, is not looked at.
    """
    whole = one(data)
    if whole.tag != SEQUENCE:
        raise StampFault("byte 0: no reply of a time-stamping authority")
    parts = children(whole)
    if parts and parts[0].tag == SEQUENCE:
        whole = _granted(parts)
    return _read_info(_content(_content(whole, SIGNED_DATA), TST_INFO, SEQUENCE))


def _granted(parts: list[Item]) -> Item:
    status = number(children(parts[0], INTEGER)[0])
    if status not in {0, 1}:
        raise StampFault(f"byte {parts[0].at}: the authority refused (status {status})")
    if len(parts) != 2 or parts[1].tag != SEQUENCE:
        raise StampFault("the reply holds no time stamp")
    return parts[1]


def _content(item: Item, kind: str, inside: int = 0) -> Item:
    """What stands in a CMS ContentInfo of a kind; in its signed data's own one, once inside."""
    if inside:
        item = children(item, INTEGER, SET, inside)[2]
    named, held = _pair(children(item, OBJECT, EXPLICIT), item)
    if object_id(named) != kind:
        raise StampFault(f"byte {named.at}: this is not the content of a time stamp")
    found = one(held.body, held.at)
    wanted = OCTETS if inside else SEQUENCE
    if found.tag != wanted:
        raise StampFault(f"byte {found.at}: this is not the content of a time stamp")
    return found


def _pair(items: list[Item], parent: Item) -> tuple[Item, Item]:
    if len(items) != 2:
        raise StampFault(f"byte {parent.at}: two items were expected, not {len(items)}")
    return items[0], items[1]


def _read_info(octets: Item) -> Stamped:
    """TSTInfo: version, policy, message imprint, serial number, time, and what else there is."""
    info = one(octets.body, octets.at)
    if info.tag != SEQUENCE:
        raise StampFault(f"byte {info.at}: this is not the content of a time stamp")
    version, policy, imprint, serial, moment = children(
        info, INTEGER, OBJECT, SEQUENCE, INTEGER, TIME
    )[:5]
    if number(version) != 1:
        raise StampFault(f"byte {version.at}: no version 1 of a time stamp")
    object_id(policy)
    named, digest = _pair(children(imprint, SEQUENCE, OCTETS), imprint)
    algorithm = HASHES.get(object_id(children(named, OBJECT)[0]), "")
    if not algorithm or len(digest.body) != hashlib.new(algorithm).digest_size:
        raise StampFault(f"byte {named.at}: no SHA-256, SHA-384 or SHA-512 is stamped")
    return Stamped(algorithm, digest.body, _moment(moment), number(serial))


def _moment(item: Item) -> datetime:
    found = _TIME.fullmatch(item.body)
    if found is None:
        raise StampFault(f"byte {item.at}: no moment in UTC")
    try:
        at = datetime.strptime(found[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError as error:
        raise StampFault(f"byte {item.at}: no moment in UTC") from error
    return at.replace(microsecond=int((found[2] or b"0").decode().ljust(6, "0")))
