"""Pages of needs, risk and plan, asked over HTTP in several roles."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.ledger.door import Entry
from punte.protection.assistance.models import AssistanceFile
from punte.protection.plans.actions.plan import edit_item
from punte.protection.plans.models import Agreement, Assessment, Goal, Plan, Step
from tests.protection.plans.support import assess, file_of, found, goal_of, step_of
from tests.support.signs import client_of
from tests.support.worlds import World, viewer

HTMX = {"HTTP_HX_REQUEST": "true"}


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


@pytest.fixture
def file(world: World) -> AssistanceFile:
    with acting_as(world.caseworker) as by:
        return file_of(by)


@pytest.fixture
def client(world: World) -> Client:
    return client_of(world.caseworker)


def asked(**values: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), "set_version": "1", **values}


def version(world: World, file: AssistanceFile) -> int:
    with acting_as(world.caseworker):
        return Plan.objects.get(file=file).version


def test_an_assessment_over_two_pages(world: World, file: AssistanceFile, client: Client) -> None:
    page = at("assessment_new", file.id)
    form = client.get(page).content.decode()
    assert 'name="housing-shelter"' in form
    assert 'name="legal-stay"' in form
    assert 'name="health-medicines"' not in form
    values = asked(**{"housing-shelter": "urgent", "risk-again": "high", "risk-again-note": "ș"})
    advice = client.post(page, values).content.decode()
    assert "Rated high: Being exploited again" in advice
    with acting_as(world.caseworker):
        assert not Assessment.objects.exists()
    refused = client.post(page, {**values, "decide": "1", "risk": "low"})
    assert "Say why" in refused.content.decode()
    undecided = client.post(page, {**values, "decide": "1"})
    assert "Please check this" in undecided.content.decode()
    again = client.post(page, {**values, "again": "1"}).content.decode()
    assert values["once"] in again
    done = client.post(page, {**values, "decide": "1", "risk": "high"})
    with acting_as(world.caseworker):
        row = Assessment.objects.get()
        assert done["Location"] == row.get_absolute_url()
        assert row.needs == {"housing": {"shelter": found("urgent")}}
        assert row.risks["again"] == {"level": "high", "factors": [], "note": "ș"}
    shown = client.get(done["Location"]).content.decode()
    assert "Rated high: Being exploited again" in shown
    assert "not for your role" in shown


def test_the_tab_compares_with_the_one_before(
    world: World, file: AssistanceFile, client: Client
) -> None:
    empty = client.get(at("assessments", file.id)).content.decode()
    assert "No assessment yet" in empty
    with acting_as(world.caseworker) as by:
        assess(by, file, {"housing": {"shelter": found("urgent")}})
        assess(by, file, {"housing": {"shelter": found("none")}})
    page = client.get(at("assessments", file.id)).content.decode()
    assert "shift-way--ok" in page
    assert "better" in page
    with acting_as(world.caseworker):
        read = Entry.objects.filter(action="file.read", subject=file.person_id)
        assert ["assessments"] in [entry.detail["fields"] for entry in read]


def test_the_medical_part_over_http(world: World, file: AssistanceFile, client: Client) -> None:
    with acting_as(world.caseworker) as by:
        row = assess(by, file)
    part = at("assessment_part", row.id, "medical")
    assert client.get(part).status_code == 403
    nurse = client_of(viewer(world.ngo, "health_worker"))
    assert "health-medicines" in nurse.get(part).content.decode()
    assert "Nothing of this part" in nurse.post(part, {}).content.decode()
    sent = nurse.post(part, {"health-medicines": "some", "health-medicines-note": "Insulinish"})
    assert sent.status_code == 302
    assert "Insulinish" in nurse.get(row.get_absolute_url()).content.decode()
    assert "Insulinish" not in client.get(row.get_absolute_url()).content.decode()
    assert nurse.post(part, {"health-medicines": "some"}).status_code == 409
    assert nurse.get(at("assessment_part", row.id, "identity")).status_code == 404


@pytest.mark.parametrize(
    "values",
    [{"set_version": "x"}, {"set_version": "99"}, {"once": "no key"}, {"set_version": "9" * 50}],
)
def test_a_spoilt_form_is_refused(file: AssistanceFile, client: Client, values: Any) -> None:
    assert client.post(at("assessment_new", file.id), asked(**values)).status_code in {404, 422}


def test_answers_that_there_are_not_come_back(file: AssistanceFile, client: Client) -> None:
    values = asked(**{"housing-shelter": "enormous", "housing-shelter-note": "x" * 501})
    page = client.post(at("assessment_new", file.id), values)
    assert "Please check this" in page.content.decode()


def test_a_day_with_the_plan(world: World, file: AssistanceFile, client: Client) -> None:
    page = at("plan", file.id)
    assert "No plan yet" in client.get(page).content.decode()
    goal_values = {"words": "A safe home", "area": "housing", "wanted": "yes", "once": uuid4()}
    body = client.post(at("goal_new", file.id), goal_values, **HTMX)
    assert "toast" in body["HX-Trigger"]
    assert body.content.decode().startswith('<div id="plan"')
    with acting_as(world.caseworker):
        goal = Goal.objects.get()
    due = (timezone.localdate() + timedelta(days=2)).isoformat()
    step_values = {"words": "Call", "doer": "desk", "desk": world.desk.pk, "due_on": due}
    sent = client.post(at("step_new", goal.id), {**step_values, "once": uuid4()})
    assert sent["Location"] == page
    assert world.desk.name in client.get(page).content.decode()
    with acting_as(world.caseworker):
        step = Step.objects.get()
    tick = {"state": "done", "version": version(world, file)}
    ticked = client.post(at("plan_mark", "step", step.id), tick, **HTMX).content.decode()
    assert "1 done or dropped is not shown" in ticked
    assert "tick--done" in client.get(page + "?show=all").content.decode()
    moved = {"way": "down", "position": 1, "show": "all"}
    assert client.post(at("plan_move", "step", step.id), moved)["Location"] == page + "?show=all"
    history = client.get(at("plan_history", "step", step.id)).content.decode()
    assert "Done" in history


def test_what_is_wrong_in_a_line_comes_back_in_its_place(
    world: World, file: AssistanceFile, client: Client
) -> None:
    bad = client.post(at("goal_new", file.id), {"words": "", "area": "moon"}, **HTMX)
    assert "Please check this" in bad.content.decode()
    with acting_as(world.caseworker) as by:
        goal = goal_of(by, file)
        step = step_of(by, goal)
    for extra in ({}, HTMX):
        line = client.post(at("step_new", goal.id), {"words": "", "doer": "x"}, **extra)
        assert "field-error" in line.content.decode()
    edit = at("plan_edit", "step", step.id)
    before = {f"step-{step.id}-words": "New", f"step-{step.id}-doer": "person",
              f"step-{step.id}-state": "dropped", "version": 1}  # fmt: skip
    dropped = client.post(edit, before, **HTMX)
    assert dropped["HX-Retarget"] == f"#step-{step.id}"
    assert "Say why this step is dropped" in dropped.content.decode()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("plan_mark", {"state": "done", "version": "x"}),
        ("plan_mark", {"state": "flying", "version": "0"}),
        ("plan_mark", {"state": "done", "version": "99999"}),
        ("plan_move", {"way": "up", "position": ""}),
        ("plan_settle", {"field": "colour", "value": "", "version": "0"}),
        ("plan_settle", {"field": "due_on", "value": "soon", "version": "0"}),
        ("plan_settle", {"field": "words", "value": "a\x00b", "version": "0"}),
    ],
)
def test_bad_input_is_refused(
    world: World, file: AssistanceFile, client: Client, name: str, values: dict[str, str]
) -> None:
    with acting_as(world.caseworker) as by:
        step = step_of(by, goal_of(by, file))
    assert client.post(at(name, "step", step.id), values).status_code in {400, 422}
    assert client.post(at(name, "cat", step.id), values).status_code == 404


def test_two_people_on_one_plan(world: World, file: AssistanceFile, client: Client) -> None:
    with acting_as(world.caseworker) as by:
        goal = goal_of(by, file)
    read = version(world, file)
    with acting_as(world.other_caseworker) as colleague:
        edit_item(by=colleague, kind="goal", item=goal.id, values={"words": "Theirs"}, version=read)
    name = f"goal-{goal.id}"
    values = {f"{name}-words": "Mine", f"{name}-area": "housing", f"{name}-wanted": "not_asked",
              f"{name}-state": "open", "version": read}  # fmt: skip
    body = client.post(at("plan_edit", "goal", goal.id), values, **HTMX)
    assert "Both are kept" in body["HX-Trigger"]
    text = body.content.decode()
    assert "Keep mine" in text
    assert "Keep theirs" in text
    assert world.other_caseworker.display_name in text
    assert (
        "Two people wrote different things"
        in client.post(at("plan_agree", file.id), agreement(version(world, file))).content.decode()
    )
    chosen = {"field": "words", "value": "Mine", "version": version(world, file)}
    settled = client.post(at("plan_settle", "goal", goal.id), chosen, **HTMX).content.decode()
    assert "Keep theirs" not in settled
    assert "<h2>Mine</h2>" in settled


def agreement(read: int) -> dict[str, Any]:
    today = timezone.localdate()
    return {"agreed_on": today.isoformat(), "language": "ro", "how": "spoken", "version": read,
            "review_on": (today + timedelta(days=60)).isoformat(), "once": uuid4()}  # fmt: skip


def test_agreeing_over_http(world: World, file: AssistanceFile, client: Client) -> None:
    with acting_as(world.caseworker) as by:
        goal_of(by, file)
    page = at("plan_agree", file.id)
    assert client.get(page).status_code == 200
    wrong = {**agreement(version(world, file)), "review_on": "2020-01-01"}
    assert "between tomorrow" in client.post(page, wrong).content.decode()
    assert client.post(page, agreement(version(world, file))).status_code == 302
    with acting_as(world.caseworker):
        assert Agreement.objects.get().how == "spoken"
    assert "Spoken" in client.get(at("plan", file.id)).content.decode()


def test_a_closed_file_shows_its_plan_without_controls(
    world: World, file: AssistanceFile, client: Client
) -> None:
    with acting_as(world.caseworker) as by:
        goal = goal_of(by, file)
        AssistanceFile.objects.filter(pk=file.pk).update(state="closed", closed_at=timezone.now())
    page = client.get(at("plan", file.id)).content.decode()
    assert goal.words in page
    assert "Add a goal" not in page
    assert client.post(at("plan_mark", "goal", goal.id), {"state": "reached", "version": 1}
                       ).status_code == 409  # fmt: skip


def test_strangers_find_nothing(world: World, file: AssistanceFile) -> None:
    with acting_as(world.caseworker) as by:
        goal, row = goal_of(by, file), assess(by, file)
    stranger, manager = client_of(world.coordinator), client_of(viewer(world.ngo, "manager"))
    for page in (
        at("plan", file.id),
        at("assessments", file.id),
        at("assessment", row.id),
        at("plan_history", "goal", goal.id),
        at("plan_edit", "goal", goal.id),
    ):
        assert stranger.get(page).status_code == 404
        assert manager.get(page).status_code == 403


def test_a_long_plan_asks_no_more_queries(
    world: World, file: AssistanceFile, client: Client
) -> None:
    def fill(goals: int) -> None:
        with acting_as(world.caseworker) as by:
            for _ in range(goals):
                goal = goal_of(by, file)
                step_of(by, goal)
                step_of(by, goal, doer="desk", desk=str(world.desk.pk))

    def ask() -> int:
        client.get(at("plan", file.id))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(at("plan", file.id)).status_code == 200
        return len(caught)

    fill(1)
    few = ask()
    fill(4)
    assert ask() == few
    assert few <= 35
