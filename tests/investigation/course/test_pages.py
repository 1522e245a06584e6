"""The pages of a case's course over HTTP."""

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
from punte.investigation.cases.door import Wish, add_task
from punte.investigation.course.models import Accused, Charge, Disclosure, Hearing, Judgment
from punte.investigation.course.words import Finding
from tests.investigation.course.making import (
    Scene,
    ago,
    charge_of,
    entity_of,
    judged_of,
    make_final_of,
    offence_of,
    scene_of,
    sent_of,
    suspect_of,
)
from tests.investigation.course.test_victims import SECRET, disclosed_of, victim_of
from tests.support.signs import client_of
from tests.support.worlds import World


@pytest.fixture
def scene(world: World) -> Scene:
    return scene_of(world)


def at(name: str, *args: object) -> str:
    return reverse(f"investigation:{name}", args=args)


def send(client: Client, path: str, **values: Any) -> Any:
    return client.post(path, {"once": str(uuid4()), **values})


def test_a_case_goes_from_suspect_to_sentence_over_its_pages(scene: Scene) -> None:
    case = scene.case.pk
    with acting_as(scene.police):
        entity = entity_of(scene).pk
    police, prosecutor = client_of(scene.police), client_of(scene.prosecutor)
    sent = send(police, at("suspect_add", case), entity=entity, on=ago(9), basis="Invented")
    assert sent.status_code == 302
    with acting_as(scene.police):
        accused, offence = Accused.objects.get(case=case), offence_of(scene)
    charge = {"offence": offence, "wording": "Invented", "on": ago(8), "version": 1}
    add = at("charge_add", case, accused.pk)
    assert send(police, add, **charge).status_code == 403
    assert send(prosecutor, add, **charge).status_code == 302
    assert send(prosecutor, add, **charge).status_code == 409, "an old form"
    act = {"accused": [str(accused.pk)], "number": "1", "on": ago(7), "court": "Sample Court"}
    assert send(prosecutor, at("indict", case), **act).status_code == 302
    with acting_as(scene.police):
        field = f"charge_{Charge.objects.get(case=case).pk.hex}"
    ruling = {"instance": "first", "court": "Sample Court", "number": "7", "on": ago(5)}
    judge = at("judgment_add", case)
    assert send(prosecutor, judge, **ruling).status_code == 422, "no charge is judged"
    sent = send(prosecutor, judge, **ruling, told_on=ago(4), **{field: "convicted"})
    assert sent.status_code == 302
    page = police.get(at("course", case)).content.decode()
    assert "Appeal <span data-clock-words" in page.replace("\n", "")
    assert "Inventat Exemplescu" in page
    with acting_as(scene.police):
        judgment = Judgment.objects.get(case=case)
    appeal = {"appellant": "defence", "on": ago(3)}
    assert send(prosecutor, at("appeal_add", case, judgment.pk), **appeal).status_code == 302
    final = at("judgment_final", case, judgment.pk)
    assert send(prosecutor, final, on=ago(0), version=1).status_code == 409
    penalty = {"judgment": judgment.pk, "years": 5, "fine": "10", "currency": "MDL"}
    path = at("sentence_add", case, accused.pk)
    assert send(prosecutor, path, **penalty).status_code == 302
    assert "5 years" in prosecutor.get(accused.get_absolute_url()).content.decode()


@pytest.mark.parametrize("wrong", ["\x00", "9" * 400, "2026-13-45"])
def test_bad_input_is_said_on_the_form(scene: Scene, wrong: str) -> None:
    accused = suspect_of(scene)
    client = client_of(scene.prosecutor)
    values = dict.fromkeys(("kind", "starts_at", "ends_at", "ordered_by", "version"), wrong)
    assert send(client, at("restraint_add", scene.case.pk, accused.pk), **values).status_code == 422
    values = dict.fromkeys(("entity", "on", "basis"), wrong)
    assert send(client, at("suspect_add", scene.case.pk), **values).status_code == 422
    values = dict.fromkeys(("at", "court", "attends", "kind"), wrong)
    assert send(client, at("hearing_add", scene.case.pk), **values).status_code == 422
    assert client.get(at("course_counts"), {"by": wrong, "span": wrong}).status_code < 500


def test_a_stranger_finds_no_page(world: World, scene: Scene) -> None:
    accused = suspect_of(scene)
    victim = victim_of(scene)
    row = disclosed_of(scene, victim.pk)
    case = scene.case.pk
    client = client_of(world.second_investigator)
    for path in (
        at("course", case), at("accused", case, accused.pk), at("victims", case),
        at("disclosure", case, row.pk), at("victim_disclose", case, victim.pk),
    ):  # fmt: skip
        assert client.get(path).status_code == 404


def test_another_cases_rows_are_not_reached_through_ones_own(world: World) -> None:
    mine, other = scene_of(world), scene_of(world)
    accused = suspect_of(other)
    client = client_of(mine.prosecutor)
    assert client.get(at("accused", mine.case.pk, accused.pk)).status_code == 404
    assert client.get(at("charge_add", mine.case.pk, accused.pk)).status_code == 404


def test_a_disclosure_is_read_until_it_is_withdrawn(scene: Scene) -> None:
    victim = victim_of(scene)
    client, case = client_of(scene.police), scene.case.pk
    values = {
        "source": "Invented Agency", "basis": "consent", "basis_text": "1", "purpose": "Hearing",
        "given_on": ago(0), "until": timezone.localtime() + timedelta(days=1),
    }  # fmt: skip
    values["until"] = values["until"].strftime("%Y-%m-%dT%H:%M")  # type: ignore[attr-defined]
    path = at("victim_disclose", case, victim.pk)
    assert send(client, path, **values).status_code == 422, "nothing was disclosed"
    assert send(client, path, **values, part_story=SECRET).status_code == 302
    with acting_as(scene.police):
        row = Disclosure.objects.get(case=case)
    assert SECRET not in client.get(at("victims", case)).content.decode()
    assert SECRET in client.get(at("disclosure", case, row.pk)).content.decode()
    withdraw = at("disclosure_withdraw", case, row.pk)
    assert send(client, withdraw, why="Invented", version=1).status_code == 302
    assert SECRET not in client.get(at("disclosure", case, row.pk)).content.decode()


def asked(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_the_course_asks_no_more_for_more(scene: Scene) -> None:
    def more(caption: str) -> None:
        charge = sent_of(scene, suspect_of(scene, caption))
        make_final_of(scene, judged_of(scene, charge, Finding.CONVICTED, told_on=ago(3)))
        charge_of(scene, suspect_of(scene, f"{caption} two"))
        disclosed_of(scene, victim_of(scene).pk)
        with acting_as(scene.police):
            Hearing.objects.create(
                case=scene.case, owner=scene.case.owner, audiences=scene.case.audiences,
                kind="merits", at=timezone.now() + timedelta(days=2), court="C",
                attends=[scene.police.account_id], made_at=timezone.now(),
                made_by_id=scene.police.account_id, request_key=uuid4(),
            )  # fmt: skip

    client = client_of(scene.police)
    pages = [at("course", scene.case.pk), at("victims", scene.case.pk)]
    more("Unu Exemplescu")
    few = [asked(client, page) for page in pages]
    for caption in ("Doi Exemplescu", "Trei Exemplescu"):
        more(caption)
    assert [asked(client, page) for page in pages] == few


def test_counts_are_a_page_and_a_file(scene: Scene, world: World) -> None:
    suspect_of(scene)
    client = client_of(scene.police)
    page = client.get(at("course_counts"), {"by": "agency"}).content.decode()
    assert "From investigation to conviction" in page
    lines = b"".join(client.get(at("course_counts_csv"))).decode().splitlines()  # type: ignore[call-overload]
    assert "hidden" in lines[1]
    assert client_of(world.caseworker).get(at("course_counts")).status_code == 403


def test_the_calendar_holds_what_is_ahead_in_ones_own_cases(scene: Scene, world: World) -> None:
    when = timezone.localtime() + timedelta(days=2)
    values = {"kind": "merits", "at": when.strftime("%Y-%m-%dT%H:%M"), "court": "Sample Court"}
    client = client_of(scene.police)
    assert send(client, at("hearing_add", scene.case.pk), **values).status_code == 302
    with acting_as(scene.police) as by:
        wish = Wish("Ask the bank", assignee=by.account_id, due_on=ago(1))
        add_task(by=by, case_id=scene.case.pk, wish=wish, request_key=uuid4())
    page = client.get(at("case_calendar")).content.decode()
    assert page.index("Ask the bank") < page.index("Sample Court"), "what is late stands first"
    assert "Sample Court" in client.get(at("day")).content.decode(), "the day begins with it"
    assert (
        "Sample Court"
        not in client_of(world.second_investigator).get(at("case_calendar")).content.decode()
    )
