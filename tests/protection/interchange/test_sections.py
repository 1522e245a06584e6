"""What hangs on a file of another node is written anew where its rooms can, or stays out whole."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.ledger.door import Entry
from punte.protection.assistance.models import AssistanceFile
from punte.protection.delivery.actions.services import Plan, Result, plan_service, record_outcome
from punte.protection.delivery.models import ServiceItem
from punte.protection.delivery.models.words import Outcome, Provider
from punte.protection.interchange.exporting import Selection, going
from punte.protection.interchange.models import Kept, Reject
from punte.protection.interchange.writers import own_lines
from punte.protection.persons.models import Person
from punte.protection.plans.actions.assess import Answers, Decision, keep_assessment
from punte.protection.plans.models import Assessment, Goal, LegalPart, Step
from punte.protection.plans.models.words import Rating
from tests.protection.interchange.making import begin, bring_in, check
from tests.protection.plans.support import file_of, goal_of, step_of
from tests.support.signs import client_of
from tests.support.worlds import World, viewer

GOAL = {
    "id": "1", "position": 1, "area": "housing", "words": "A room of her own", "wanted": "yes",
    "target_on": None, "state": "open",
}  # fmt: skip
SERVICE = {
    "id": "1", "kind": "legal", "planned_for": "2026-02-03", "provider": "own", "desk": "Help",
    "agency": None, "provider_name": "", "outcome": "planned",
}  # fmt: skip


def document(state: str = "open", **sections: Any) -> bytes:
    record = {"pun_SourceId": "5", "pun_FileState": state}
    return json.dumps(
        {
            "format": "punte.assistance-file", "version": 1, "record": record,
            "sections": {name.replace("_", ".", 1): rows for name, rows in sections.items()},
        }
    ).encode()  # fmt: skip


def worked_on(by: Viewer, world: World) -> AssistanceFile:
    """A file with needs of two classes, a plan, and a service that was given."""
    file = file_of(by)
    legal = {"legal": {"documents": {"level": "urgent", "note": "No passport."}}}
    keep_assessment(
        by=by, file=file.id, answers=Answers(1, legal, {}), decision=Decision(Rating.LOW, "told"),
        request_key=uuid4(), made_at=timezone.now() - timedelta(days=60),
    )  # fmt: skip
    first, second = goal_of(by, file, words="A room"), goal_of(by, file, words="A trade")
    step_of(by, first, words="Look for a flat", due_on=timezone.localdate())
    step_of(by, first, words="Move in", state="doing")
    step_of(by, second, words="Choose a course")
    today = timezone.localdate()
    plan = Plan(today, Provider.OUTSIDE, provider_name="Invented House")
    row = plan_service(by=by, file=file.id, kind="legal", plan=plan, request_key=file.id)
    result = Result(Outcome.DELIVERED, today - timedelta(days=1), words="Two hours of advice.")
    record_outcome(by=by, service=row.id, result=result, version=row.version)
    return file


def content(by: Viewer) -> list[Any]:
    """What the viewer's agency holds on its only file, without ids, authors and counters."""

    def rows(model: Any, *names: str, order: str) -> list[Any]:
        return list(model.objects.visible_to(by).order_by(order).values_list(*names))

    return [
        rows(Assessment, "needs", "risks", "risk", "suggested", "made_at__date", order="number"),
        rows(LegalPart, "needs", order="assessment__number"),
        rows(Goal, "words", "area", "wanted", "state", order="position"),
        rows(Step, "goal__words", "words", "due_on", "state", order="goal__position"),
        rows(ServiceItem, "kind", "provider_name", "outcome", "delivered_on", "words", order="day"),
    ]  # fmt: skip


def test_a_file_goes_to_another_node_and_is_worked_on_there(world: World) -> None:
    by, other = world.supervisor, viewer(world.other_unit, "supervisor")
    with acting_as(by):
        worked_on(by, world)
        data = b"".join(own_lines(going(by, Selection(), sections=True)))
        before = content(by)
    assert bring_in(other, data, "x.jsonl").good == 1
    with acting_as(other):
        assert content(other) == before
        assert all(before)
        entries = Entry.objects.filter(account_id=other.account_id)
        assert entries.filter(action="plan.add_step").count() == 3
        assert entries.filter(action="service.outcome").count() == 1
    assert bring_in(other, data, "x.jsonl").known == 1


def test_what_gave_a_service_there_is_somebody_outside_here(world: World) -> None:
    by = world.supervisor
    bring_in(by, document(delivery_serviceitem=[SERVICE]), "x.jsonl")
    with acting_as(by):
        row = ServiceItem.objects.visible_to(by).get()
        assert (row.provider, row.provider_name) == ("outside", "Help")


@pytest.mark.parametrize(
    ("sections", "place", "why"),
    [
        ({"plans_goal": [GOAL, {**GOAL, "area": "moon"}]}, "plans.goal [2]", "section_misfit"),
        ({"plans_goal": [{"id": "1"}]}, "plans.goal [1]", "section_misfit"),
        ({"plans_goal": ["x"]}, "plans.goal", "section_misfit"),
        ({"plans_goal": [{**GOAL, "words": "\x00"}]}, "plans.goal [1]", "section_misfit"),
        (
            {"plans_assessment": [{"id": "1", "needs": {}, "set_version": 999, "made_at": "x"}]},
            "plans.assessment [1]",
            "section_misfit",
        ),
        (
            {"delivery_serviceitem": [{**SERVICE, "kind": "medical"}]},
            "delivery.serviceitem [1]",
            "section_refused",
        ),
    ],
)
def test_a_section_that_does_not_fit_keeps_its_row_out(
    world: World, sections: dict[str, Any], place: str, why: str
) -> None:
    by = world.supervisor
    run = check(by, begin(by, document(**sections), "x.jsonl"))
    assert (run.good, run.bad) == (0, 1), run.failure
    with acting_as(by):
        assert list(Reject.objects.filter(run=run).values_list("column", "reason")) == [
            (place, why)
        ]
    assert bring_in(by, document(**sections), "x.jsonl").bad == 1
    with acting_as(by):
        assert not Person.objects.visible_to(by).exists()


def test_closed_files_keep_everything_as_it_came(world: World) -> None:
    by = world.supervisor
    assert bring_in(by, document("closed", plans_goal=[GOAL]), "x.jsonl").good == 1
    with acting_as(by):
        assert not Goal.objects.visible_to(by).exists()
        assert Kept.objects.visible_to(by).get().sections == {"plans.goal": [GOAL]}


def test_the_dry_run_says_what_becomes_of_each_section(world: World) -> None:
    by = world.supervisor
    claims = [{"id": "1"}, {"id": "2"}]
    run = check(by, begin(by, document(plans_goal=[GOAL], justice_claim=claims), "x.jsonl"))
    page = client_of(by).get(reverse("protection:import", args=[run.id]))
    assert page.context["sections"] == {
        "rebuilt": [("Plan", 1)],
        "kept": [("Way through justice", 2)],
    }
