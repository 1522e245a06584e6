"""No letter is printed as a box, and what stands in others says so."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from punte.protection.printing.letters import printable
from punte.protection.printing.paper import Paper
from tests.protection.printing.support import words_of

NAMES = {
    "Nguyễn Thị Ánh Đường": "Nguyễn Thị Ánh Đường",
    "Αθηνά": "Αθηνά",
    "सीता थापा": "sita* thapa*",
    "রহিমা বেগম": "rhima* begm*",
    "فاطمة": "ftmh*",
    "王小明": "WangXiaoMing*",
    "Ana सीता (42)": "Ana sita* (42)",
    "Ion\u200descu": "Ionescu",
    "\ue000": "?*",
}


@pytest.mark.parametrize(("name", "shown"), NAMES.items())
def test_no_name_is_printed_as_boxes(name: str, shown: str) -> None:
    assert printable(name) == shown
    assert printable(shown) == shown


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
