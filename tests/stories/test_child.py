"""A child of unknown age: presumed a child, a guardian, best interests, an age that two decide.

The coordinator works in English, the second person in Russian, an agency outside in Romanian.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from punte.core.access.door import acting_as
from punte.core.agencies.door import Agency
from punte.protection.assistance.door import open_file
from punte.protection.children.instruments import dimensions
from tests.stories.acting import answer, does, finds, follows, join, keeps, reads, refused, said
from tests.stories.conftest import Person, SignIn, Stage, keep_picture
from tests.stories.scene import viewer_of
from tests.stories.test_pages import violations
from tests.support.database import connected_to
from tests.support.persons import make_person

pytestmark = pytest.mark.browser

WISH = "To stay where the brother is, and to go to school."
SECRET = "Exemplescu"


@pytest.fixture(scope="module")
def stage(long_stage: Stage) -> Stage:
    """The long stories share one."""
    return long_stage


@pytest.fixture(scope="module")
def file(stage: Stage, django_db_blocker: Any) -> Iterator[str]:
    """The file of a person whose age nobody knows, and a supervisor of the unit."""
    with django_db_blocker.unblock(), connected_to(stage.database):
        unit = Agency.objects.get(pk=stage.ids["unit"])
        join(stage, "supervisor", unit, "supervisor", [])
        join(stage, "caseworker", unit, "caseworker", [])
        with acting_as(viewer_of(stage, "coordinator")) as by:
            person = make_person(by, age_band="unknown", language="uk")
            row = open_file(by=by, person=person.id, request_key=uuid4())
        yield f"/files/{row.pk}/"


def test_a_child_of_unknown_age(stage: Stage, file: str, sign_in: SignIn) -> None:
    first = sign_in("coordinator", "en")
    second = sign_in("supervisor", "ru")
    outside = sign_in("ngo", "ro")
    caseworker = sign_in("caseworker", "uk")
    presume(first, file)
    appoint(first, file)
    seen = doubt(first, file)
    judge(first, file)
    sign(first, second, caseworker, file)
    decide(first, second, caseworker, seen)
    see_the_path(second, file)
    stay_outside(outside, file, seen)


def presume(first: Person, file: str) -> None:
    """Nobody knows the age: the child path is on, and its clocks run."""
    first.go(f"{file}overview/")
    reads(first, "child path: age not known")
    first.press(f'nav.tabs a[href="{file}child/"]')
    reads(first, "Nobody acts for the child yet.", "Appoint a guardian", "Nobody called in yet.")


def appoint(first: Person, file: str) -> None:
    """A guardian with a sealed name, which opens with a reason and not otherwise."""
    does(
        first,
        f"{file}child/guardian/",
        kind="public",
        role="Guardian of the invented district",
        appointed_by="Invented Court",
        given_name="Inventata",
        family_name=SECRET,
    )
    reads(first, "acts now")
    assert said(first, "Appoint a guardian") not in first.page.inner_text("main")
    assert SECRET not in first.page.content()
    first.page.locator("main [data-opens]", has_text=said(first, "Open the name…")).click()
    first.page.fill("dialog[open] textarea[name=reason]", "To tell them of the first meeting")
    first.send_form("/identity/")
    finds(first, SECRET)


def doubt(first: Person, file: str) -> str:
    """A doubt and two findings with their margins; returns the address of the assessment."""
    does(first, f"{file}child/age/", reason="Says fifteen, the paper says nineteen.")
    reads(first, "Being assessed", "presumed a child")
    follows(first, "/finding/")
    finding = first.path
    values = {"body": "Invented Office", "words": "A range, as always.", "low": "19", "high": "16"}
    refused(first, finding, method="interview", **values)
    refused(first, finding, method="wrist", **{**values, "low": "16", "high": "19"})
    answer(first, method="interview", low="16", high="19")
    first.send()
    finds(first, "16–19")
    return finding.removesuffix("finding/")


def judge(first: Person, file: str) -> None:
    """The best interests, question by question; what is missing is asked for by name."""
    path = f"{file}child/best-interests/"
    refused(first, path, heard="yes", recommendation="care", reasons="She is safe here.")
    needed = [q for part in dimensions() for q in part.questions if q.required]
    assert first.page.locator(".error-summary li").count() == len(needed) + 6
    for question in needed:
        answer(first, **{f"q_{question.key}": "Asked and answered, in the words of the child."})
    answer(first, q_views_said=WISH, r_safety="danger", r_care="good")
    for number, words in enumerate(("Stay with the family here", "Go back home"), 1):
        option = {"option": words, "good": "Near the brother", "bad": "Far from the mother"}
        answer(first, **{f"{name}_{number}": text for name, text in option.items()})
    first.send()
    assert first.path == f"{file}child/"
    reads(first, "waits for a second person", "Alternative care here")


def sign(first: Person, second: Person, caseworker: Person, file: str) -> None:
    """Not by who wrote it, nor by who may not; the second person reads it and signs."""
    follows(first, "/best-interests/0")
    path = first.path
    assert first.page.locator(f'a[href="{path}sign/"]').count() == 0
    assert send_anyway(first, f"{path}sign/", agrees="yes") == 403
    assert caseworker.go(f"{path}sign/") == 403
    second.go(path)
    finds(second, WISH)
    keep_picture(second, "best-interests")
    assert violations(second.page) == []
    follows(second, "/sign/")
    answer(second, agrees="yes")
    second.send()
    reads(second, "signed by two")


def decide(first: Person, second: Person, caseworker: Person, age: str) -> None:
    """The doubt that is left speaks for the child; two people say so, not one twice."""
    ground = "The interview leaves sixteen to nineteen years."
    refused(first, f"{age}propose/", band="adult", ground=ground)
    keeps(first, ground=ground)
    answer(first, band="child")
    first.send()
    reads(first, "Waits for a second person")
    assert send_anyway(first, f"{age}answer/", agrees="yes") == 403
    assert caseworker.go(f"{age}answer/") == 403
    does(second, f"{age}answer/", agrees="yes")
    reads(second, "Decided", "Decided by")


def send_anyway(person: Person, path: str, **values: str) -> int:
    """Send a form that its sender may see but not send; returns the status."""
    person.go(path)
    answer(person, **values)
    with person.page.expect_response(lambda one: one.request.method == "POST") as found:
        person.send()
    return found.value.status


def see_the_path(second: Person, file: str) -> None:
    """What was open is done; school is what comes next."""
    does(second, f"{file}child/school/", level="lower", attendance="regular")
    reads(second, "Age known", "Guardian acts", "Signed by a second person", "child path")
    assert said(second, "child path: age not known") not in second.page.inner_text("main")
    keep_picture(second, "child")
    assert violations(second.page) == []
    second.page.set_viewport_size({"width": 390, "height": 844})
    keep_picture(second, "child-phone")
    assert second.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def stay_outside(outside: Person, file: str, age: str) -> None:
    """To another agency there is no such file, nor anything that hangs on it."""
    for path in (f"{file}overview/", f"{file}child/", f"{file}child/guardian/", f"{age}propose/"):
        assert outside.go(path) == 404
    assert SECRET not in outside.page.content()
