"""A person asks who has seen their data, and holds the answer in Ukrainian.

A coordinator who reads English prints the copy from the file, after an NGO's desk has read what
was shared; an officer tries the same address and is refused; oversight sees the printing.
"""

from __future__ import annotations

import base64
from typing import Any

import pytest
from django.utils.translation import gettext, override

from punte.core.access.door import acting_as
from punte.core.agencies.door import Desk
from punte.core.vault.door import keep_identity
from punte.protection.persons.door import Person as Helped
from tests.stories.conftest import Person, SignIn, Stage, keep_picture
from tests.stories.scene import viewer_of
from tests.support.database import connected_to
from tests.support.files import make_file
from tests.support.papers import words_on
from tests.support.persons import make_consent, make_person, make_sent

pytestmark = pytest.mark.browser

NAMES = ("Зразкіна", "Пробенко")
REASON = "She asked at the counter; known to us since June"
# As a browser sends the form itself; what it answers is kept to be read.
SENT = """async () => {
  const form = document.querySelector('main form.form');
  const answer = await fetch(form.action, {method: 'POST', body: new FormData(form)});
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return {type: answer.headers.get('content-type'), kept: answer.headers.get('cache-control'),
          body: btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(''))};
}"""


@pytest.fixture(scope="module")
def stage(long_stage: Stage) -> Stage:
    """The long stories share one."""
    return long_stage


@pytest.fixture
def helped(stage: Stage, django_db_blocker: Any) -> dict[str, str]:
    """Somebody whose file stands open, and whom the NGO's desk was asked to take."""
    with django_db_blocker.unblock(), connected_to(stage.database):
        desk = Desk.objects.get(pk=stage.ids["desk"])
        with acting_as(viewer_of(stage, "coordinator")) as by:
            person: Helped = make_person(by, language="uk")
            values = dict(zip(("given_name", "family_name"), NAMES, strict=True))
            keep_identity(by=by, subject=person.id, owner=person.owner, audiences=[], values=values)
            make_consent(by, person, desk.agency)
            referral = make_sent(by, person, desk)
            file = make_file(by, person)
        return {
            "person": str(person.id),
            "file": f"/files/{file.id}/overview/",
            "copy": f"/persons/{person.id}/copy/",
            "referral": f"/referrals/{referral.id}/",
            "desk": desk.agency.name,
            "unit": file.agency.name,
        }


def test_a_person_is_told_who_has_seen_their_data(helped: dict[str, str], sign_in: SignIn) -> None:
    assert sign_in("ngo", "uk").go(helped["referral"]) == 200
    words = print_copy(sign_in("coordinator", "en"), helped)
    assert_it_tells(words, helped)
    refuse(sign_in("officer", "ru"), helped)
    oversee(sign_in("overseer", "en"), helped)


def print_copy(coordinator: Person, helped: dict[str, str]) -> str:
    """From the file's own pages to the paper; returns what stands on it."""
    page = coordinator.page
    coordinator.go(helped["file"])
    coordinator.press('nav.tabs a[href$="/print/"]')
    coordinator.press(f'main a[href="{helped["copy"]}"]')
    assert page.locator('select[name="language"]').input_value() == "uk"
    keep_picture(coordinator, "own-copy")
    coordinator.send()  # nothing is printed without a reason
    assert page.locator(".error-summary").count() == 1
    page.fill('textarea[name="reason"]', REASON)
    answer = page.evaluate(SENT)
    assert answer["type"] == "application/pdf"
    assert "no-store" in answer["kept"]
    assert not any(name in page.title() + page.url for name in NAMES)
    return words_on(base64.b64decode(answer["body"]))


def assert_it_tells(words: str, helped: dict[str, str]) -> None:
    """In Ukrainian: what is held, to whom it is open, and every reading with its agency."""
    assert all(name in words for name in NAMES)
    for said in ("Who has seen it", "What you agreed to", "Decisions about you"):
        assert in_ukrainian(said) in words
        assert in_ukrainian(said) != said
    readings = words.partition(in_ukrainian("Who has seen it"))[2]
    assert helped["desk"] in readings
    assert helped["unit"] in readings
    assert in_ukrainian("Own copy printed") in readings


def in_ukrainian(words: str) -> str:
    with override("uk"):
        return gettext(words)


def refuse(officer: Person, helped: dict[str, str]) -> None:
    """A page that says so in Russian, and names nobody."""
    assert officer.go(helped["copy"]) == 403
    assert officer.page.locator("h1").count() == 1
    assert not any(name in officer.page.content() for name in NAMES)


def oversee(overseer: Person, helped: dict[str, str]) -> None:
    """The printing and the refused try stand in the report, with the reason given."""
    assert overseer.go(f"/oversight/person/{helped['person']}/readings/") == 200
    report = overseer.page.locator("main").inner_text()
    assert "Own copy printed" in report
    assert REASON in report
    assert not any(name in report for name in NAMES)
    keep_picture(overseer, "own-copy-readings")
