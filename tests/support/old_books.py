"""Spreadsheets of before 2007, made byte by byte: no program at hand writes them."""

from __future__ import annotations

from struct import pack

SECTOR = 512
Cell = str | float


def container(name: str, stream: bytes) -> bytes:
    """A compound file with one stream of this name."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    sectors = len(stream) // SECTOR
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table = b"".join(pack("<I", at) for at in chain).ljust(SECTOR, b"\xff")
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6) + pack(
        "<9I", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0
    )
    head += pack("<I", 0) + b"\xff" * (SECTOR - len(head) - 4)
    parts = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + _entry(name, 2, 0xFFFFFFFF, 2, len(stream))
    return head + table + parts.ljust(SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    about = wide.ljust(64, b"\0") + pack("<HBB", len(wide), kind, 1)
    none = 0xFFFFFFFF
    return about + pack("<3I", none, none, child) + bytes(36) + pack("<IQ", start, size)


def old_book(rows: list[list[Cell]], *, locked: bool = False) -> bytes:
    """One sheet named Calls, in BIFF8."""
    begin = _record(0x809, pack("<4HII", 0x600, 5, 0, 0, 0, 6))
    begin += _record(0x2F, pack("<HHH", 0, 1, 1)) if locked else b""
    sheet = _record(0x809, pack("<4HII", 0x600, 0x10, 0, 0, 0, 6))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            at = pack("<3H", row, column, 0)
            if isinstance(cell, str):
                text = pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
                sheet += _record(0x204, at + text)
            else:
                sheet += _record(0x203, at + pack("<d", cell))
    name = b"Calls"
    place = len(begin) + 4 + 8 + len(name) + 4
    names = _record(0x85, pack("<IBBBB", place, 0, 0, len(name), 0) + name)
    return container("Workbook", begin + names + _record(0x0A) + sheet + _record(0x0A))


def _record(kind: int, body: bytes = b"") -> bytes:
    return pack("<HH", kind, len(body)) + body
