"""No message is missing, fuzzy, unused or without one of its places, in any language."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("messages", ROOT / "tools" / "messages.py")
assert spec is not None
assert spec.loader is not None
messages = importlib.util.module_from_spec(spec)
sys.modules["messages"] = messages
spec.loader.exec_module(messages)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    assert messages.faults(language, messages.gather()) == []


def test_the_gatherer_reads_python_and_templates(tmp_path: Path) -> None:
    source = tmp_path / "a.py"
    source.write_text('_("One")\nngettext("%(n)d man", "%(n)d men", n)\npgettext("tree", "Pine")')
    page = tmp_path / "a.html"
    page.write_text(
        '{% translate "Two" %}{% chip _("Three") %}{% blocktranslate trimmed count n=n %}'
        "{{ n }} day{% plural %}{{ n }}\n days{% endblocktranslate %}"
    )
    Message = messages.Message  # noqa: N806
    assert set(messages.from_python(source)) == {
        Message("One"),
        Message("%(n)d man", "%(n)d men"),
        Message("Pine", context="tree"),
    }
    assert set(messages.from_template(page)) == {
        Message("Two"),
        Message("Three"),
        Message("%(n)s day", "%(n)s days"),
    }


def test_a_missing_and_a_broken_translation_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    import polib

    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Hello %(name)s", msgstr="Salut"))
    catalogue.append(polib.POEntry(msgid="Old", msgstr="Vechi"))
    monkeypatch.setattr(messages, "load", lambda language: catalogue)
    wanted = {messages.Message("Hello %(name)s"), messages.Message("New")}
    assert messages.faults("ro", wanted) == [
        "ro: not in the catalogue: 'New'",
        "ro: no longer used: 'Old'",
        "ro: lost a place of the source: 'Hello %(name)s'",
    ]
