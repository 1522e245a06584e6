"""A mother and two children, rescued together, are helped by three agencies for a year.

The coordination unit works in Russian, an organisation in the other country in Romanian, legal
aid in Ukrainian. Each keeps a file of its own, sees no other's, and asks after a year once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import F
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.agencies.door import Desk
from punte.protection.assistance.actions.follow_up import Try, record_follow_up
from punte.protection.assistance.door import AssistanceFile, open_file
from punte.protection.assistance.models import FollowUp
from punte.protection.delivery.models import Appointment
from punte.protection.delivery.models.words import Meeting
from tests.stories.acting import (
    answer,
    called,
    does,
    finds,
    follows,
    join,
    opens_file,
    reads,
    refer,
    refused,
    said,
    shown,
    time_passes,
)
from tests.stories.conftest import Person, SignIn, Stage, keep_picture
from tests.stories.scene import viewer_of
from tests.stories.test_main_path import step
from tests.stories.test_pages import violations
from tests.support.database import connected_to
from tests.support.persons import make_person
from tests.support.worlds import AgencyFactory, DeskFactory, World

pytestmark = pytest.mark.browser

GOAL, STEP = "A flat of their own", "Ask the town for a flat"


@dataclass
class Family:
    """What was there before the story began: addresses, and the unit's files of the children.

    asked, desks: by who is asked, the referral of the mother and the number of the desk.
    """

    mother: str
    asked: dict[str, str]
    children: list[AssistanceFile]
    desks: dict[str, str]

    @property
    def child(self) -> str:
        return f"/files/{self.children[0].pk}/"


@pytest.fixture(scope="module")
def stage(long_stage: Stage) -> Stage:
    """The long stories share one."""
    return long_stage


@pytest.fixture(scope="module")
def family(stage: Stage, django_db_blocker: Any) -> Iterator[Family]:
    """Three persons in the unit's care, their consents, and the referrals that were sent."""
    with django_db_blocker.unblock(), connected_to(stage.database):
        lawyers = AgencyFactory(jurisdiction=World().md, kind="legal_aid")
        desk = DeskFactory(agency=lawyers, services=["legal"])
        join(stage, "lawyer", lawyers, "caseworker", [desk])
        desks = {"ngo": str(stage.ids["desk"]), "lawyer": str(desk.pk)}
        housing = Desk.objects.select_related("agency").get(pk=stage.ids["desk"])
        with acting_as(viewer_of(stage, "coordinator")) as by:
            mother = make_person(by)
            small = [make_person(by, age_band="child", sex=sex) for sex in ("male", "female")]
            files = [open_file(by=by, person=one.id, request_key=uuid4()) for one in small]
            to_ngo = [refer(by, one, housing, "housing") for one in (mother, *small)]
            to_lawyer = refer(by, mother, desk, "legal")
        yield Family(
            mother=f"/persons/{mother.pk}/",
            asked={"ngo": address(to_ngo[0]), "lawyer": address(to_lawyer)},
            children=files,
            desks=desks,
        )


def address(referral: Any) -> str:
    return f"/referrals/{referral.pk}/"


def test_a_family_is_helped_by_three_agencies_for_a_year(
    stage: Stage, family: Family, sign_in: SignIn
) -> None:
    unit = sign_in("coordinator", "ru")
    ngo = sign_in("ngo", "ro")
    lawyer = sign_in("lawyer", "uk")
    ours = opens_file(unit, family.mother)
    belong_together(unit, ours, family)
    files = {unit: ours}
    for helper, name in ((ngo, "ngo"), (lawyer, "lawyer")):
        step(helper, family.asked[name], "accept")
        files[helper] = opens_file(helper, family.asked[name])
    see_no_other(files, family)
    assess(ngo, files[ngo])
    plan(ngo, files[ngo])
    give(ngo, files[ngo], "housing", family.desks["ngo"])
    give(lawyer, files[lawyer], "legal", family.desks["lawyer"])
    meet(lawyer, files[lawyer], stage)
    for helper, file in files.items():
        close(helper, file)
    a_year_goes_by(stage, files, ngo)
    keep_year(ngo, files[ngo])


def belong_together(unit: Person, file: str, family: Family) -> None:
    """Family links and a group, by pseudonym; a code of nobody is refused."""
    codes = [called(unit, child) for child in family.children]
    refused(unit, f"{file}family/add/", code="MD-0000", kind="child")
    for code in codes:
        does(unit, f"{file}family/add/", code=code, kind="child")
    finds(unit, *codes)
    reads(unit, "Child")
    does(
        unit,
        f"{file}groups/new/",
        name="Minibus of November",
        rescued_on_day="3",
        rescued_on_month="11",
        rescued_on_year="2025",
    )
    follows(unit, "/groups/")
    group = unit.path
    for code in codes:
        does(unit, f"{group}add/", code=code)
    finds(unit, *codes, "Minibus of November")
    assert unit.page.locator("main dl.facts > div").count() == 3
    unit.go(f"{family.child}family/")
    reads(unit, "Parent", "Rescued together")
    keep_picture(unit, "family")


def see_no_other(files: dict[Person, str], family: Family) -> None:
    """An agency's file is there for that agency alone; links are no other's to see."""
    for helper in files:
        for other, file in files.items():
            assert helper.go(f"{file}overview/") == (200 if other is helper else 404)
    ngo = next(helper for helper in files if helper.name == "ngo")
    assert ngo.go(f"{family.child}overview/") == 404
    ngo.go(f"{files[ngo]}family/")
    reads(ngo, "Nobody is linked", "In no group.")


def assess(ngo: Person, file: str) -> None:
    """Needs and risk; the program advises, the person decides."""
    ngo.go(f"{file}needs/new/")
    answer(
        ngo, housing__shelter="urgent", housing__lasting_home="some", family__own_children="some"
    )
    answer(ngo, risk__retaliation="medium")
    assert violations(ngo.page) == []
    ngo.send()
    reads(ngo, "Suggested risk", "This is advice. You decide.")
    answer(ngo, risk="high", risk_why="They know where the family lived.")
    ngo.send()
    assert ngo.path.startswith("/needs/")
    reads(ngo, "Risk, as a person decided", "High")
    finds(ngo, "They know where the family lived.")


def plan(ngo: Person, file: str) -> None:
    """A goal with a step, agreed with the mother, done and reached; all on one page."""
    page = ngo.page
    ngo.go(f"{file}plan/")
    answer(ngo, words=GOAL, area="housing", wanted="yes")
    page.locator("form[action$='/plan/goals/'] button").click()
    page.locator(".goal h2", has_text=GOAL).wait_for()
    page.locator(".goal details summary").click()
    page.fill("form[action$='/steps/'] [name=words]", STEP)
    page.locator("form[action$='/steps/'] button").click()
    page.locator(".step", has_text=STEP).wait_for()
    does(ngo, f"{file}plan/agree/", how="spoken")
    assert page.locator(".step", has_text=STEP).count() == 1
    keep_picture(ngo, "plan")
    assert violations(page) == []
    page.locator(".step .tick").click()
    page.locator(".step").wait_for(state="detached")
    page.locator("button[name=state][value=reached]").click()
    page.locator(".goal").wait_for(state="detached")
    reads(ngo, "All goals are reached or dropped. “All” shows them.")


def give(helper: Person, file: str, kind: str, desk: str) -> None:
    """A service planned and then given; the hours are typed in the reader's own way."""
    today = timezone.localdate().isoformat()
    does(helper, f"{file}services/new/", kind=kind, planned_for=today, provider="own", desk=desk)
    follows(helper, "/services-given/0")
    service = helper.path
    does(helper, f"{service}outcome/", outcome="delivered", hours="12,5")
    reads(helper, "Delivered", "Tell the sender")
    finds(helper, "12,5")


def meet(lawyer: Person, file: str, stage: Stage) -> None:
    """An appointment of tomorrow cannot be kept today; a day later it is."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    what = "The lawyer, about the papers"
    does(lawyer, f"{file}appointments/new/", what=what, day=f"{tomorrow}", hour="10:30")
    finds(lawyer, what, "10:30")
    reads(lawyer, "Planned")
    assert lawyer.page.locator("button[value=kept]").count() == 0
    with connected_to(stage.database, role=None):
        Appointment.objects.update(
            starts_at=F("starts_at") - timedelta(days=2), ends_at=F("ends_at") - timedelta(days=2)
        )
    lawyer.go(f"{file}appointments/")
    lawyer.press("button[value=kept]")
    reads(lawyer, Meeting.KEPT.label)


def close(helper: Person, file: str) -> None:
    """Without a summary it stays open; then follow-ups are planned and nothing else is taken."""
    refused(helper, f"{file}close/", reason="goals", summary="Short")
    values = {"summary": "A flat, a school and papers: they live on their own."}
    if helper.page.locator('[name="left_open"]').count():
        values["left_open"] = "on"
    answer(helper, **values, safety_plan="They call the helpline.")
    helper.send()
    assert helper.path == f"{file}overview/", shown(helper)
    helper.go(f"{file}follow-ups/")
    reads(helper, "The goals are reached", "Follow-ups")
    assert helper.page.locator('main a[href^="/follow-ups/"]').count() == 4
    helper.go(f"{file}plan/")
    assert helper.page.locator("main form[method=post]").count() == 0


def a_year_goes_by(stage: Stage, files: dict[Person, str], ngo: Person) -> None:
    """After 1, 3, 6 and 12 months the organisation asks; once nobody answers at first. The others
    have asked as often when the last day comes, and then all three find it in their list.
    """
    past = 0
    for days in (31, 92, 184):
        time_passes(stage, files[ngo], days - past)
        ngo.go(f"{files[ngo]}follow-ups/")
        if days == 92:
            ask(ngo, reached="no", note="Nobody picked up.")
            reads(ngo, "not reached")
        ask(ngo, reached="yes", safe="yes", note=f"Well after {days} days.")
        past = days
    for helper, file in files.items():
        if helper is not ngo:
            asked_before(stage, helper.name, file)
        time_passes(stage, file, 366 - (past if helper is ngo else 0))
        helper.go("/follow-ups/?due=on")
        follows(helper, file)
        ask(helper, reached="yes", safe="yes", note="Well after a year.")
        assert helper.path == f"{file}follow-ups/"
        finds(helper, "Well after a year.")
        assert helper.page.locator('main a[href^="/follow-ups/"]').count() == 0
        assert shown(helper).count(said(helper, "Done").casefold()) >= 4
        helper.go("/follow-ups/")
        assert file not in helper.page.content()


def asked_before(stage: Stage, name: str, file: str) -> None:
    """The first three follow-ups of a file, recorded."""
    with connected_to(stage.database), acting_as(viewer_of(stage, name)) as by:
        rows = FollowUp.objects.filter(file_id=file.strip("/").split("/")[-1]).order_by("due_on")
        for row in rows[:3]:
            made = Try(reached=True, safe="yes")
            record_follow_up(by=by, follow_up=row.pk, made=made, request_key=uuid4())


def ask(helper: Person, **told: str) -> None:
    """Record what came of the follow-up that is next on the file's page."""
    follows(helper, "/follow-ups/0")
    answer(helper, **told)
    helper.send()


def keep_year(ngo: Person, file: str) -> None:
    """The page of the whole year, wide and on a phone."""
    ngo.go(f"{file}follow-ups/")
    assert violations(ngo.page) == []
    ngo.page.set_viewport_size({"width": 390, "height": 844})
    keep_picture(ngo, "follow-ups")
    assert ngo.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
