"""What the people of the stories do again and again: read, answer, and let time pass."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import F
from django.utils import translation
from django.utils.functional import Promise

from punte.core.access.door import Viewer
from punte.core.agencies.door import Agency, Desk, Membership
from punte.core.deadlines.door import Clock
from punte.protection.assistance.models import AssistanceFile, Closure, FollowUp, FollowUpTry
from punte.protection.persons.models import Person as Helped
from punte.protection.referral.models import Referral
from punte.protection.referral.models.words import ConsentGiver
from tests.stories.conftest import PASSWORD, Person, Stage
from tests.support.database import connected_to
from tests.support.persons import make_consent, make_sent
from tests.support.server import give_password
from tests.support.worlds import member


def join(stage: Stage, name: str, agency: Agency, role: str, desks: list[Desk]) -> Membership:
    """One more invented colleague who can sign in; call it connected to the stage."""
    membership = member(agency, role, desks)
    give_password(membership.account, PASSWORD)
    stage.emails[name] = membership.account.email
    return membership


def refer(by: Viewer, person: Helped, desk: Desk, service: str, **values: Any) -> Referral:
    """A consent, a guardian's for whoever may be a child, and a referral that has come."""
    child = person.child_path
    who = {"giver": ConsentGiver.GUARDIAN, "guardian_role": "mother"} if child else {}
    make_consent(by, person, desk.agency, **who)
    return make_sent(by, person, desk, service=service, **values)


def said(person: Person, text: str | Promise) -> str:
    """A message of Punte in the language that the person reads; a label that has a context too."""
    with translation.override(reading(person)):
        return str(text) if isinstance(text, Promise) else translation.gettext(text)


def called(person: Person, file: AssistanceFile) -> str:
    """The pseudonym as this person reads and types it: its plant has a name in each language."""
    with translation.override(reading(person)):
        return str(file)


def reading(person: Person) -> str:
    """The language of the page that is open."""
    return person.page.locator("html").get_attribute("lang") or ""


def shown(person: Person) -> str:
    """What stands on the page that is open, in small letters and on one line."""
    return " ".join(person.page.inner_text("main").split()).casefold()


def reads(person: Person, *texts: str | Promise) -> None:
    """These messages stand on the page, in the person's language."""
    page = shown(person)
    for text in texts:
        assert said(person, text).casefold() in page, f"{text!r} is not in: {page[:1500]}"


def finds(person: Person, *words: str) -> None:
    """These words stand on the page just so: they were typed, not translated."""
    page = shown(person)
    for word in words:
        assert word.casefold() in page, f"{word!r} is not in: {page[:1500]}"


def keeps(person: Person, **values: str) -> None:
    """What was typed into these fields still stands in them."""
    for name, value in values.items():
        assert person.page.input_value(f'main form [name="{name}"]') == value


def answer(person: Person, **values: str) -> None:
    """Fill in fields of the page's form, whatever they are; `__` in a name is a hyphen."""
    for key, value in values.items():
        name = key.replace("__", "-")
        fields = person.page.locator(f'main form [name="{name}"]')
        kind = fields.first.evaluate("field => field.type")
        if kind in {"radio", "checkbox"}:
            person.choose(name, value)
        elif kind == "select-one":
            fields.first.select_option(value)
        else:
            fields.first.fill(value)


def does(person: Person, path: str, **values: str) -> None:
    """Open a form, fill it in and send it; it must lead on to another page."""
    assert person.go(path) == 200, path
    answer(person, **values)
    person.send()
    assert person.path != path, shown(person)[:1500]


def refused(person: Person, path: str, **values: str) -> None:
    """Open a form, fill it in and send it: the same page says why not, and keeps the words."""
    assert person.go(path) == 200, path
    answer(person, **values)
    person.send()
    assert person.path == path
    assert person.page.locator(".error-summary").is_visible()


def follows(person: Person, address: str) -> None:
    """Click the first link of the page whose address begins or ends like this."""
    person.press(f'main a[href^="{address}"], main a[href$="{address}"]')


def opens_file(person: Person, address: str) -> str:
    """Open the assistance file from the page of a person or a referral; returns its address."""
    person.go(address)
    person.send_form(f"{address}file/")
    assert person.path.startswith("/files/"), person.path
    return person.path.removesuffix("overview/")


def time_passes(stage: Stage, file: str, days: int) -> None:
    """Let so many days go by for a file that is closed: its dates move back, as the owner."""
    back, number = timedelta(days=days), file.strip("/").split("/")[-1]
    with connected_to(stage.database, role=None):
        later = FollowUp.objects.filter(file_id=number)
        Clock.objects.filter(about_id__in=list(later.values_list("id", flat=True))).update(
            started_at=F("started_at") - back, due_at=F("due_at") - back
        )
        later.update(due_on=F("due_on") - back)
        Closure.objects.filter(file_id=number).update(at=F("at") - back)
        FollowUpTry.objects.filter(file_id=number).update(at=F("at") - back)
        AssistanceFile.objects.filter(id=number).update(
            opened_at=F("opened_at") - back, closed_at=F("closed_at") - back
        )
