"""A stream of known length, read from any place; who extends it says where its bytes come from."""

import io

__all__ = ["Seekable"]


class Seekable(io.RawIOBase):
    """Read-only. `place` is where the next read begins, never below 0; it may lie after the end.

    Who extends it writes `readinto`: fill the buffer from `place` on, move `place`, and return how
    many bytes came, 0 at the end.
    """

    def __init__(self, size: int) -> None:
        self.size, self.place = size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.place

    def seek(self, place: int, whence: int = 0) -> int:
        self.place = max(0, (0, self.place, self.size)[whence] + place)
        return self.place
