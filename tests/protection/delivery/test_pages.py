"""The pages, asked over HTTP in several roles."""

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

from punte.core.access.door import DataClass, Viewer, acting_as
from punte.core.ledger.models import Entry
from punte.protection.assistance.models import AssistanceFile
from punte.protection.delivery.actions.papers import MOST_BYTES
from punte.protection.delivery.models import Appointment, Note, Paper, ServiceItem
from punte.protection.delivery.models.words import PaperKind
from tests.core.vault.support import as_owner
from tests.protection.delivery.support import (
    PDF,
    at,
    kept,
    meeting,
    noted,
    planned,
    sent_file,
)
from tests.support.persons import make_consent, make_sent
from tests.support.signs import client_of
from tests.support.worlds import World, viewer

TABS = ("services", "appointments", "notes", "documents")
NEW = ("service_new", "appointment_new", "note_new", "document_new")


def send(client: Client, url: str, **values: Any) -> Any:
    return client.post(url, {"once": str(uuid4()), **values})


def fill(by: Viewer, file: AssistanceFile) -> None:
    """One of each, of the class that only some roles see when the viewer's role does."""
    medical = DataClass.MEDICAL in by.classes
    more = {"data_class": DataClass.MEDICAL} if medical else {}
    planned(by, file, "medical" if medical else "legal", provider_name=f"office {by.role_key}")
    meeting(by, file, what=f"meeting {by.role_key}", **more)
    noted(by, file, f"note {by.role_key}", **more)
    kept(
        by,
        file,
        PaperKind.MEDICAL if medical else PaperKind.OTHER,
        label=f"paper {by.role_key}",
        expires_on=timezone.localdate() + timedelta(days=5),
    )


@pytest.mark.parametrize("tab", TABS)
def test_a_page_shows_what_the_role_s_classes_hold(
    world: World, file: AssistanceFile, nurse: Viewer, tab: str
) -> None:
    fill(nurse, file)
    fill(world.caseworker, file)
    theirs = client_of(world.caseworker).get(at(tab, file.id)).content.decode()
    hers = client_of(nurse).get(at(tab, file.id)).content.decode()
    assert "caseworker</" in theirs
    assert "health_worker</" not in theirs
    assert "health_worker</" in hers
    with as_owner():
        readings = Entry.objects.filter(action="file.read", subject=file.person_id)
        assert readings.filter(detail__fields=[tab]).count() == 2


@pytest.mark.parametrize(
    "tab", [*TABS, "service_new", "appointment_new", "note_new", "document_new"]
)
def test_other_agencies_find_nothing(world: World, file: AssistanceFile, tab: str) -> None:
    assert client_of(world.caseworker).get(at(tab, file.id)).status_code == 200
    assert client_of(world.foreign_coordinator).get(at(tab, file.id)).status_code == 404
    assert client_of(viewer(world.ngo, "analyst")).get(at(tab, file.id)).status_code == 403


@pytest.mark.parametrize("name", [*TABS, "all_services", "all_appointments", "documents_expiring"])
def test_lists_ask_the_same_number_of_queries_for_one_and_many(
    world: World, file: AssistanceFile, name: str
) -> None:
    client = client_of(world.caseworker)
    url = at(name, file.id) if name in TABS else at(name)

    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(url).status_code == 200
        return len(caught)

    fill(world.caseworker, file)
    client.get(url)
    few = queries()
    for _ in range(4):
        fill(world.caseworker, file)
    assert queries() == few


def test_a_service_from_plan_to_picture(world: World, file: AssistanceFile) -> None:
    client, today = client_of(world.caseworker), timezone.localdate().isoformat()
    answer = send(
        client,
        at("service_new", file.id),
        kind="legal",
        planned_for=today,
        provider="outside",
        provider_name="An invented office",
    )
    assert answer.status_code == 302
    with acting_as(world.caseworker):
        row = ServiceItem.objects.get()
    said = {"outcome": "delivered", "delivered_on": today, "version": 1}
    wrong = send(client, at("service_outcome", row.id), **said, hours="NaN", cost="5")
    assert wrong.status_code == 422
    assert "Error" in wrong.content.decode()
    right = {**said, "hours": "2.5", "cost": "1250", "currency": "RON"}
    assert send(client, at("service_outcome", row.id), **right).status_code == 302
    assert send(client, at("service_outcome", row.id), **right).status_code == 409
    page = client.get(at("services", file.id)).content.decode()
    assert "1,250.00 RON" in page
    assert "Hours given, by kind of help" in page
    assert client.get(at("service", row.id)).status_code == 200
    plan = {"planned_for": today, "provider": "own", "desk": world.desk.pk, "version": 2}
    assert send(client, at("service_plan", row.id), **plan).status_code == 302


def test_filters_narrow_and_nonsense_is_no_fault(world: World, file: AssistanceFile) -> None:
    client = client_of(world.caseworker)
    planned(world.caseworker, file, "legal")
    planned(world.caseworker, file, "housing", provider_name="The other office")
    url = at("services", file.id)
    assert "The other office" in client.get(url, {"kind": "housing"}).content.decode()
    assert "The other office" not in client.get(url, {"kind": "legal"}).content.decode()
    for nonsense in ({"kind": "moon"}, {"first": "x"}, {"last": "9999-99-99"}, {"page": "1e9"}):
        assert client.get(url, nonsense).status_code == 200
    for name in ("all_appointments", "documents_expiring", "all_services"):
        assert client.get(at(name), {"day": "0001-01-01", "first": "0001-01-01"}).status_code == 200


def test_what_a_referral_asked_for_leads_to_its_own_page(
    world: World, file: AssistanceFile
) -> None:
    with acting_as(world.coordinator) as by:
        make_consent(by, file.person, world.ngo)
        referral = make_sent(by, file.person, world.desk)
    with acting_as(world.caseworker):
        AssistanceFile.objects.filter(pk=file.pk).update(referral=referral)
    asked, other = (planned(world.caseworker, file, kind) for kind in ("housing", "legal"))
    client = client_of(world.caseworker)
    link = f'href="{at("referral", referral.id)}"'
    assert link in client.get(at("service", asked.id)).content.decode()
    assert link not in client.get(at("service", other.id)).content.decode()


def test_an_appointment_made_moved_and_settled(world: World, file: AssistanceFile) -> None:
    client, day = client_of(world.caseworker), timezone.localdate() + timedelta(days=1)
    said = {
        "what": "the doctor",
        "day": day.isoformat(),
        "hour": "10:00",
        "minutes": "60",
        "caseworker": world.caseworker.account_id,
        "remind_hours": "24",
        "data_class": "operational",
    }
    url = at("appointment_new", file.id)
    assert send(client, url, **said, place="Here", place_by_phone="on").status_code == 422
    assert send(client, url, **said, place_by_phone="on").status_code == 302
    again = client.post(url, {"once": str(uuid4()), **said}, follow=True).content.decode()
    assert "another appointment at that time" in again
    assert "another at the same time" in again
    assert "told by phone only" in client.get(at("all_appointments")).content.decode()
    with acting_as(world.caseworker):
        row = Appointment.objects.order_by("id").first()
    assert row is not None
    assert client.get(at("appointment", row.id)).status_code == 200
    moved = {**said, "hour": "12:00", "version": "1"}
    assert send(client, at("appointment", row.id), **moved).status_code == 302
    assert send(client, at("appointment", row.id), **moved).status_code == 409
    settle = at("appointment_settle", row.id)
    assert send(client, settle, state="made up", version=2).status_code == 422
    assert send(client, settle, state="cancelled", version=2).status_code == 302
    assert send(client, url, **{**said, "minutes": "9" * 40}).status_code == 422
    assert send(client, url, **{**said, "data_class": "medical"}).status_code == 422


def test_a_note_written_and_corrected(world: World, file: AssistanceFile) -> None:
    client = client_of(world.caseworker)
    new = at("note_new", file.id)
    assert send(client, new, text="Slept well.", data_class="operational").status_code == 302
    assert send(client, new, text="", data_class="operational").status_code == 422
    assert send(client, new, text="Fever.", data_class="medical").status_code == 422
    assert client.post(new, {"text": "No key", "data_class": "legal"}).status_code == 422
    with acting_as(world.caseworker):
        row = Note.objects.get()
    assert "Slept well." in client.get(at("note_correct", row.id)).content.decode()
    assert send(client, at("note_correct", row.id), text="Slept badly.").status_code == 302
    page = client.get(at("notes", file.id), {"show": "operational"}).content.decode()
    assert "Slept badly." in page
    assert "Slept well." not in page
    with acting_as(world.caseworker):
        newest = Note.objects.get(corrects=row)
    history = client.get(at("note", newest.id)).content.decode()
    assert history.index("Slept badly.") < history.index("Slept well.")


def test_a_document_up_and_down_again(world: World, file: AssistanceFile) -> None:
    client = client_of(world.caseworker)
    new, day = at("document_new", file.id), timezone.localdate() + timedelta(days=9)
    parts = {f"expires_on_{part}": getattr(day, part) for part in ("day", "month", "year")}
    answer = send(client, new, kind="permit", upload=sent_file(), label="one year", **parts)
    assert answer.status_code == 302
    with acting_as(world.caseworker):
        row = Paper.objects.get()
    page = client.get(at("documents", file.id)).content.decode()
    assert "expires soon" in page
    down = reverse("files:download", args=[row.stored])
    assert f'href="{down}"' in page
    assert client_of(world.other_caseworker).get(down).getvalue() == PDF
    assert client_of(world.coordinator).get(down).status_code == 404
    newer = send(client, at("document_newer", row.id), upload=sent_file(PDF + b"2"), label="")
    assert newer.status_code == 302
    assert send(client, at("document_newer", row.id), upload=sent_file()).status_code == 409
    assert client.get(at("documents", file.id), {"old": "on"}).content.decode().count("older") >= 1
    with acting_as(world.caseworker):
        last = Paper.objects.get(replaces=row)
    assert send(client, at("document_away", last.id)).status_code == 302


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "paper.pdf"),
        (PDF, "paper.png"),
        (b"MZ a program\x00", "paper.pdf"),
        (b"x" * (MOST_BYTES + 1), "paper.pdf"),
    ],
)
def test_what_is_no_document_is_said_on_the_form(
    world: World, file: AssistanceFile, content: bytes, name: str
) -> None:
    answer = send(
        client_of(world.caseworker),
        at("document_new", file.id),
        kind="other",
        upload=sent_file(content, name),
    )
    assert answer.status_code == 422
    assert "field--bad" in answer.content.decode() or "error" in answer.content.decode()
    with acting_as(world.caseworker):
        assert not Paper.objects.exists()


def test_a_caseworker_is_offered_no_medical_kinds(world: World, file: AssistanceFile) -> None:
    client = client_of(world.caseworker)
    assert 'value="psychological"' not in client.get(at("service_new", file.id)).content.decode()
    answer = send(
        client,
        at("service_new", file.id),
        kind="psychological",
        planned_for=timezone.localdate().isoformat(),
        provider="outside",
        provider_name="An invented office",
    )
    assert answer.status_code == 422
    answer = send(client, at("document_new", file.id), kind="medical", upload=sent_file())
    assert answer.status_code == 422
    with acting_as(world.caseworker):
        assert not Paper.objects.exists()
