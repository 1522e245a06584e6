"""A token opens what its role and its scopes both allow, for its time, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from punte.core.access.door import Permission, Purpose, acting_as
from punte.core.agencies.door import Membership
from punte.core.api.actions import make_token, revoke_token
from punte.core.api.models import ApiToken
from punte.core.errors import Invalid, NotHere, Refused
from tests.support.programs import ProgramClient, make_program
from tests.support.signs import client_of
from tests.support.worlds import World, viewer

SEE = frozenset({Permission.SEE_PERSONS})
ODD = ["", "Bearer", "Bearer punte_", "Basic cHVudGU6eA==", "Bearer " + "x" * 9000]


def ask(token: str, path: str = "/api/persons") -> int:
    return int(ProgramClient(token).get(path).status_code)


def test_a_token_works_and_leaves_its_day(world: World) -> None:
    token = make_program(world.unit, "coordinator")
    assert ask(token) == 200
    row = ApiToken.objects.get()
    assert row.used_on == timezone.localdate()
    assert token not in str(row.__dict__)


@pytest.mark.parametrize("header", ODD)
def test_what_is_no_token_gets_a_problem(client: Client, db: None, header: str) -> None:
    answer = client.get("/api/persons", headers={"Authorization": header} if header else {})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_session_opens_nothing_for_programs(world: World) -> None:
    assert client_of(world.coordinator).get("/api/persons").status_code == 401


def test_scopes_cut_what_the_role_may(world: World) -> None:
    token = make_program(world.unit, "coordinator", scopes=SEE | {Permission.SIGNED_IN})
    assert ask(token) == 200
    assert ask(token, "/api/referrals?box=out") == 403


def test_a_token_run_out_taken_back_or_suspended_is_none(world: World) -> None:
    token = make_program(world.unit, "coordinator")
    row = ApiToken.objects.get()
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert ask(token) == 401
    ApiToken.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert ask(token) == 200
    Membership.objects.filter(pk=row.membership_id).update(state="suspended")
    assert ask(token) == 401
    Membership.objects.filter(pk=row.membership_id).update(state="active")
    manager = viewer(world.unit, "manager")
    with acting_as(manager):
        revoke_token(by=manager, token_id=row.id)
        revoke_token(by=manager, token_id=row.id)
    assert ask(token) == 401


def test_only_a_manager_makes_tokens_and_only_with_roles_they_may_give(world: World) -> None:
    with acting_as(world.coordinator) as by, pytest.raises(Refused):
        make_token(by=by, name="x", role="coordinator", purpose=Purpose.SERVICE, scopes=SEE, days=1)
    manager = viewer(world.unit, "manager")
    with acting_as(manager), pytest.raises(Refused):
        make_token(
            by=manager, name="x", role="oversight", purpose=Purpose.SERVICE, scopes=SEE, days=1
        )


@pytest.mark.parametrize(
    ("scopes", "days", "name"),
    [
        (frozenset(), 30, "x"),
        (frozenset({Permission.ERASE_PERSON}), 30, "x"),
        (SEE, 0, "x"),
        (SEE, 366, "x"),
        (SEE, 30, "  "),
        (SEE, 30, "x" * 101),
    ],
)
def test_what_no_token_may_be(
    world: World, scopes: frozenset[Permission], days: int, name: str
) -> None:
    manager = viewer(world.unit, "manager")
    with acting_as(manager), pytest.raises(Invalid):
        make_token(
            by=manager,
            name=name,
            role="coordinator",
            purpose=Purpose.PROTECTION,
            scopes=scopes,
            days=days,
        )


def test_another_agency_takes_no_token_back(world: World) -> None:
    make_program(world.unit, "coordinator")
    stranger = viewer(world.ngo, "manager")
    with acting_as(stranger), pytest.raises(NotHere):
        revoke_token(by=stranger, token_id=ApiToken.objects.get().id)


def test_the_page_shows_a_token_once(world: World) -> None:
    manager = client_of(viewer(world.unit, "manager"))
    form = {
        "name": "Case system of an invented office",
        "role": "coordinator",
        "purpose": "protection",
        "scopes": [Permission.SEE_PERSONS.value],
        "days": "30",
    }
    shown = manager.post("/programs/new/", form).content.decode()
    token = "punte_" + shown.split("<code>punte_", 1)[1].split("<", 1)[0]
    assert ask(token) == 200
    listed = manager.get("/programs/").content.decode()
    assert "Case system of an invented office" in listed
    assert token not in listed
    form |= {"scopes": [Permission.SEE_FUNNEL.value], "role": "caseworker"}
    assert "This role may not" in manager.post("/programs/new/", form).content.decode()
