"""Time stamps are read strictly: what is cut, bent or made up is named and nothing else happens."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.algorithms.stamps import Item, StampFault, children, one, read_reply
from punte.algorithms.stamps.der import SEQUENCE, number, object_id

# An invented authority's answer about the text below, made once with `openssl ts -reply`.
REPLY = (Path(__file__).parent / "invented.tsr").read_bytes()
TEXT = b"invented checkpoint\n"


def tlv(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    size = len(body)
    if size < 128:
        return bytes([tag, size]) + body
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 + len(digits)]) + digits + body


SHA256 = tlv(0x30, tlv(6, bytes.fromhex("608648016503040201")), tlv(5))
TST = tlv(6, bytes.fromhex("2a864886f70d0109100104"))
SIGNED = tlv(6, bytes.fromhex("2a864886f70d010702"))


def made(
    *,
    status: int = 0,
    version: bytes = b"\x01",
    imprint: bytes = hashlib.sha256(TEXT).digest(),
    moment: bytes = b"20261122112233.5Z",
    kind: bytes = TST,
) -> bytes:
    info = tlv(
        0x30, tlv(2, version), tlv(6, b"\x2a\x03"), tlv(0x30, SHA256, tlv(4, imprint)),
        tlv(2, b"\x07"), tlv(0x18, moment),
    )  # fmt: skip
    held = tlv(0x30, kind, tlv(0xA0, tlv(4, info)))
    token = tlv(0x30, SIGNED, tlv(0xA0, tlv(0x30, tlv(2, b"\x03"), tlv(0x31), held, tlv(0x31))))
    return tlv(0x30, tlv(0x30, tlv(2, bytes([status]))), token)


def test_a_real_answer_and_its_token_say_of_what_and_when() -> None:
    stamped = read_reply(REPLY)
    assert stamped.is_of(TEXT)
    assert not stamped.is_of(TEXT + b" ")
    assert (stamped.algorithm, stamped.at.tzinfo, stamped.at.year >= 2026) == ("sha256", UTC, True)
    _status, token = children(one(REPLY))
    assert read_reply(REPLY[token.at - 4 :]) == stamped


def test_what_was_made_by_hand_is_read_too() -> None:
    stamped = read_reply(made())
    assert (stamped.serial, stamped.is_of(TEXT)) == (7, True)
    assert stamped.at == datetime(2026, 11, 22, 11, 22, 33, 500_000, UTC)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "one item was expected, not 0"),
        (b"<html>", "cut off"),
        (made() + b"\x00\x00", "not 2"),
        (made(status=2), "refused (status 2)"),
        (tlv(0x30, tlv(0x30, tlv(2, b"\x00"))), "holds no time stamp"),
        (made(version=b"\x02"), "version 1"),
        (made(imprint=b"short"), "SHA-256"),
        (made(kind=tlv(6, b"\x2a")), "not the content"),
        (made(moment=b"20261322112233Z"), "no moment"),
        (made(moment=b"20261122112233+0200"), "no moment"),
        (b"\x30\x80\x00\x00", "length"),
        (b"\x30\x81\x02\x05\x00", "length"),
        (b"\x30\x84\xff\xff\xff\xff\x00", "cut off"),
        (b"\x3f\x02\x05\x00", "tag"),
    ],
)
def test_each_fault_is_named(data: bytes, said: str) -> None:
    with pytest.raises(StampFault, match=r".*") as caught:
        read_reply(data)
    assert said in str(caught.value)


@pytest.mark.parametrize("cut", [1, 2, 40, -1, -200])
def test_a_cut_answer_is_named(cut: int) -> None:
    with pytest.raises(StampFault):
        read_reply(REPLY[:cut])


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 4000), st.integers(0, 255))
def test_bent_bytes_are_read_or_refused_and_nothing_else(
    noise: bytes, place: int, value: int
) -> None:
    bent = bytearray(REPLY)
    bent[place % len(bent)] = value
    put = place % len(REPLY)
    for data in (noise, bytes(bent), REPLY[:put] + noise, REPLY[:put] + noise + REPLY[put:]):
        with suppress(StampFault):
            assert read_reply(data).algorithm


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([2, 4, 0x30]), st.binary(max_size=300)), max_size=6))
def test_what_der_writes_comes_back(parts: list[tuple[int, bytes]]) -> None:
    whole = tlv(SEQUENCE, *(tlv(tag, body) for tag, body in parts))
    assert [(item.tag, item.body) for item in children(one(whole))] == parts


@given(st.integers(-(2**80), 2**80))
def test_numbers_in_their_shortest_form_alone(value: int) -> None:
    body = value.to_bytes((value.bit_length() // 8) + 1, "big", signed=True)
    assert number(Item(2, body, 0)) == value
    with pytest.raises(StampFault):
        number(Item(2, (b"\xff" if value < 0 else b"\x00") + body, 0))


def test_object_identifiers_have_one_spelling() -> None:
    assert object_id(Item(6, bytes.fromhex("608648016503040201"), 0)) == "2.16.840.1.101.3.4.2.1"
    for body in (b"", b"\x80\x01", b"\x2a\x86"):
        with pytest.raises(StampFault):
            object_id(Item(6, body, 0))
