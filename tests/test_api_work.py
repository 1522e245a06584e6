"""Programs at work: two-person rules, classes of data, changes that come once, pages by day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from punte.core.access.door import Permission, Purpose, acting_as
from punte.core.api.models import ApiAct
from punte.core.api.tasks import KEPT, forget_keys
from punte.protection.approvals.door import Approval
from punte.protection.assistance.models import AssistanceFile
from punte.protection.caseload.door import give_task
from punte.protection.delivery.models import Appointment
from punte.protection.referral.models import Referral
from tests.support.approvals import agree, want_two
from tests.support.files import make_file
from tests.support.persons import make_person
from tests.support.programs import ProgramClient, make_program
from tests.support.worlds import World, viewer

ENDING = {"reason": "goals", "summary": "All goals are reached."}
WHY = "All has been talked over."


def begun(world: World) -> str:
    with acting_as(world.coordinator) as by:
        return f"/api/files/{make_file(by, make_person(by)).id}"


def test_a_program_asks_and_a_person_approves(world: World) -> None:
    path = begun(world)
    want_two(world, "file.close")
    program = ProgramClient(make_program(world.unit, "coordinator"))
    silent = program.send(f"{path}/closing", ENDING, key="c", seen=1)
    assert (silent.status_code, "why" in silent.json()["detail"]) == (422, True)
    asked = program.send(f"{path}/closing", {**ENDING, "why": WHY}, key="c", seen=1)
    assert asked.status_code == 202, asked.content
    body = asked.json()
    assert (body["state"], body["waits_for"]) == ("asked", Permission.APPROVE)
    again = program.send(f"{path}/closing", {**ENDING, "why": WHY}, key="other", seen=1)
    assert (again.status_code, again.json()["id"]) == (202, body["id"])
    agree(world.second_coordinator)
    assert program.get(body["address"]).json()["state"] == "approved"
    done = program.send(f"{path}/closing", {**ENDING, "why": WHY}, key="c", seen=1)
    assert (done.status_code, done.json()["state"]) == (200, "closed"), done.content
    twice = program.send(f"{path}/closing", {**ENDING, "why": WHY}, key="c", seen=1)
    assert (twice.status_code, twice.json()["version"]) == (200, done.json()["version"])


def test_no_program_gives_the_second_approval(world: World) -> None:
    path = begun(world)
    want_two(world, "file.close")
    first, second = (ProgramClient(make_program(world.unit, "supervisor")) for _ in range(2))
    asked = first.send(f"{path}/closing", {**ENDING, "why": WHY}, seen=1).json()
    for program in (first, second):
        refused = program.send(f"{asked['address']}/answer", {"approve": True})
        assert refused.status_code == 403
        assert "Only a person" in refused.json()["detail"]
    stranger = ProgramClient(make_program(world.other_unit, "coordinator"))
    assert stranger.get(asked["address"]).status_code == 404
    assert stranger.send(f"{asked['address']}/answer", {"approve": True}).status_code == 404
    assert second.send(f"{asked['address']}/withdrawal", {}).status_code == 403
    back = first.send(f"{asked['address']}/withdrawal", {}, key="w")
    assert back.json()["state"] == "withdrawn"
    assert first.send(f"{asked['address']}/withdrawal", {}, key="w").status_code == 200
    with acting_as(world.coordinator):
        assert Approval.objects.get().state == "withdrawn"


def test_what_was_refused_is_not_asked_again_by_itself(world: World) -> None:
    path = begun(world)
    want_two(world, "file.close")
    program = ProgramClient(make_program(world.unit, "coordinator"))
    asked = program.send(f"{path}/closing", {**ENDING, "why": WHY}, key="c", seen=1).json()
    program.send(f"{asked['address']}/withdrawal", {})
    told = program.send(f"{path}/closing", {**ENDING, "why": WHY}, key="c", seen=1)
    assert (told.status_code, "withdrawn" in told.json()["detail"]) == (409, True)
    assert (
        program.send(f"{path}/closing", {**ENDING, "why": WHY}, key="d", seen=1).status_code == 202
    )


def test_without_consent_a_referral_waits_and_then_goes_by_itself(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
    want_two(world, "consent.override")
    program = ProgramClient(make_program(world.unit, "coordinator"))
    body = {
        "person": str(person.id),
        "desk": world.desk.pk,
        "service": "housing",
        "fields": ["age_band"],
        "access_until": (timezone.now() + timedelta(days=20)).isoformat(),
        "basis": "vital",
        "message": "Danger tonight, no time to ask.",
        "why": WHY,
    }
    asked = program.send("/api/referrals", body, key="r")
    assert (asked.status_code, asked.json()["act"]) == (202, "consent.override")
    with acting_as(world.coordinator):
        assert Referral.objects.get().state == "draft"
    agree(world.second_coordinator)
    sent = program.send("/api/referrals", body, key="r")
    assert (sent.status_code, sent.json()["state"]) == (201, "sent"), sent.content


def test_a_file_is_handed_over_and_a_closed_one_reopened(world: World) -> None:
    path = begun(world)
    giver = ProgramClient(make_program(world.unit, "coordinator"))
    taker = ProgramClient(make_program(world.ngo, "caseworker", desks=[world.desk]))
    offer = {
        "desk": world.desk.pk, "summary": "What the desk needs to know of it.",
        "basis": "vital", "facts": ["sex"], "ground": "Danger tonight, no time to ask.",
    }  # fmt: skip
    asked = giver.send(f"{path}/transfers", offer, seen=1)
    assert asked.status_code == 201, asked.content
    address = f"/api/transfers/{asked.json()['id']}"
    assert taker.get("/api/transfers?box=in").json()["items"][0]["id"] == asked.json()["id"]
    assert taker.get(address).json()["facts"] == {"sex": "female"}
    assert giver.send(f"{address}/steps", {"step": "accept"}, seen=1).status_code == 403
    taken = taker.send(f"{address}/steps", {"step": "accept"}, seen=1)
    assert taken.json()["state"] == "accepted", taken.content
    assert [row["code"] for row in taker.get("/api/files").json()["items"]] == [
        asked.json()["code"]
    ]
    closed = giver.get(path).json()
    assert (closed["state"], closed["close_reason"]) == ("closed", "transferred")
    back, seen = {"reason": "needs"}, closed["version"]
    assert giver.send(f"{path}/reopening", back, seen=seen).json()["state"] == "open"
    assert giver.send(f"{path}/reopening", back, seen=seen).status_code == 409


def test_the_list_of_files_is_narrowed(world: World) -> None:
    with acting_as(world.coordinator) as by:
        files = [make_file(by, make_person(by)) for _ in range(3)]
        nobody_s = make_file(by, make_person(by))
        AssistanceFile.objects.filter(pk=nobody_s.pk).update(caseworker=None)
    program = ProgramClient(make_program(world.unit, "coordinator"))
    mine = program.get("/api/files", {"caseworker": world.coordinator.account_id, "limit": 2})
    rest = program.get(
        "/api/files",
        {"caseworker": world.coordinator.account_id, "after": mine.json()["next"]},
    )
    found = [row["id"] for page in (mine, rest) for row in page.json()["items"]]
    assert found == [str(file.id) for file in reversed(files)]
    for query, count in (
        ("caseworker=none", 1),
        ("state=closed", 0),
        ("desk=999999", 0),
        ("since=2100-01-01T00:00:00Z", 0),
        ("since=2020-01-01T00:00:00Z", 4),
    ):
        assert len(program.get(f"/api/files?{query}").json()["items"]) == count, query
    for bad in ("state=lost", "caseworker=me", "since=2020-01-01T00:00:00", "since=0001-01-01"):
        assert program.get(f"/api/files?{bad}").status_code == 422, bad


def test_a_token_sees_the_classes_of_its_purpose_alone(world: World) -> None:
    """The role sees medical data; a token for protection does not, one for service does."""
    path = begun(world) + "/notes"
    service = ProgramClient(make_program(world.unit, "health_worker"))
    narrow = ProgramClient(make_program(world.unit, "health_worker", purpose=Purpose.PROTECTION))
    medical = {"text": "A fever for three days.", "data_class": "medical"}
    assert narrow.send(path, medical).status_code == 403
    kept = service.send(path, medical, key="n")
    assert (kept.status_code, kept.json()["text"]) == (201, medical["text"]), kept.content
    assert service.send(path, medical, key="n").json()["id"] == kept.json()["id"]
    assert [row["id"] for row in service.get(path).json()["items"]] == [kept.json()["id"]]
    assert narrow.get(path).json()["items"] == []
    service.send(path.replace("notes", "assessments"), {
        "set_version": 1, "needs": {"health": {health_need(service): {"level": "urgent"}}},
        "risk_why": "As it was found.",
    })  # fmt: skip
    seen = [
        program.get(path.replace("notes", "assessments")).json()["items"][0]
        for program in (service, narrow)
    ]
    assert ["health" in row["needs"] for row in seen] == [True, False]
    assert ["health" in row["hidden"] for row in seen] == [False, True]


def health_need(program: ProgramClient) -> str:
    asked = program.get("/api/assessment-questions").json()["areas"]
    return str(next(area for area in asked if area["key"] == "health")["needs"][0]["key"])


def test_an_assessment_of_unknown_questions_is_refused(world: World) -> None:
    path = begun(world) + "/assessments"
    program = ProgramClient(make_program(world.unit, "coordinator"))
    bodies: list[dict[str, Any]] = [
        {"set_version": 1, "needs": {"moon": {}}},
        {"set_version": 1, "needs": {"housing": {"moon": {"level": "some"}}}},
        {"set_version": 1, "risks": {"moon": {}}},
        {"set_version": 1, "needs": {"housing": {"moon": {"level": "very"}}}},
    ]
    for body in bodies:
        assert program.send(path, body).status_code == 422, body
    assert program.send(path, {"set_version": 999}).status_code == 404
    assert program.get(path).json()["items"] == []


def test_a_change_comes_once_for_each_key(world: World) -> None:
    path = begun(world)
    program = ProgramClient(make_program(world.unit, "coordinator"))
    terms = {
        "what": "A doctor",
        "starts_at": (timezone.now() + timedelta(days=3)).isoformat(),
        "caseworker": world.coordinator.account_id,
    }
    made = program.send(f"{path}/appointments", terms).json()
    address = f"/api/appointments/{made['id']}"
    moved = {**terms, "minutes": 30}
    answers = [program.change(address, moved, key="m", seen=1) for _ in range(2)]
    assert [answer.json()["version"] for answer in answers] == [2, 2]
    assert program.change(address, moved, key="new", seen=1).status_code == 412
    assert ApiAct.objects.count() == 1  # what failed left no key
    cancel = {"state": "cancelled"}
    for _ in range(2):  # the key is another act's at another address
        answer = program.send(f"{address}/state", cancel, key="m", seen=2)
        assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    assert program.patch(address, moved, "application/json").status_code == 422
    with acting_as(world.coordinator):
        assert Appointment.objects.get().version == 3
    ApiAct.objects.update(at=timezone.now() - KEPT - timedelta(days=1))
    assert forget_keys(0) == 2


def test_tasks_go_on_by_day_those_without_one_last(world: World) -> None:
    today = timezone.localdate()
    days = [None, today, today, today + timedelta(days=1), None]
    with acting_as(world.coordinator) as by:
        for day in days:
            give_task(by=by, words="Call", account=by.account_id, request_key=uuid4(), due_on=day)
    program = ProgramClient(make_program(world.unit, "coordinator"))
    seen: list[dict[str, Any]] = []
    cursor = None
    while cursor or not seen:
        after = {"after": cursor} if cursor else {}
        page = program.get("/api/tasks", {"limit": 1, **after}).json()
        seen += page["items"]
        cursor = page["next"]
    due = [row["due_on"] for row in seen]
    assert due == [str(day) for day in sorted(filter(None, days))] + [None, None]
    assert len({row["id"] for row in seen}) == 5
    assert program.get("/api/appointments", {"after": page_cursor(program)}).status_code == 422


def page_cursor(program: ProgramClient) -> str:
    """Of the tasks, which is none of the appointments."""
    pages = [program.get("/api/tasks?limit=4").json()["next"]]
    return str(pages[0])


def test_who_can_take_is_asked_without_a_trace_of_the_person(world: World) -> None:
    from tests.support.offers import make_offer

    with acting_as(viewer(world.ngo, "manager")) as by:
        make_offer(by, world.desk)
    program = ProgramClient(make_program(world.unit, "coordinator"))
    needs = {"service": "housing", "place": "RO-IS", "age_band": "adult", "sex": "female"}
    found = program.post("/api/who-can-take", needs, "application/json").json()
    assert [(row["when"], row["offer"]["desk"]) for row in found] == [("today", world.desk.pk)]
    assert found[0]["reasons"]
    listed = program.get("/api/catalogue?service=housing&who=adults&free=true").json()["items"]
    assert [row["desk"] for row in listed] == [world.desk.pk]
    assert program.get("/api/catalogue?who=nobody").status_code == 422
    officer = make_program(world.border, "officer")
    refused = ProgramClient(officer).post("/api/who-can-take", needs, "application/json")
    assert refused.status_code == 404


def test_of_the_funnel_s_months_the_description_names_all(world: World) -> None:
    program = ProgramClient(make_program(world.unit, "coordinator"))
    described = program.get("/api/openapi.json").json()["paths"]["/api/funnel"]["get"]
    months = next(p for p in described["parameters"] if p["name"] == "months")["schema"]["enum"]
    for month in months:
        assert program.get(f"/api/funnel?months={month}").status_code == 200
    assert program.get("/api/funnel?months=7").status_code == 422


def test_a_file_opens_for_one_of_two(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
    program = ProgramClient(make_program(world.unit, "coordinator"))
    assert program.send("/api/files", {}).status_code == 422
    both = {"person": str(person.id), "referral": str(uuid4())}
    assert program.send("/api/files", both).status_code == 422
    first = program.send("/api/files", {"person": str(person.id)}).json()
    assert program.send("/api/files", {"person": str(person.id)}).json()["id"] == first["id"]
    with acting_as(world.coordinator):
        assert AssistanceFile.objects.count() == 1
