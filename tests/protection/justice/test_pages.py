"""The tab "Justice" over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.agencies.door import Account
from punte.protection.assistance.models import AssistanceFile
from punte.protection.justice.models import (
    Claim,
    Hearing,
    LegalAid,
    ProtectiveMeasure,
    StatementSession,
)
from tests.protection.justice.making import claim_of, file_of, hear, plan
from tests.support.signs import client_of
from tests.support.worlds import World, viewer


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


@pytest.fixture
def file(world: World) -> AssistanceFile:
    with acting_as(world.coordinator) as by:
        return file_of(by)


def sent(**values: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), **values}


def hour(**away: int) -> str:
    return timezone.localtime(timezone.now() + timedelta(**away)).strftime("%Y-%m-%dT%H:%M")


TODAY = timezone.localdate


def test_sums_are_written_as_the_reader_writes_them(world: World, file: AssistanceFile) -> None:
    with acting_as(world.coordinator) as by:
        claim = claim_of(by, file, asked="50000.5")
    client = client_of(world.coordinator)
    drawn = {"en": "50,000.50", "ro": "50.000,50", "uk": "50\xa0000,50"}
    for language, words in drawn.items():
        Account.objects.filter(pk=world.coordinator.account_id).update(language=language)
        for page in (at("justice", file.id), at("claim", claim.id)):
            assert f"{words} {claim.currency}" in client.get(page).content.decode()


def test_the_page_asks_as_much_for_one_row_as_for_many(world: World, file: AssistanceFile) -> None:
    client = client_of(world.coordinator)

    def fill() -> None:
        with acting_as(world.coordinator) as by:
            claim_of(by, file)
            hear(by, file)
            plan(by, file, why_again="Again.")

    def count() -> int:
        client.get(at("justice", file.id))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(at("justice", file.id)).status_code == 200
        return len(caught)

    fill()
    few = count()
    for _number in range(4):
        fill()
    assert count() == few
    assert "More than one telling" in client.get(at("justice", file.id)).content.decode()


def test_aid_rights_and_measures_by_form(world: World, file: AssistanceFile) -> None:
    client, today = client_of(world.coordinator), TODAY().isoformat()
    assert "Explain the rights first" in client.get(at("justice", file.id)).content.decode()
    aid = sent(kind="state", asked_on=today)
    assert client.post(at("aid_new", file.id), aid).status_code == 302
    measure = sent(kind="md_protection_order", asked_on=today)
    assert client.post(at("measure_new", file.id), measure).status_code == 302
    foreign = sent(kind="ro_protection_order", asked_on=today)
    assert client.post(at("measure_new", file.id), foreign).status_code == 422
    rights = sent(
        rights=["help", "once"], language="ro", form="easy", understood="yes", explained_on=today
    )
    assert client.post(at("rights_new", file.id), rights).status_code == 302
    with acting_as(world.coordinator):
        aid_row, measure_row = LegalAid.objects.get(), ProtectiveMeasure.objects.get()
    granted = sent(version=1, state="granted", on=today, office="Invented Office")
    assert client.post(at("aid_answer", aid_row.id), granted).status_code == 302
    assert client.post(at("aid_answer", aid_row.id), granted).status_code == 422
    refused = sent(version=1, state="refused", on=today)
    assert client.post(at("measure_answer", measure_row.id), refused).status_code == 302
    page = client.get(at("justice", file.id)).content.decode()
    assert "Invented Office" in page
    assert "not verified" in page


def test_court_and_statement_by_form(world: World, file: AssistanceFile) -> None:
    client = client_of(world.coordinator)
    day = sent(kind="hearing", at=hour(days=3), court="Court", goes=world.coordinator.account_id,
               measures=["screen"], interpreter="uk")  # fmt: skip
    assert client.post(at("hearing_new", file.id), day).status_code == 302
    stranger = {**day, "once": str(uuid4()), "goes": world.caseworker.account_id}
    assert client.post(at("hearing_new", file.id), stranger).status_code == 422
    with acting_as(world.coordinator):
        row = Hearing.objects.get()
    assert client.get(at("hearing_change", row.id)).status_code == 200
    change = {**day, "version": 1, "court": "Another Court"}
    assert client.post(at("hearing_change", row.id), change).status_code == 302
    ready = sent(version=2)
    assert client.post(at("hearing_move", row.id, "prepare"), ready).status_code == 302
    assert client.get(at("hearing_move", row.id, "burn")).status_code == 404
    story = sent(at=hour(hours=-1), place="Room", body="Police", topics="All", will_record="on")
    assert client.post(at("statement_new", file.id), story).status_code == 302
    page = client.get(at("statement_new", file.id)).content.decode()
    assert "A second telling" in page
    assert "Why must the person tell the story again?" in page
    again = {**story, "once": str(uuid4())}
    assert client.post(at("statement_new", file.id), again).status_code == 422
    with acting_as(world.coordinator):
        session = StatementSession.objects.get()
    join = sent(body="Prosecution", topics="The money")
    assert client.post(at("statement_join", session.id), join).status_code == 302
    told = sent(version=1, state="held", recorded="yes", kept_by="Police")
    assert client.post(at("statement_end", session.id), told).status_code == 302
    assert "The recording is kept by Police" in client.get(at("justice", file.id)).content.decode()


def test_a_claim_by_form_to_its_payment(world: World, file: AssistanceFile) -> None:
    client, today = client_of(world.coordinator), TODAY().isoformat()
    claim = sent(kind="state", asked="1000.50", currency="MDL", body="Commission")
    huge = {**claim, "asked": "9" * 40}
    assert client.post(at("claim_new", file.id), huge).status_code == 422
    assert client.post(at("claim_new", file.id), claim).status_code == 302
    with acting_as(world.coordinator):
        row = Claim.objects.get()
    steps = (("lodge", ""), ("grant", "1000.50"), ("pay", "1000.00"), ("pay", "0.50"))
    for version, (name, amount) in enumerate(steps, start=1):
        assert client.get(at("claim_move", row.id, name)).status_code == 200
        step = sent(version=version, on=today, amount=amount)
        assert client.post(at("claim_move", row.id, name), step).status_code == 302
    page = client.get(at("claim", row.id)).content.decode()
    assert "1,000.50 MDL" in page
    late = sent(version=5, on=today, amount="1")
    assert client.post(at("claim_move", row.id, "pay"), late).status_code == 409
    assert client.get(at("claim_move", row.id, "burn")).status_code == 404


def test_roles_without_the_class_have_no_tab_and_no_page(
    world: World, file: AssistanceFile
) -> None:
    for role in ("shelter_manager", "health_worker", "analyst"):
        answer = client_of(viewer(world.unit, role)).get(at("justice", file.id))
        assert answer.status_code == 403
    assert client_of(world.foreign_coordinator).get(at("justice", file.id)).status_code == 404
    nul = sent(kind="state", asked_on=TODAY().isoformat(), office="a\x00b")
    answer = client_of(world.coordinator).post(at("aid_new", file.id), nul)
    assert answer.status_code in {200, 400, 422}
