"""The office's own words on paper: in force, looked at before, and taken along."""

from __future__ import annotations

import pytest
from django.urls import reverse

from punte.core.access.door import acting_as
from punte.protection.configuration.actions.bundles import export_bundle
from punte.protection.configuration.actions.editions import begin_draft
from punte.protection.configuration.bundle import unpack
from punte.protection.printing.words import sheet_of
from tests.protection.configuration.support import published, two_editors
from tests.protection.printing.support import words_of
from tests.support.signs import client_of
from tests.support.worlds import World, viewer


def note(body: str, **bodies: str) -> dict[str, dict[str, str]]:
    return {"titles": {}, "bodies": {"en": body, **bodies}}


def test_the_office_s_own_words_are_printed_in_the_language_of_the_paper(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, client = words_of(monkeypatch), client_of(world.coordinator)

    def printed(language: str, key: str = "referral") -> list[str]:
        said.clear()
        url = reverse("protection:empty_form", args=[key])
        assert client.get(f"{url}?language={language}").content.startswith(b"%PDF-")
        return list(said)

    # As delivered: whose paper it is, the heading, the note on this form, the footer.
    first = printed("ro")
    assert world.unit.name in first
    assert any(words.startswith("Mecanismul național") for words in first)
    assert any(words.startswith("Vă rugăm să primiți") for words in first)
    assert any(words.startswith("Confidențial. Cine găsește") for words in first)
    pair = two_editors(world)
    published(pair, "text", "print_heading", note("Invented office", ro="Birou inventat"))
    published(pair, "text", "print_f6", note("Answer within two days.", uk="За два дні."))
    assert {"Birou inventat", "Answer within two days."} <= set(printed("ro"))
    assert {"Invented office", "За два дні."} <= set(printed("uk"))
    assert "Answer within two days." not in printed("ro", key="exit")
    # The versions of heading, footer and note stand at the foot.
    with acting_as(world.coordinator) as by:
        assert sheet_of(by, "en", "F6").version == "1.0.1"


def test_a_draft_is_looked_at_on_paper_before_it_is_published(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, author = words_of(monkeypatch), viewer(world.unit, "administrator")
    with acting_as(author) as by:
        draft = begin_draft(
            by=by, kind="text", key="print_f9", content=note("Tell the police.", ru="Полиция.")
        )
        strange = begin_draft(by=by, kind="list", key="refusal_reason")
    client = client_of(author)
    preview = reverse("protection:print_preview", args=[draft.id])
    assert f"{preview}?language=ru" in client.get(draft.get_absolute_url()).content.decode()
    assert client.get(f"{preview}?language=ru").content.startswith(b"%PDF-")
    assert "Полиция." in said
    said.clear()
    # Others do not see it, and nothing is printed with it until it is published.
    assert client_of(world.coordinator).get(preview).status_code == 403
    url = reverse("protection:empty_form", args=["incident"])
    assert client_of(world.coordinator).get(url).status_code == 200
    assert "Tell the police." not in said
    other = reverse("protection:print_preview", args=[strange.id])
    assert client.get(other).status_code == 404


def test_the_words_on_paper_go_along_in_the_file(world: World) -> None:
    pair = two_editors(world)
    published(pair, "text", "print_f9", note(""))
    published(pair, "text", "print_f10", note("Two agencies sign."))
    with acting_as(pair[0]) as by:
        pieces = unpack(export_bundle(by=by))["pieces"]
    assert [piece["key"] for piece in pieces] == ["print_f10", "print_f9"]
    assert pieces[0]["content"]["bodies"] == {"en": "Two agencies sign."}
