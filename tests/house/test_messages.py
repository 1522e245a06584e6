"""No message is missing, fuzzy, unused or without one of its places, in any language."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import HOUSE, named, python_files, tree

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


def test_no_word_is_chosen_before_a_language_is(tmp_path: Path) -> None:
    """Outside functions only lazy words: others would stay English for every reader."""
    early = tmp_path / "a.py"
    early.write_text(f"{GETTEXT}\nA = {{1: _('One')}}\nB = lambda: _('Two')")
    assert spoken_early(early) == ["_('One')"]
    files = [path for path in python_files() if HOUSE in path.parents]
    assert {named(path): words for path in files if (words := spoken_early(path))} == {}


GETTEXT = "from django.utils.translation import gettext as _"
NOW = {"gettext", "pgettext", "ngettext", "npgettext"}


def spoken_early(path: Path) -> list[str]:
    """The calls of gettext and its kin that run as the module is loaded."""
    module = tree(path)
    names = {
        alias.asname or alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in NOW
    }
    return [
        ast.unparse(node)
        for node in outside_functions(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    ]


def outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from outside_functions(child)


def test_gettext_is_called_by_names_that_the_gatherer_knows() -> None:
    """A function imported under another name would leave its texts in English for everybody."""
    known = messages.PLAIN | messages.PLURAL | messages.CONTEXT
    for path in (ROOT / "src" / "punte").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for line in re.findall(r"^from django\.utils\.translation import .* as (\w+)$", text, re.M):
            assert line in known, f"{path.name}: {line}"


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
