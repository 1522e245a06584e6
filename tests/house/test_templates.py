"""Templates: no style or script inside them, and no words that cannot be translated."""

from __future__ import annotations

import re

import pytest

from tests.house.source import named, templates

INLINE = re.compile(
    r"<style\b|\sstyle\s*=|<script\b(?![^>]*\b(?:src\s*=|type=\"application/json\"))|\son[a-z]+\s*="
    r"|javascript:",
    re.IGNORECASE,
)
TRANSLATED = re.compile(
    r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}|{%\s*comment\b.*?"
    r"{%\s*endcomment\s*%}|{#.*?#}|<!--.*?-->|<script\b.*?</script>",
    re.DOTALL,
)
CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
TAG = re.compile(r"<[^<>]*>", re.DOTALL)
SPOKEN = re.compile(
    r"\b(?:title|aria-label|aria-description|placeholder|alt|label|summary)\s*=\s*\"([^\"]*)\""
)
WORD = re.compile(r"[A-Za-zĂÂÎȘȚăâîșț]{2,}")
# The same in every language: the name of the product, keys of the keyboard, kinds of file.
SAME_EVERYWHERE = {"Punte", "Esc", "Ctrl", "CSV", "nbsp", "middot", "times", "mdash", "ndash"}
# The gallery shows the pieces to builders, with invented data; the clouds have Latin names.
NOT_FOR_TRANSLATION = {"ui/gallery.html", "ui/leave.html"}

LOOSE = re.compile(r'(?<!<div class="table-scroll">)<table class="table table--cards')


def bare_words(template: str) -> list[str]:
    """Words between tags, or in attributes that are read out, that no translation reaches."""
    text = CODE.sub(" ", TRANSLATED.sub(" ", template))
    spoken = " ".join(SPOKEN.findall(text))
    found = WORD.findall(f"{TAG.sub(' ', text)} {spoken}")
    return [word for word in found if word not in SAME_EVERYWHERE]


def test_no_template_has_style_or_script_inside() -> None:
    found = [named(p) for p in templates() if INLINE.search(p.read_text(encoding="utf-8"))]
    assert found == []


def test_a_table_that_turns_to_cards_stands_where_its_width_is_measured() -> None:
    found = [named(p) for p in templates() if LOOSE.search(p.read_text(encoding="utf-8"))]
    assert not found
    assert LOOSE.search('<div class="card"><table class="table table--cards">')


def test_every_word_in_a_template_can_be_translated() -> None:
    seen = [p for p in templates() if not str(p).endswith(tuple(NOT_FOR_TRANSLATION))]
    found = {named(path): bare_words(path.read_text(encoding="utf-8")) for path in seen}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "planted",
    [
        '<p style="color: red">',
        "<script>go()</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        "<style>p {}</style>",
    ],
)
def test_planted_styles_and_scripts_are_found(planted: str) -> None:
    assert INLINE.search(planted)


@pytest.mark.parametrize(
    "harmless",
    ['<script src="{% static "ui/js/keys.js" %}" defer></script>', '<p class="style">{{ on }}</p>'],
)
def test_files_of_script_are_left_alone(harmless: str) -> None:
    assert not INLINE.search(harmless)


def test_planted_bare_words_are_found() -> None:
    assert bare_words('<p>Open {{ name }}</p><img alt="A bridge">') == ["Open", "bridge"]
    assert bare_words('{% translate "Open" %}{% blocktranslate %}Shut{% endblocktranslate %}') == []
