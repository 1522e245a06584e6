"""No letter is printed as a box, and what stands in others says so."""

from __future__ import annotations

import unicodedata

import pytest
from django.utils.translation import override

from punte.ui.paper.letters import printable
from punte.ui.paper.sheet import Paper
from tests.protection.printing.support import words_of
from tests.support.papers import words_on

NAMES = {
    "Nguyễn Thị Ánh Đường": "Nguyễn Thị Ánh Đường",
    "Αθηνά": "Αθηνά",
    "王小明": "WangXiaoMing*",
    "Ana 小明 (42)": "Ana XiaoMing* (42)",
    "فاطمة王": "فاطمةWang*",
    "Ion\u200descu\x07": "Ionescu",
    "\ue000": "?*",
    # A number does not run before the name that it follows.
    "Ana عمر (42)": "Ana عمر\u200e (42)",
    "عمر (42)": "عمر (42)",
}
# Names whose letters join, stand above each other or change places.
SHAPED = {
    "Arabic": "فاطمة الزهراء",
    "Urdu": "ٹوبہ گھر",
    "Persian": "می‌گلناز",
    "Nepali": "लक्ष्मी श्रेष्ठ",
    "Bengali": "রহিমা স্ত্রী",
    "Sinhala": "ශ්‍රී මෛත්‍රීපාල",
    "Tamil": "லக்ஷ்மி",
    "Punjabi": "ਪ੍ਰੀਤ ਸਿੰਘ",
    "Thai": "ญี่ปุ่น",
    "Hebrew": "שלום",
    "Georgian": "ნინო",
    "Armenian": "Անահիտ",
}


@pytest.mark.parametrize(("name", "shown"), NAMES.items())
def test_no_name_is_printed_as_boxes(name: str, shown: str) -> None:
    assert printable(name) == shown
    assert printable(shown) == shown


def paper_of(**words: str) -> bytes:
    paper = Paper(title="T", code="", foot="", mark="", language="ro")
    for label, value in words.items():
        paper.field(label, value)
    return paper.as_bytes()


@pytest.mark.parametrize("name", SHAPED.values(), ids=SHAPED)
def test_a_name_is_printed_in_its_own_script_and_read_back(name: str) -> None:
    assert printable(name) == name
    said = words_on(paper_of(Nume=name)).replace(" ", "")
    # Glyphs stand as they are seen, from left to right; each means its letters.
    wanted = name.replace(" ", "")
    if unicodedata.bidirectional(name[0]) in {"R", "AL"}:
        wanted = wanted[::-1]
    assert wanted in said


def test_letters_are_joined_by_their_neighbours() -> None:
    """The glyphs of a word are not those of its letters apart."""
    assert glyphs("فاطمة") != glyphs("ف ا ط م ة")
    assert glyphs("श्रेष्ठ") != glyphs("श ् र े ष ठ")
    assert glyphs("Popescu") == glyphs("P o p e s c u")


def glyphs(text: str) -> set[int]:
    paper = Paper(title="", code="", foot="", mark="", language="ro")
    paper.field("", text)
    paper.as_bytes()
    return {
        glyph.glyph_id
        for name, font in paper.fonts.items()
        if name != "source sans 3B"
        for glyph, _place in font.subset.items()
        if glyph.unicode != (0x20,)
    }


def test_latin_and_cyrillic_are_not_shaped_which_takes_time() -> None:
    paper = Paper(title="T", code="", foot="", mark="", language="ro")
    paper.field("Nume", "فاطمة")
    assert paper.text_shaping
    paper.field("Nume", "Ștefan Ион Αθηνά")
    assert not paper.text_shaping
    paper.as_bytes()
    assert sorted(paper.fonts) == ["noto-sans-arabic", "source sans 3", "source sans 3B"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_in_its_own_script_says_so_on_the_paper(
    name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    said = words_of(monkeypatch)
    with override("ro"):
        paper = Paper(title="T", code="", foot=name, mark=name, language="ro")
        paper.field("Nume", name)
        paper.grid([name], [[name], ["x"]])
        paper.boxes(name, [(name, True)])
        assert paper.as_bytes().startswith(b"%PDF-")
    told = any(words.startswith("* ") and "litere latine" in words for words in said)
    assert told is ("*" in NAMES[name])
    # The library warns of each letter that it has no picture of.
    assert "missing" not in caplog.text
