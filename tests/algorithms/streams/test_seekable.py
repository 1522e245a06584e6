"""A stream that only tells where its bytes come from is sought and read as one in memory."""

from __future__ import annotations

import io
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from punte.algorithms.streams import Seekable

CONTENT = bytes(range(200))


class Held(Seekable):
    def __init__(self, content: bytes) -> None:
        super().__init__(len(content))
        self.content = content

    def readinto(self, buffer: Any) -> int:
        part = self.content[self.place : self.place + len(buffer)]
        buffer[: len(part)] = part
        self.place += len(part)
        return len(part)


moves = st.tuples(st.integers(-300, 300), st.sampled_from([1, 2]))
places = st.tuples(st.integers(0, 300), st.just(0))


@given(st.lists(st.tuples(places | moves, st.integers(0, 250)), max_size=12))
def test_it_reads_as_bytes_in_memory_do(walk: list[tuple[tuple[int, int], int]]) -> None:
    ours, theirs = Held(CONTENT), io.BytesIO(CONTENT)
    for (place, whence), length in walk:
        assert ours.seek(place, whence) == theirs.seek(place, whence)
        assert ours.read(length) == theirs.read(length)
        assert ours.tell() == theirs.tell()
    assert ours.readable()
    assert ours.seekable()
