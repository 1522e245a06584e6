"""What no file of the project may say: where it was made, or whom an address is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.house.source import ROOT, named, ours, text_files

# Folders of somebody's machine; the launcher may name the system's own.
PLACES = re.compile(r"(?<![\w./{}<-])/(?:home|root|work|Users)/[\w.]")
# Packages come from where each reader's own tools look for them.
SOURCES = re.compile(
    r"https?://[^/\s\"'`]*(?:pypi|pythonhosted|registry|npmjs|conda)|--(?:extra-)?index[-]url"
    r"|--find[-]links|--trusted[-]host"
)
# What would put a person into an address, and so into logs and histories.
PERSONAL = {
    *("surname", "first_name", "last_name", "full_name", "birth", "birthday", "born", "phone"),
    *("mail", "email", "document", "passport", "idnp", "cnp", "address", "query"),
}
# A parameter of these kinds takes any text, and so a name; keys and fixed words have their own.
FREE_TEXT = {"", "str", "path"}
# Random, and signed by Punte itself.
HARMLESS = {"token"}


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, here)
        else:
            yield here


def personal_parts(route: str) -> set[str]:
    """Parameters of a route that look like personal data, or could hold any."""
    parts = re.findall(r"<(?:(\w+):)?(\w+)>", route)
    return {
        part
        for kind, part in parts
        if part in PERSONAL or (kind in FREE_TEXT and part not in HARMLESS)
    }


def saying(pattern: re.Pattern[str]) -> list[str]:
    return [named(p) for p in text_files() if pattern.search(p.read_text(encoding="utf-8"))]


def test_no_file_names_a_place_on_somebody_s_machine() -> None:
    assert saying(PLACES) == []


def test_no_file_says_where_packages_come_from() -> None:
    assert saying(SOURCES) == []


def test_no_address_has_a_place_for_personal_data() -> None:
    found = list(routes(get_resolver().url_patterns))
    assert found
    assert [route for route in found if personal_parts(route)] == []


@pytest.mark.parametrize("planted", ["see /" + "home/ana/punte", 'open("/' + 'root/x")'])
def test_planted_places_are_found(planted: str) -> None:
    assert PLACES.search(planted)


@pytest.mark.parametrize("planted", ["https://" + "registry.example/x", "--index" + "-url x"])
def test_planted_sources_are_found(planted: str) -> None:
    assert SOURCES.search(planted)


def test_a_planted_personal_address_is_found() -> None:
    assert personal_parts("persons/<slug:surname>/<uuid:id>/") == {"surname"}
    assert personal_parts("persons/<str:who>/") == {"who"}


def test_vendored_files_are_marked_as_others_work() -> None:
    marks = (ROOT / ".gitattributes").read_text()
    assert "src/punte/ui/static/vendor/** linguist-vendored" in marks


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = []
    for path in ours(ROOT):
        if path.suffix != ".md":
            continue
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            if not (path.parent / link).exists():
                broken.append(f"{named(path)}: {link}")
    assert broken == []


def test_decisions_are_numbered_once_and_say_why() -> None:
    decisions = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [path.name[:4] for path in decisions]
    assert len(set(numbers)) == len(numbers)
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. "), named(path)
        parts = re.findall(r"^## (\w+)", text, re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences"], named(path)
