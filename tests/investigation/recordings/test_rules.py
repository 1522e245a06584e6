"""What a player may claim, times as text, and packed folders."""

from __future__ import annotations

import io
from datetime import datetime
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.investigation.recordings.forms import Moment
from punte.investigation.recordings.rules import (
    Stretch,
    believable,
    clock_text,
    length_of,
    read_clock,
    union,
)
from punte.investigation.recordings.zips import Unpackable, entries


@pytest.mark.parametrize(
    ("stretch", "elapsed", "fits"),
    [
        ((0, 10, 1), 10, True),
        ((0, 30, 3), 10, True),
        ((0, 30, 1), 10, False),
        ((0, 30, 9), 10, False),
        ((50, 61, 1), 60, False),
        ((5, 5, 1), 60, False),
        ((-1, 5, 1), 60, False),
        ((0, float("nan"), 1), 60, False),
        ((0, float("inf"), 1), 60, False),
    ],
)
def test_nobody_heard_more_than_can_be_heard(
    stretch: tuple[float, float, float], elapsed: float, fits: bool
) -> None:
    assert believable([Stretch(*stretch)], length=60, elapsed=elapsed) is fits


def test_many_small_stretches_count_together() -> None:
    many = [Stretch(at, at + 1, 1) for at in range(40)]
    assert believable(many, length=60, elapsed=40)
    assert not believable(many, length=60, elapsed=20)
    assert not believable(many * 6, length=60, elapsed=10**6)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted).map(tuple)))
def test_a_second_heard_twice_counts_once(parts: list[tuple[float, float]]) -> None:
    joined = union(parts)
    assert all(a[1] < b[0] for a, b in pairwise(joined))
    assert length_of(parts) <= 100.001
    assert all(any(a <= p[0] and p[1] <= b for a, b in joined) for p in parts)


@settings(max_examples=40)
@given(st.integers(0, 3_000_000))
def test_a_time_comes_back(tenths: int) -> None:
    assert read_clock(clock_text(tenths / 10)) == pytest.approx(tenths / 10)


@pytest.mark.parametrize("text", ["", "5", "1:60", "a:bc", "-1:00", "00:00:00:00", "1:2"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_clock(text) is None


def packed(**files: bytes) -> io.BytesIO:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, raw in files.items():
            made.writestr(name, raw)
    return out


def faults(stream: io.BytesIO, most: int = 10**7) -> dict[str, str]:
    return {entry.name: entry.fault for entry in entries(stream, most_bytes=most)}


def test_a_packed_folder_is_bounded() -> None:
    names = {
        "a.wav": b"x" * 100,
        "../../etc/b.wav": b"x",
        "/elsewhere/c.wav": b"x",
        "C:\\d.wav": b"x",
    }
    found = faults(packed(**names))
    assert found.pop("a.wav") == ""
    assert set(found.values()) == {"packed_outside"}
    assert faults(packed(bomb=bytes(5_000_000))) == {"bomb": "packed_too_tight"}
    assert faults(packed(big=b"ab" * 600), most=1000) == {"big": "too_large"}
    with pytest.raises(Unpackable, match="packed_broken"):
        faults(io.BytesIO(b"PK\x03\x04 and nothing else"))


def test_an_entry_that_lies_or_is_damaged_gives_no_more_than_it_says() -> None:
    raw = bytearray(packed(**{"a.wav": b"sound" * 4000}).getvalue())
    at = raw.index(b"a.wav") + 20
    raw[at : at + 10] = b"\xff" * 10
    entry = next(iter(entries(io.BytesIO(bytes(raw)), most_bytes=10**7)))
    with pytest.raises(Unpackable, match="packed_broken"):
        list(entry.chunks())


def test_a_recorders_clock_may_show_an_hour_that_ours_leaves_out() -> None:
    for told in ("2026-03-29T02:30:00", "2026-10-25T02:30:00"):
        assert Moment().clean(told) == datetime.fromisoformat(told)
