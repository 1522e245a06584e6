"""The interface for programs: described whole, refused in pairs, once for each key, paged."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from punte.config.api import api
from punte.core.access.door import ROLES, Permission, acting_as
from punte.protection.identification.models import Notification
from punte.protection.referral.models import Consent, Referral
from tests.support.persons import make_consent, make_person
from tests.support.programs import ProgramClient, make_program
from tests.support.worlds import World

DESCRIPTION = Path(__file__).with_name("openapi.json")
KIND = "application/problem+json"


def test_the_description_is_as_it_was_agreed(client: Client, db: None) -> None:
    """Changed on purpose? Then write it anew with PUNTE_WRITE_OPENAPI=1, and tell its users."""
    found = json.loads(client.get("/api/openapi.json").content)
    if os.environ.get("PUNTE_WRITE_OPENAPI") == "1":
        DESCRIPTION.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
    assert found == json.loads(DESCRIPTION.read_text())


@pytest.mark.parametrize("path", ["/api/", "/api/nothing", "/api/persons/7"])
def test_an_address_that_is_none_is_a_problem_too(client: Client, db: None, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, KIND)


def operations() -> Iterator[tuple[str, str, Permission]]:
    for _prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    yield method, path, operation.view_func.permission


def address(path: str) -> str:
    parts = [str(uuid4()) if part.startswith("{") else part for part in path.split("/")]
    return "/api" + "/".join(parts)


def test_every_operation_refuses_without_its_permission(world: World) -> None:
    analyst = make_program(world.ngo, "analyst", scopes=frozenset({Permission.SEE_FUNNEL}))
    officer = make_program(world.border, "officer", scopes=frozenset({Permission.NOTIFY}))
    asked = "?box=in&service=housing"
    for method, path, permission in sorted(set(operations())):
        lacking = officer if permission == Permission.SEE_FUNNEL else analyst
        answer = ProgramClient(lacking).generic(
            method, address(path) + asked, "{}", content_type="application/json"
        )
        allowed = {403} if method == "GET" else {403, 422}
        assert answer.status_code in allowed, (path, answer.content)
        assert answer["Content-Type"] == KIND
        assert Client().generic(method, address(path)).status_code == 401, path


def test_a_token_made_on_the_page_reads_referrals(world: World) -> None:
    """The page offers no "use one's own account"; the box of one's desk opens without it."""
    scopes = frozenset({Permission.ANSWER_REFERRAL})
    program = ProgramClient(make_program(world.ngo, "caseworker", scopes=scopes))
    assert program.get("/api/referrals?box=in").status_code == 200
    assert program.get("/api/referrals?box=out").status_code == 403


def sign(world: World, **more: Any) -> dict[str, Any]:
    return {
        "to_unit": world.unit.pk,
        "channel": "border",
        "name_place": "named",
        "age_band": "adult",
        "identity": {"given_name": "Proba", "family_name": "Testescu"},
        **more,
    }


def test_a_notification_is_sent_once_for_each_key(world: World) -> None:
    program = ProgramClient(make_program(world.border, "officer"))
    first, again = (program.send("/api/notifications", sign(world), key="k1") for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201), first.content
    assert first.json()["id"] == again.json()["id"]
    other = program.send("/api/notifications", sign(world), key="k2").json()
    assert other["id"] != first.json()["id"]
    assert "Testescu" not in first.content.decode()
    read = program.get(f"/api/notifications/{other['id']}").json()
    assert read["state"] == "sent"
    assert program.post("/api/notifications", sign(world), "application/json").status_code == 422
    with acting_as(world.coordinator):
        assert Notification.objects.count() == 2


@pytest.mark.parametrize(
    "more",
    [
        {"to_unit": 10**12},
        {"to_unit": "x"},
        {"channel": "teleport"},
        {"name_place": "declined"},
        {"nationality": "QQ"},
        {"nationality": "\x00"},
        {"note": "x" * 4001},
        {"note": "a\x00b"},
        {"identity": {"given_name": "\x00"}},
        {"red_flags": ["none such"]},
    ],
)
def test_bad_input_says_where_and_keeps_nothing(world: World, more: dict[str, Any]) -> None:
    program = ProgramClient(make_program(world.border, "officer"))
    answer = program.send("/api/notifications", sign(world, **more))
    assert answer.status_code == 422, answer.content
    assert answer["Content-Type"] == KIND
    with acting_as(world.coordinator):
        assert not Notification.objects.exists()


def test_pages_go_on_where_they_ended(world: World) -> None:
    with acting_as(world.coordinator) as by:
        made = [str(make_person(by).id) for _ in range(7)]
    program = ProgramClient(make_program(world.unit, "coordinator"))
    first = program.get("/api/persons?limit=3").json()
    with acting_as(world.coordinator) as by:
        make_person(by)
    seen = [row["id"] for row in first["items"]]
    cursor = first["next"]
    while cursor:
        page = program.get("/api/persons", {"limit": 3, "after": cursor}).json()
        seen += [row["id"] for row in page["items"]]
        cursor = page["next"]
    assert seen == made[::-1]
    for bad in ("?limit=0", "?limit=201", "?after=x", "?after=WzEsMl0=", "?limit=9e99"):
        assert program.get(f"/api/persons{bad}").status_code == 422, bad


def ask_for(world: World, person: Any, **more: Any) -> dict[str, Any]:
    return {
        "person": str(person.id),
        "desk": world.desk.pk,
        "service": "housing",
        "fields": ["age_band", "sex", "language"],
        "access_until": (timezone.now() + timedelta(days=20)).isoformat(),
        **more,
    }


def test_a_referral_goes_its_way_between_two_programs(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
        make_consent(by, person, world.ngo)
    sender = ProgramClient(make_program(world.unit, "coordinator"))
    receiver = ProgramClient(make_program(world.ngo, "caseworker", desks=[world.desk]))
    body = ask_for(world, person)
    sent = sender.send("/api/referrals", body, key="r1")
    assert sent.status_code == 201, sent.content
    assert sender.send("/api/referrals", body, key="r1").json()["id"] == sent.json()["id"]
    path = f"/api/referrals/{sent.json()['id']}"
    incoming = receiver.get("/api/referrals?box=in").json()["items"]
    assert [row["id"] for row in incoming] == [sent.json()["id"]]
    answer = receiver.get(path)
    read = answer.json()
    assert answer["ETag"] == f'"{read["version"]}"'
    assert read["shared"]["age_band"] == "adult"
    moved = receiver.send(f"{path}/moves", {"move": "accept"}, seen=read["version"])
    assert moved.json()["state"] == "accepted"
    assert moved["ETag"] == f'"{moved.json()["version"]}"'
    stale = receiver.send(f"{path}/moves", {"move": "start"}, seen=read["version"])
    assert (stale.status_code, stale["Content-Type"]) == (412, "application/problem+json")
    now = moved.json()["version"]
    assert receiver.send(f"{path}/moves", {"move": "accept"}, seen=now).status_code == 409
    blind = receiver.send(f"{path}/moves", {"move": "start"})
    assert (blind.status_code, blind.json()["errors"][0]["where"]) == (422, "header/If-Match")
    wrong_side = sender.send(f"{path}/moves", {"move": "start"}, seen=now)
    assert wrong_side.status_code == 403
    with acting_as(world.coordinator):
        assert Referral.objects.get().state == "accepted"


def test_consent_is_not_overridden_without_the_right(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
    scopes = ROLES["coordinator"].permissions - {Permission.OVERRIDE_CONSENT}
    program = ProgramClient(make_program(world.unit, "coordinator", scopes=scopes))
    without = program.send("/api/referrals", ask_for(world, person))
    assert without.status_code in {403, 409, 422}
    body = ask_for(world, person, basis="vital", message="Danger tonight, no time to ask.")
    assert program.send("/api/referrals", body).status_code == 403
    with acting_as(world.coordinator):
        assert not Referral.objects.filter(state="sent").exists()


def test_a_consent_is_kept_and_withdrawn(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
    program = ProgramClient(make_program(world.unit, "coordinator"))
    body = {
        "person": str(person.id),
        "recipient": world.ngo.pk,
        "purpose": "cross_border",
        "classes": ["identity"],
        "text": "sharing",
        "text_version": 1,
        "text_language": "ro",
        "form": "signed",
        "giver": "person",
        "expires_at": (timezone.now() + timedelta(days=90)).isoformat(),
    }
    kept = program.send("/api/consents", body)
    assert kept.status_code == 201, kept.content
    path = f"/api/consents/{kept.json()['id']}/withdrawal"
    assert program.send(path, {"how": "By phone."}).json()["withdrawn_at"]
    stranger = ProgramClient(make_program(world.ngo, "caseworker"))
    assert stranger.send(path, {"how": "Not mine."}).status_code == 404
    with acting_as(world.coordinator):
        assert Consent.objects.get().withdrawn_at


def test_strangers_see_no_person(world: World) -> None:
    with acting_as(world.coordinator) as by:
        person = make_person(by)
    for agency, status in ((world.unit, 200), (world.ngo, 404)):
        program = ProgramClient(make_program(agency, "caseworker"))
        assert program.get(f"/api/persons/{person.id}").status_code == status
