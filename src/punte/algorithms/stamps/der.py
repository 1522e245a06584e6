"""A small strict reader of DER (X.690): one item after another, nothing guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

SEQUENCE: Final = 0x30
SET: Final = 0x31
INTEGER: Final = 0x02
OCTETS: Final = 0x04
OBJECT: Final = 0x06
TIME: Final = 0x18
EXPLICIT: Final = 0xA0


class StampFault(ValueError):
    """These bytes are no time stamp; the message says what is wrong, and where."""


@dataclass(frozen=True)
class Item:
    """One item: its tag, its content, and at which byte of the whole its content begins."""

    tag: int
    body: bytes
    at: int


def one(data: bytes, at: int = 0) -> Item:
    """The only item in these bytes. Raises StampFault."""
    items = children(Item(SEQUENCE, data, at))
    if len(items) != 1:
        raise StampFault(f"byte {at}: one item was expected, not {len(items)}")
    return items[0]


def children(parent: Item, *tags: int) -> list[Item]:
    """The items in another's content. tags: what the first of them must be. Raises StampFault."""
    found, place = [], 0
    while place < len(parent.body):
        item, place = _item(parent, place)
        found.append(item)
    if [item.tag for item in found[: len(tags)]] != list(tags):
        raise StampFault(f"byte {parent.at}: this is not in the order of a time stamp")
    return found


def _item(parent: Item, place: int) -> tuple[Item, int]:
    body, at = parent.body, parent.at + place
    if len(body) - place < 2:
        raise StampFault(f"byte {at}: it is cut off")
    tag, length = body[place], body[place + 1]
    if tag & 0x1F == 0x1F:
        raise StampFault(f"byte {at}: no time stamp has such a tag")
    place += 2
    if length >= 0x80:
        many = length - 0x80
        digits = body[place : place + many]
        if not 1 <= many <= 4 or len(digits) < many or digits[0] == 0:
            raise StampFault(f"byte {at}: its length is not written as DER wants it")
        length, place = int.from_bytes(digits, "big"), place + many
        if length < 0x80:
            raise StampFault(f"byte {at}: its length is not written as DER wants it")
    end = place + length
    if end > len(body):
        raise StampFault(f"byte {at}: it is cut off")
    return Item(tag, body[place:end], parent.at + place), end


def number(item: Item) -> int:
    """A whole number. Raises StampFault."""
    body = item.body
    shortest = len(body) == 1 or (
        len(body) > 1 and not (body[0] in {0, 0xFF} and (body[0] ^ body[1]) < 0x80)
    )
    if item.tag != INTEGER or not shortest:
        raise StampFault(f"byte {item.at}: no whole number")
    return int.from_bytes(body, "big", signed=True)


def object_id(item: Item) -> str:
    """An object identifier with dots. Raises StampFault."""
    body = item.body
    if item.tag != OBJECT or not body or body[-1] & 0x80 or len(body) > 64:
        raise StampFault(f"byte {item.at}: no object identifier")
    parts, value, fresh = [], 0, True
    for byte in body:
        if fresh and byte == 0x80:
            raise StampFault(f"byte {item.at}: no object identifier")
        value, fresh = value << 7 | byte & 0x7F, not byte & 0x80
        if fresh:
            parts.append(value)
            value = 0
    first = min(parts[0] // 40, 2)
    return ".".join(str(part) for part in (first, parts[0] - 40 * first, *parts[1:]))
