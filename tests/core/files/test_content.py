"""What a file is comes from its bytes, whatever its name says."""

from __future__ import annotations

import struct
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.core.errors import Invalid
from punte.core.files.content import MAGIC, OFFICE, UNKNOWN, Watcher
from punte.core.files.rules import checked_name
from tests.core.files.support import office, zipped

ODT = b"application/vnd.oasis.opendocument.text"
WORD, SHEET = OFFICE.values()


def kind_of(content: bytes, step: int = 7) -> str:
    watcher = Watcher()
    for start in range(0, len(content), step):
        watcher.update(content[start : start + step])
    return watcher.content_type()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.4\n...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"GIF89a\x01\x00", "image/gif"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"OggS\x00\x02", "audio/ogg"),
        (b"ID3\x04\x00\x00", "audio/mpeg"),
        (b"\xff\xfb\x90\x64\x00", "audio/mpeg"),
        (b"\x00\x00\x00\x20ftypisom\x00", "video/mp4"),
        (b"\x00\x00\x00\x20ftypM4A \x00", "audio/mp4"),
        (office("word/document.xml"), WORD),
        (office("xl/workbook.xml"), SHEET),
        (zipped(mimetype=ODT, content_dot_xml=b"<x/>"), ODT.decode()),
        ("Bună ziua, привіт\r\n".encode(), "text/plain; charset=utf-8"),
        (b"<html><script>alert(1)</script>", "text/plain; charset=utf-8"),
        (b"MZ\x90\x00\x03", UNKNOWN),
        (b"\x7fELF\x02\x01", UNKNOWN),
        (office("ppt/presentation.xml"), UNKNOWN),
        (zipped(readme=b"a plain zip"), UNKNOWN),
        (b"PK\x03\x04 and then nothing of a zip", UNKNOWN),
        (b"text with a NUL\x00", UNKNOWN),
        ("cut in the middle of ș".encode()[:-1], UNKNOWN),
        ("Ангел".encode("cp1251"), UNKNOWN),
        (b"RIFF\x24\x00\x00\x00AVI ", UNKNOWN),
        (b"\xff\xfb\xff\xff", UNKNOWN),
    ],
)
def test_a_kind_is_told_from_content(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind
    assert kind_of(content, step=10**6) == kind


def test_every_kind_of_the_table_is_tested() -> None:
    assert len(MAGIC) == 10


def test_a_zip_bomb_is_looked_at_and_never_unpacked() -> None:
    bomb = zipped(word__document_dot_xml=bytes(100 * 2**20), a=b"")
    tracemalloc.start()
    try:
        assert kind_of(bomb, step=65_536) == UNKNOWN
        assert tracemalloc.get_traced_memory()[1] < 4 * 2**20
    finally:
        tracemalloc.stop()


def test_a_list_of_entries_that_lies_about_its_size_is_unknown() -> None:
    content = bytearray(office("word/document.xml"))
    end = content.rfind(b"PK\x05\x06")
    struct.pack_into("<L", content, end + 12, 2**32 - 2)
    assert kind_of(bytes(content)) == UNKNOWN


@given(st.binary(max_size=2000))
def test_any_bytes_have_some_kind(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"PK\x03\x04" + bytes(26) + b"mimetype"):
        assert "/" in kind_of(start + content, step=100)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("raport final.pdf", "raport final.pdf"),
        ("C:\\Users\\someone\\paper.pdf", "paper.pdf"),
        ("../../etc/passwd", "passwd"),
        ("  заява №1.docx ", "заява №1.docx"),
    ],
)
def test_a_name_is_its_last_part(name: str, kept: str) -> None:
    assert checked_name(name) == kept


@pytest.mark.parametrize(
    "name", ["", " ", "a/", "..", "a\x00.pdf", "a\n.pdf", "x" * 201, "\ud800", "a\u202efdp.exe"]
)
def test_a_name_that_no_file_should_have_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        checked_name(name)
