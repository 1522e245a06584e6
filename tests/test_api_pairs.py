"""Every operation on the work with a person: who may, who may not, and that both look alike."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from punte.config.api import api
from punte.core.access.door import Purpose, Viewer, acting_as
from tests.support.helped import Keys, make_heard, make_helped
from tests.support.persons import make_person
from tests.support.programs import ProgramClient, make_program
from tests.support.worlds import World

Row = tuple[str, str, dict[str, Any]]
# Beside what a body holds, `seen`: the version that it was decided on.


SINCE = {"seen": 1}
OFFER = {
    "summary": "What the desk needs to know of it.",
    "basis": "vital",
    "ground": "Danger tonight, no time to ask.",
}


def rows_of(world: World, by: Viewer, new: UUID) -> list[Row]:
    """Method, address and body of each, in an order in which all of them succeed."""
    return [
        ("GET", "/persons/{person_id}/duplicates", {}),
        ("GET", "/persons/{person_id}/who-can-take?service=housing", {}),
        ("GET", "/files/{file_id}", {}),
        ("POST", "/files", {"person": str(new)}),
        ("GET", "/files/{file_id}/follow-ups", {}),
        ("POST", "/follow-ups/{follow_up_id}/tries", {**SINCE, "reached": True, "safe": "yes"}),
        ("GET", "/transfers/{transfer_id}", {}),
        ("POST", "/transfers/{transfer_id}/steps", {**SINCE, "step": "withdraw"}),
        *planned(),
        *delivered(by),
        ("GET", "/tasks/{task_id}", {}),
        ("POST", "/tasks/{task_id}/done", {}),
        ("GET", "/approvals/{approval_id}", {}),
        ("GET", "/webhooks/{webhook_id}/deliveries", {}),
        ("POST", "/webhooks/{webhook_id}/replay", {"place": -1}),
        ("POST", "/deliveries/{delivery_id}/again", {}),
        ("POST", "/files/{file_id}/caseworker", {**SINCE, "account": by.account_id}),
        ("POST", "/files/{file_id}/transfers", {**OFFER, "seen": 2, "desk": world.desk.pk}),
    ]


def planned() -> list[Row]:
    return [
        ("GET", "/files/{file_id}/assessments", {}),
        ("POST", "/files/{file_id}/assessments", {"set_version": 1}),
        ("GET", "/files/{file_id}/plan", {}),
        ("POST", "/files/{file_id}/goals", {"words": "A home", "area": "housing"}),
        ("POST", "/goals/{goal_id}/steps", {"words": "Look"}),
        ("PATCH", "/goals/{goal_id}", {"version": 3, "state": "reached"}),
        ("PATCH", "/steps/{step_id}", {"version": 3, "state": "done"}),
    ]


def delivered(by: Viewer) -> list[Row]:
    later = timezone.now() + timedelta(days=3)
    terms = {"what": "A doctor", "starts_at": later.isoformat(), "caseworker": by.account_id}
    office = {"provider": "outside", "provider_name": "An office"}
    help_given = {"kind": "legal", "planned_for": later.date().isoformat(), **office}
    return [
        ("GET", "/files/{file_id}/services", {}),
        ("POST", "/files/{file_id}/services", help_given),
        ("POST", "/services/{service_id}/outcome", {**SINCE, "outcome": "cancelled"}),
        ("GET", "/files/{file_id}/appointments", {}),
        ("POST", "/files/{file_id}/appointments", terms),
        ("PATCH", "/appointments/{appointment_id}", {**SINCE, **terms}),
        ("POST", "/appointments/{appointment_id}/state", {"seen": 2, "state": "cancelled"}),
        ("GET", "/files/{file_id}/notes", {}),
        ("POST", "/files/{file_id}/notes", {"text": "The person slept well."}),
        ("GET", "/files/{file_id}/documents", {}),
    ]


LISTS = (
    "/files", "/colleagues", "/transfers?box=out", "/follow-ups?until=2100-01-01",
    "/assessment-questions", "/appointments", "/documents/expiring", "/tasks", "/deadlines",
    "/approvals", "/catalogue", "/webhooks",
)  # fmt: skip
# Of nobody's file: the description of the questions, and the public catalogue.
OF_ALL = {"/assessment-questions", "/catalogue", "/colleagues"}
# What the table cannot walk in one go has tests of its own.
ELSEWHERE = {
    "/files/{file_id}/closing",
    "/files/{file_id}/reopening",
    "/approvals/{approval_id}/answer",
    "/approvals/{approval_id}/withdrawal",
    "/who-can-take",
}


def ask(program: ProgramClient, row: Row, keys: Keys) -> Any:
    method, address, body = row
    path = "/api" + address.format(**keys)
    if method == "GET":
        return program.get(path)
    body = dict(body)
    seen = body.pop("seen", None)
    return (program.change if method == "PATCH" else program.send)(path, body, seen=seen)


@pytest.fixture
def keys(world: World) -> Keys:
    by = world.coordinator
    with acting_as(by):
        made = make_helped(world, by)
    return {**made, **make_heard(world)}


def test_foreign_absent_and_of_another_purpose_look_alike(world: World, keys: Keys) -> None:
    """And whoever may, does it."""
    with acting_as(world.coordinator) as by:
        rows = rows_of(world, by, make_person(by).id)
    ours = ProgramClient(make_program(world.unit, "coordinator"))
    theirs = ProgramClient(make_program(world.other_unit, "coordinator"))
    other = ProgramClient(make_program(world.unit, "coordinator", purpose=Purpose.MANAGEMENT))
    nowhere = {name: uuid4() for name in keys}
    for row in rows:
        absent = ask(ours, (row[0], row[1], {**row[2], "person": str(uuid4())}), nowhere)
        assert absent.status_code == 404, (row, absent.content)
        told = [ask(theirs, row, keys).json()]
        if "webhook" not in row[1] and "deliver" not in row[1]:
            told.append(ask(other, row, keys).json())
        assert told == [absent.json()] * len(told), row
    for row in rows:
        answer = ask(ours, row, keys)
        assert answer.status_code in {200, 201}, (row, answer.content)


def test_lists_hold_one_s_own_and_no_other_s(world: World, keys: Keys) -> None:
    ours = ProgramClient(make_program(world.unit, "coordinator"))
    theirs = ProgramClient(make_program(world.other_unit, "coordinator"))
    other = ProgramClient(make_program(world.unit, "coordinator", purpose=Purpose.IDENTIFICATION))
    for path in LISTS:
        found, foreign = ours.get("/api" + path), theirs.get("/api" + path)
        assert (found.status_code, foreign.status_code) == (200, 200), (path, found.content)
        if path in OF_ALL:
            continue
        assert items(foreign) == [], path
        assert items(found) or path == "/documents/expiring", path
        if path != "/webhooks":
            assert other.get("/api" + path).status_code == 404, path


def items(answer: Any) -> list[Any]:
    body = answer.json()
    return list(body if isinstance(body, list) else body["items"])


def test_the_tables_name_every_operation(world: World) -> None:
    """Those on notifications, persons, referrals and counts are proved in test_api.py, those on
    cases in test_api_cases.py.
    """
    own = {"persons", "notifications", "consents and referrals", "counts"}
    own |= {"investigation cases", "subjects of cases", "exhibits"}
    known = {
        "/" + re.sub(r"uuidstr:", "", path).lstrip("/")
        for _prefix, router in api._routers
        if not own & set(router.tags or [])
        for path in router.path_operations
    }
    with acting_as(world.coordinator) as by:
        walked = {address for _method, address, _body in rows_of(world, by, uuid4())}
    named = {path.partition("?")[0] for path in walked | set(LISTS)} | ELSEWHERE
    assert known == named
