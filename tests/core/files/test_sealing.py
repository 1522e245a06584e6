"""Sealed streams: they come back, they do not bend, they do not fill the memory."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.core.errors import Invalid
from punte.core.files.intake import Received, receive
from punte.core.files.sealing import CHUNK, TAG, opened_chunks, sealed_chunks
from punte.core.files.seeking import seekable
from punte.core.vault.door import Damaged

KEY = bytes(range(32))
BLOCK = CHUNK + TAG
THREE = os.urandom(2 * CHUNK + 100)
SIZES = st.sampled_from([0, 1, 17, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5])


def sealed(content: bytes) -> bytes:
    return b"".join(sealed_chunks(KEY, [content]))


def opened(content: bytes, key: bytes = KEY) -> bytes:
    return b"".join(opened_chunks(key, [content]))


@settings(max_examples=40)
@given(size=SIZES, cut=st.integers(1, 3 * CHUNK), back=st.integers(1, 3 * CHUNK))
def test_a_stream_comes_back_however_it_was_cut(size: int, cut: int, back: int) -> None:
    content = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    pieces = [content[at : at + cut] for at in range(0, size, cut)]
    whole = b"".join(sealed_chunks(KEY, pieces))
    again = [whole[at : at + back] for at in range(0, len(whole), back)]
    assert b"".join(opened_chunks(KEY, again)) == content


@pytest.mark.parametrize(
    "bent",
    [
        lambda s: s[:-1],
        lambda s: s[:BLOCK],
        lambda s: s[: 2 * BLOCK],
        lambda s: s[BLOCK:],
        lambda s: s[BLOCK : 2 * BLOCK] + s[:BLOCK] + s[2 * BLOCK :],
        lambda s: s + b"x",
        lambda s: s[:100] + bytes([s[100] ^ 1]) + s[101:],
        lambda s: s[:-1] + bytes([s[-1] ^ 1]),
        lambda _: b"",
    ],
)
def test_a_bent_stream_is_refused(bent: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Damaged):
        opened(bent(sealed(THREE)))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Damaged):
        opened(sealed(b"content"), key=bytes(32))


def test_a_damaged_chunk_is_never_given_out() -> None:
    whole = bytearray(sealed(THREE))
    whole[BLOCK + 5] ^= 1
    chunks = opened_chunks(KEY, [bytes(whole)])
    assert next(chunks) == THREE[:CHUNK]
    with pytest.raises(Damaged):
        next(chunks)


def take(folder: Path, chunks: Iterable[bytes], **more: int) -> Received:
    limit = more.pop("limit", 100 * 2**20)
    return receive(chunks, folder=folder, address_key=KEY, scope=b"", limit=limit, **more)


def test_fifty_megabytes_pass_through_little_memory(tmp_path: Path) -> None:
    def stream() -> Iterator[bytes]:
        for _number in range(800):
            yield bytes(65_536)

    tracemalloc.start()
    try:
        received = take(tmp_path, stream())
        assert tracemalloc.get_traced_memory()[1] < 4 * 2**20
        tracemalloc.reset_peak()
        with received.path.open("rb") as file:
            blocks = iter(lambda: file.read(65_536), b"")
            size = sum(len(chunk) for chunk in opened_chunks(received.key, blocks))
        assert size == 800 * 65_536
        assert tracemalloc.get_traced_memory()[1] < 4 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("chunks", "more"),
    [([], {}), ([b""], {}), ([b"12345", b"678901"], {"limit": 10}), ([b"123"], {"expected": 4})],
)
def test_empty_too_large_and_cut_short_leave_nothing(
    tmp_path: Path, chunks: list[bytes], more: dict[str, int]
) -> None:
    with pytest.raises(Invalid):
        take(tmp_path, chunks, **more)
    assert list(tmp_path.iterdir()) == []


def test_a_stream_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    def breaking() -> Iterator[bytes]:
        yield b"the first part"
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        take(tmp_path, breaking())
    assert list(tmp_path.iterdir()) == []


def test_an_address_tells_persons_apart_and_equals_for_the_same(tmp_path: Path) -> None:
    def address(scope: bytes, content: bytes) -> str:
        got = receive([content], folder=tmp_path, address_key=KEY, scope=scope, limit=99)
        return got.address

    assert address(b"one", b"same") == address(b"one", b"same")
    assert address(b"one", b"same") != address(b"two", b"same")
    assert address(b"one", b"same") != address(b"one", b"other")


@settings(max_examples=30)
@given(size=SIZES, places=st.lists(st.integers(0, 2 * CHUNK + 50), max_size=4))
def test_a_sealed_file_is_read_from_any_place(size: int, places: list[int]) -> None:
    content, whole = THREE[:size], sealed(THREE[:size])
    stream = seekable(KEY, size, lambda offset, length: whole[offset : offset + length])
    for place in places:
        stream.seek(place)
        assert stream.read(70_000) == content[place : place + 70_000]


def test_what_was_altered_or_cut_is_never_given_out() -> None:
    whole = bytearray(sealed(THREE))
    whole[BLOCK + 7] ^= 1
    stream = seekable(KEY, len(THREE), lambda at, length: bytes(whole[at : at + length]))
    assert stream.read(1000) == THREE[:1000]
    stream.seek(CHUNK)
    with pytest.raises(Damaged):
        stream.read(1)
    with pytest.raises(Damaged):
        seekable(KEY, CHUNK, lambda at, length: bytes(whole[at : at + length])).read()
