"""The office's own words on paper: in force, looked at before, and taken along."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.protection.configuration.actions.bundles import export_bundle
from punte.protection.configuration.actions.editions import begin_draft, publish_draft
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
    texts = [piece for piece in pieces if piece["kind"] == "text"]
    assert [piece["key"] for piece in texts] == ["print_f10", "print_f9"]
    assert texts[0]["content"]["bodies"] == {"en": "Two agencies sign."}


def test_an_agency_s_own_words_stand_on_its_papers_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair, own = two_editors(world), f"print_heading-{world.ngo.pk}"
    published(pair, "text", "print_heading", note("Of the whole node"))
    with acting_as(world.caseworker) as by:
        assert sheet_of(by, "en").heading == "Of the whole node"
    with acting_as(pair[0]) as by:
        draft = begin_draft(by=by, kind="text", key=own, content=note("Of the house"))
    # Looked at first, on that agency's paper.
    said = words_of(monkeypatch)
    preview = reverse("protection:print_preview", args=[draft.id])
    assert client_of(pair[0]).get(f"{preview}?language=en").content.startswith(b"%PDF-")
    assert {"Of the house", world.ngo.name} <= set(said)
    with acting_as(pair[1]) as by:
        publish_draft(by=by, edition=draft.id, revision=1, valid_from=timezone.localdate())
        assert f"text/{own}" not in {
            f"{piece['kind']}/{piece['key']}" for piece in unpack(export_bundle(by=by))["pieces"]
        }
    with acting_as(world.caseworker) as by:
        assert (sheet_of(by, "en").heading, sheet_of(by, "en").version) == ("Of the house", "a1.0")
    with acting_as(world.coordinator) as by:
        assert sheet_of(by, "en").heading == "Of the whole node"
    # Empty again, the node's words come back.
    published(pair, "text", own, note(""))
    with acting_as(world.caseworker) as by:
        assert sheet_of(by, "en").heading == "Of the whole node"


def test_whose_own_words_is_chosen_on_a_page(world: World) -> None:
    client, agency = client_of(viewer(world.unit, "administrator")), world.ngo
    home = "/configuration/of/text/print_footer/"
    assert f"{home}own/" in client.get(home).content.decode()
    assert client.get(f"{home}own/").status_code == 200
    answer = client.post(f"{home}own/", {"agency": agency.pk})
    mine = f"/configuration/of/text/print_footer-{agency.pk}/"
    assert answer["Location"] == mine
    page = client.get(mine).content.decode()
    assert agency.name in page
    assert "/own/" not in page
    assert client.post(mine).status_code == 302
    assert client.get("/configuration/").status_code == 200
    assert client.post(f"{home}own/", {"agency": "9" * 30}).status_code in (200, 422)
    for strange in ("print_footer-999999999", "print_footer-0", "consent-1", "print_footer-07"):
        assert client.get(f"/configuration/of/text/{strange}/").status_code == 404
    assert client.get("/configuration/of/list/refusal_reason/own/").status_code == 404
    assert client_of(world.supervisor).get(f"{home}own/").status_code == 403
