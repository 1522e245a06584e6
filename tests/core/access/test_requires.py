"""Views name their permission and refuse without it; roles are whole and explained."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from punte.core.access.door import ROLES, Permission, permission_of, public, requires
from punte.core.access.words import WORDS
from punte.core.agencies.door import Account
from punte.core.errors import Refused
from tests.support.worlds import World


@requires(Permission.SCREEN)
def screen(request: HttpRequest) -> HttpResponse:
    return HttpResponse("screened")


def ask(viewer: object, user: object = None) -> HttpResponse:
    request = RequestFactory().get("/screen/?page=2")
    request.viewer = viewer  # type: ignore[attr-defined]
    request.user = user or AnonymousUser()  # type: ignore[assignment]
    return screen(request)  # type: ignore[return-value]


def test_with_the_permission_it_answers_and_without_it_refuses(world: World) -> None:
    assert ask(world.officer).content == b"screened"
    with pytest.raises(Refused):
        ask(world.overseer)


def test_a_stranger_signs_in_and_comes_back() -> None:
    assert ask(None)["Location"] == "/account/login/?next=/screen/%3Fpage%3D2"


def test_one_without_a_role_is_told_so() -> None:
    with pytest.raises(Refused, match="no role"):
        ask(None, Account(email="a@test.invalid", name="Tester"))


def test_the_declaration_can_be_read() -> None:
    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert permission_of(screen) is Permission.SCREEN
    assert permission_of(public(bare)) is None
    assert permission_of(bare) == "undeclared"


def test_every_permission_has_words_and_somebody_who_holds_it() -> None:
    assert set(WORDS) == set(Permission)
    assert set(Permission) == {p for role in ROLES.values() for p in role.permissions}


def test_no_role_gives_itself_or_a_role_that_gives_it() -> None:
    for role in ROLES.values():
        assert role.grants <= set(ROLES)
        assert role.key not in role.grants
        for given in role.grants:
            assert role.key not in ROLES[given].grants


def test_who_manages_people_sees_no_file() -> None:
    for role in ROLES.values():
        if Permission.MANAGE_PEOPLE in role.permissions:
            assert Permission.SEE_PERSONS not in role.permissions
