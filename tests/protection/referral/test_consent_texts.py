"""A published consent text is what the next person agrees to; old consents keep their words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.protection.configuration.actions.editions import begin_draft, publish_draft
from punte.protection.configuration.door import LANGUAGES
from punte.protection.referral.consent_texts import PIECE, delivered
from punte.protection.referral.models import Consent, ConsentText
from punte.protection.referral.queries.consent import current_text, current_texts
from tests.protection.configuration.support import published, two_editors
from tests.support.persons import make_consent, make_person
from tests.support.signs import client_of
from tests.support.worlds import World


def text(title: str, **bodies: str) -> dict[str, Any]:
    words = dict.fromkeys(LANGUAGES, title)
    return {"titles": words, "bodies": bodies or {code: f"{title} ({code})" for code in LANGUAGES}}


def test_what_is_delivered_stands_in_four_languages(world: World) -> None:
    assert set(delivered()["bodies"]) == set(LANGUAGES)
    for code in LANGUAGES:
        row = current_text(code)
        assert row is not None
        assert row.version == 1
        assert row.body == delivered()["bodies"][code]


def test_a_published_text_is_asked_from_its_day_in_four_languages(world: World) -> None:
    published(two_editors(world), "text", PIECE, text("We share less"))
    for code in LANGUAGES:
        [row] = current_texts(code)
        assert (row.key, row.version, row.body) == ("sharing", 2, f"We share less ({code})")
    with acting_as(world.coordinator) as by:
        person = make_person(by)
    page = client_of(world.coordinator).get(reverse("protection:consent_new", args=[person.id]))
    assert b"We share less (ro)" in page.content
    assert delivered()["bodies"]["en"][:40] not in page.content.decode()


def test_a_text_for_a_later_day_waits(world: World) -> None:
    pair = two_editors(world)
    with acting_as(pair[0]) as by:
        draft = begin_draft(by=by, kind="text", key=PIECE, content=text("Next month"))
    later = timezone.localdate() + timedelta(days=30)
    with acting_as(pair[1]) as by:
        publish_draft(by=by, edition=draft.id, revision=draft.revision, valid_from=later)
    assert ConsentText.objects.filter(version=2).count() == 4
    row = current_text("uk")
    assert row is not None
    assert row.version == 1


def test_old_consents_keep_their_words(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        old = make_consent(by, person, world.ngo)
    published(two_editors(world), "text", PIECE, text("We share less"))
    values = {
        "once": str(uuid4()), "recipient": world.ngo.id, "purpose": "help", "language": "ru",
        "form": "signed", "giver": "person",
        "expires_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
    }  # fmt: skip
    url = reverse("protection:consent_new", args=[person.id])
    answer = client_of(world.coordinator).post(url, values)
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(world.coordinator):
        new = Consent.objects.exclude(pk=old.pk).select_related("text").get()
        kept = Consent.objects.select_related("text").get(pk=old.pk)
    assert (new.text.version, new.text.language) == (2, "ru")
    assert (kept.text.version, kept.text.body) == (1, delivered()["bodies"]["ro"])
