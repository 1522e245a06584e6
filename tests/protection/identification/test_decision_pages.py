"""The pages of screening and of the status ladder, asked over HTTP as people of several roles."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse

from punte.core.access.door import acting_as
from punte.protection.identification.actions.status import propose_status
from punte.protection.identification.actions.status_decision import Step
from punte.protection.identification.models import Screening, StatusDecision
from punte.protection.persons.models import Person
from punte.protection.persons.models.words import Status
from tests.support.persons import make_person
from tests.support.signs import all_answers, client_of, send_sign, take
from tests.support.worlds import World, viewer


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


def filled(key: str, age: str, **yes: str) -> dict[str, str]:
    return {**all_answers(key, age, **yes).items, "once": str(uuid4())}


def test_screening_on_the_page(world: World) -> None:
    row = send_sign(world.officer, world.unit, age_band="unknown")
    take(world.coordinator, row)
    client = client_of(world.coordinator)
    assert "child path" in client.get(at("screen", row.person_id)).content.decode()
    page = client.get(at("screen_with", row.person_id, "labour")).content.decode()
    assert page.count('class="question"') == 65
    partly = filled("labour", "child")
    partly.pop("CL-DR-01")
    refused = client.post(at("screen_with", row.person_id, "labour"), partly)
    assert "kept only whole" in refused.content.decode()
    values = filled("labour", "child", CL_EX_01="yes", CL_EX_02="yes", CL_EX_03="yes")
    sent = client.post(at("screen_with", row.person_id, "labour"), values)
    again = client.post(at("screen_with", row.person_id, "labour"), values)
    assert sent.headers["Location"] == again.headers["Location"]
    result = client.get(sent.headers["Location"]).content.decode()
    assert "advises and never decides" in result
    assert "Not needed for a child" in result
    assert client.get(at("screen", row.person_id)).content.decode().count("<time") >= 1
    with acting_as(world.coordinator):
        assert Screening.objects.count() == 1
        assert Person.objects.get().status == "none"


def test_screening_pages_for_the_wrong_people(world: World) -> None:
    row = send_sign(world.officer, world.unit)
    assert client_of(world.officer).get(at("screen", row.person_id)).status_code == 200
    take(world.coordinator, row)
    for by in (world.officer, world.foreign_coordinator):
        for name, args in (("screen", [row.person_id]), ("screen_with", [row.person_id, "border"])):
            assert client_of(by).get(at(name, *args)).status_code == 404
    nurse = viewer(world.unit, "health_worker")
    assert client_of(nurse).get(at("screen", row.person_id)).status_code == 403
    known = client_of(world.coordinator)
    assert known.get(at("screen_with", row.person_id, "astrology")).status_code == 404
    assert known.get(at("screening", uuid4())).status_code == 404


def test_deciding_on_the_page(world: World) -> None:
    assert world.supervisor
    with acting_as(world.coordinator) as by:
        person = make_person(by, nationality="UA")
    client, second = client_of(world.coordinator), client_of(world.supervisor)
    step = {"exploitation": "labour", "ground": "Told of debt and of held papers.",
            "decided_on": "2026-11-01"}  # fmt: skip
    once = str(uuid4())
    for _ in range(2):
        client.post(at("status_propose", person.pk), {**step, "status": "presumed", "once": once})
    page = client.get(at("status", person.pk)).content.decode()
    assert "Presumed victim" in page
    assert "Reflection period" in page
    client.post(
        at("status_propose", person.pk), {**step, "status": "identified", "once": str(uuid4())}
    )
    assert client.get(at("status_propose", person.pk)).status_code == 409
    assert "You proposed this" in client.get(at("status", person.pk)).content.decode()
    with acting_as(world.coordinator) as by:
        waiting = person.proposals.get()
    yes = {"exploitation": "labour", "read": "on", "once": str(uuid4())}
    assert client.post(at("status_confirm", waiting.pk), yes).status_code == 403
    assert second.post(at("status_confirm", waiting.pk), {"once": "x"}).status_code == 422
    assert second.post(at("status_confirm", waiting.pk), yes).status_code == 302
    late = second.post(at("status_reject", waiting.pk), {"reason": "Too late now."})
    assert late.status_code == 409
    with acting_as(world.coordinator):
        decision = StatusDecision.objects.get(status=Status.IDENTIFIED)
    asked = client.post(
        at("status_review", decision.pk), {"kind": "appeal", "reason": "The person disagrees."}
    )
    assert asked.status_code == 302
    assert "Answer the review" in client.get(at("status", person.pk)).content.decode()


def test_status_pages_for_the_wrong_people(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        step = Step(Status.NOT_VICTIM, "A ground of enough words.", person.notified_at.date())
        waiting = propose_status(by=by, person=person.pk, step=step, request_key=uuid4())
    foreign, officer = client_of(world.foreign_coordinator), client_of(world.officer)
    for name, key in (("status", person.pk), ("status_propose", person.pk)):
        assert foreign.get(at(name, key)).status_code == 404
        assert officer.get(at(name, key)).status_code == 403
    for name in ("status_confirm", "status_reject"):
        words = {"reason": "Not enough known.", "exploitation": "labour", "read": "on"}
        answer = foreign.post(at(name, waiting.pk), {**words, "once": str(uuid4())})
        assert answer.status_code == 404
        assert officer.post(at(name, waiting.pk)).status_code == 403
