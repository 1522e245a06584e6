"""The pages of exhibits and stores, as people use them."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.ledger.door import sequence_pending
from punte.investigation.cases.door import Case
from punte.investigation.evidence.door import EvidenceFile, Exhibit, State
from tests.investigation.evidence.test_custody import ORDER, does, endings, offer
from tests.support.cases import in_team
from tests.support.database import as_role
from tests.support.exhibits import incoming, make_exhibit
from tests.support.papers import words_on
from tests.support.signs import client_of
from tests.support.worlds import World

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'></svg>"
Led = tuple[Case, Viewer]


def page(client: Client, name: str, *args: Any, **query: Any) -> str:
    answer = client.get(reverse(f"investigation:{name}", args=args), query)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.text


def send(client: Client, name: str, *args: Any, **data: Any) -> Any:
    url = reverse(f"investigation:{name}", args=args)
    return client.post(url, {"once": str(uuid4()), **data})


def taken(**more: Any) -> dict[str, Any]:
    return {
        "what": "Invented notebook",
        "category": "document",
        "found_place": "Invented house",
        "found_at": (timezone.localtime() - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M:%S"),
        "clock": "watch",
        "clock_offset": "30",
        "finder": "Officer Invented",
        "legal_basis": "Order 12",
        **more,
    }


def test_taking_by_form(led: Led) -> None:
    case, by = led
    client = client_of(by)
    assert "No exhibit yet" in page(client, "exhibits", case.pk)
    upload = SimpleUploadedFile("evil.svg", SVG, "image/svg+xml")
    answer = send(client, "exhibit_new", case.pk, **taken(file=upload))
    assert answer.status_code == 302
    shown = client.get(answer.url).text
    assert "Invented notebook" in shown
    assert "30 seconds fast" in shown
    assert "<svg xmlns" not in shown
    for told in ("yesterday", "0001-01-01T00:00", "9999-12-31T23:59"):
        wrong = send(client, "exhibit_new", case.pk, **taken(found_at=told, clock_offset="-30"))
        assert wrong.status_code == 422
        assert "Enter a valid date/time" in wrong.text
    empty = SimpleUploadedFile("empty.txt", b"")
    assert "empty" in send(client, "exhibit_new", case.pk, **taken(file=empty)).text
    with acting_as(by):
        file = EvidenceFile.objects.get()
    given = client.get(reverse("investigation:exhibit_file", args=[file.pk]))
    assert b"".join(given.streaming_content) == SVG  # type: ignore[arg-type]
    assert given["Content-Disposition"].startswith("attachment")
    assert given["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in given["Content-Security-Policy"]
    assert "svg" not in given["Content-Type"]


def test_a_list_with_filters_and_csv_asks_little(led: Led) -> None:
    case, by = led
    for number in range(3):
        make_exhibit(by, case, what=f"Thing {number}", seal=f"S-{number}")
    client = client_of(by)
    page(client, "exhibits", case.pk)
    with CaptureQueriesContext(connection) as few:
        found = page(client, "exhibits", case.pk, q="s-1")
    assert "Thing 1" in found
    assert "Thing 2" not in found
    make_exhibit(by, case)
    with CaptureQueriesContext(connection) as same:
        page(client, "exhibits", case.pk)
    assert len(same) <= len(few) + 1
    url = reverse("investigation:exhibits", args=[case.pk])
    csv = client.get(url, {"format": "csv", "state": "held"})
    assert len(csv.getvalue().decode().strip().splitlines()) == 5  # type: ignore[attr-defined]


def test_from_the_team_to_the_store(led: Led, stored: Any) -> None:
    (case, by), (store, keeper) = led, stored
    exhibit = make_exhibit(by, case)
    team, shelf = client_of(by), client_of(keeper)
    assert store.name in page(team, "custody_step", exhibit.pk, "offer")
    data = {"to": store.key, "reason": "to keep", "version": "1", "clock": "system"}
    answer = send(team, "custody_step", exhibit.pk, "offer", clock_offset="0", **data)
    assert answer.status_code == 302
    assert "not yet received" in team.get(answer.url).text
    assert exhibit.number in page(shelf, "store", store.pk)
    kept = page(shelf, "kept", exhibit.pk)
    assert "Receive" in kept
    assert case.name not in kept
    old = {"version": "1", "clock": "system", "clock_offset": "0"}
    assert send(shelf, "custody_step", exhibit.pk, "accept", **old).status_code == 409
    new = old | {"version": "2", "shelf": "4"}
    assert send(shelf, "custody_step", exhibit.pk, "accept", **new).status_code == 302
    with acting_as(keeper):
        exhibit.refresh_from_db()
        assert (exhibit.holder, exhibit.shelf) == (store.key, "4")
    begun = send(shelf, "stock_new", store.pk)
    counted = shelf.post(begun.url, {"typed": exhibit.number})
    assert "0 still to be found" in shelf.get(counted.url).text
    taking = begun.url.rstrip("/").split("/")[-1]
    assert "1 of 1" in shelf.get(send(shelf, "stock_end", taking).url).text
    for name, args in (("exhibits", [case.pk]), ("exhibit", [case.pk, exhibit.pk])):
        assert shelf.get(reverse(f"investigation:{name}", args=args)).status_code == 403
    assert team.get(reverse("investigation:store", args=[store.pk])).status_code == 403


def test_papers_say_what_the_chain_says(led: Led, world: World) -> None:
    case, by = led
    exhibit = make_exhibit(by, case, incoming(b"invented"))
    client, second = client_of(by), in_team(case, by, world.second_investigator)
    url = reverse("investigation:exhibit_certificate", args=[case.pk, exhibit.pk])
    assert client.get(url).status_code == 422
    labels = client.get(reverse("investigation:exhibit_labels", args=[case.pk]), {"skip": "9"})
    assert exhibit.number in words_on(labels.content)
    wrong = client.get(reverse("investigation:exhibit_labels", args=[case.pk]), {"exhibit": "x"})
    assert wrong.status_code == 422
    does(by, endings.order_end, exhibit, order=ORDER)
    does(by, endings.begin_destruction, exhibit, method="burnt")
    does(second, endings.confirm_destruction, exhibit)
    chain = client.get(reverse("investigation:exhibit_chain", args=[case.pk, exhibit.pk]))
    ordered = words_on(chain.content)
    assert "Destruction ordered" in ordered
    assert "1-7/2026" in ordered
    assert "burnt" in ordered
    said = words_on(client.get(url).content)
    assert "Invented court" in said
    assert f"Signature: {by.display_name}" in said
    assert hashlib.sha256(b"invented").hexdigest()[:20] in said
    assert second.display_name in said


def test_a_steps_proof_is_given_out(led: Led) -> None:
    case, by = led
    exhibit = make_exhibit(by, case)
    with as_role("punte_worker"):
        sequence_pending()
    with acting_as(by):
        step = exhibit.chain_of.get()
    url = reverse("investigation:custody_proof", args=[step.pk])
    assert client_of(by).get(url).text.startswith("c2sp.org/tlog-proof@v1")


def test_nobody_else_sees_or_does(led: Led, world: World) -> None:
    case, by = led
    exhibit = make_exhibit(by, case)
    other = client_of(world.second_investigator)
    for name, args in (
        ("exhibits", [case.pk]),
        ("exhibit", [case.pk, exhibit.pk]),
        ("kept", [exhibit.pk]),
        ("custody_step", [exhibit.pk, "offer"]),
        ("exhibit_chain", [case.pk, exhibit.pk]),
    ):
        assert other.get(reverse(f"investigation:{name}", args=args)).status_code == 404, name
    does(by, offer, exhibit, to=f"person:{world.second_investigator.account_id}", reason="look")
    assert exhibit.number in page(other, "waiting")
    assert "Receive" in page(other, "kept", exhibit.pk)
    assert other.get(exhibit.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("act", ["no-such-step", "offer"])
def test_a_step_that_is_none(led: Led, act: str) -> None:
    case, by = led
    exhibit = make_exhibit(by, case)
    status = client_of(by).get(reverse("investigation:custody_step", args=[exhibit.pk, act]))
    assert status.status_code == (200 if act == "offer" else 404)
    with acting_as(by):
        assert Exhibit.objects.get().state == State.HELD
