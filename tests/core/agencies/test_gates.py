"""Idle time, the enforced second step, and proving again who one is."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from punte.core.access.door import Viewer
from punte.core.agencies.adapter import SecondFactor
from punte.core.agencies.door import (
    Account,
    Membership,
    needs_recent_sign_in,
    recently_authenticated,
)
from punte.core.agencies.sign_in.gates import LAST_ACT
from tests.core.agencies.test_sign_in import PASSWORD, code_now, sign_in
from tests.support.worlds import World, member

SignIn = Callable[[Viewer | Account], Client]


@pytest.fixture
def person(world: World) -> Membership:
    cache.clear()
    found = member(world.ngo, "caseworker", email="case.worker@test.invalid")
    found.account.set_password(PASSWORD)
    found.account.save()
    return found


def idle(client: Client, minutes: float) -> None:
    session = client.session
    session[LAST_ACT] = time.time() - minutes * 60
    session.save()


def test_an_idle_session_ends_and_says_why(
    client: Client, person: Membership, settings: Settings
) -> None:
    sign_in(client)
    client.get("/me/")
    idle(client, settings.IDLE_MINUTES + 0.1)
    answer = client.get("/agencies/?kind=ngo")
    assert answer["Location"] == "/account/login/?next=/agencies/%3Fkind%3Dngo"
    assert b"signed out" in client.get(answer["Location"]).content
    assert client.get("/me/").status_code == 302


def test_a_session_in_use_goes_on(client: Client, person: Membership, settings: Settings) -> None:
    sign_in(client)
    client.get("/me/")
    idle(client, settings.IDLE_MINUTES - 0.1)
    assert client.get("/me/").status_code == 200
    assert time.time() - client.session[LAST_ACT] < 30


@pytest.mark.parametrize(
    ("path", "headers"),
    [("/me/", {"X-Punte-Background": "1"}), ("/notices/stream", {})],
)
def test_what_a_page_asks_by_itself_keeps_nobody_signed_in(
    client: Client, person: Membership, settings: Settings, path: str, headers: dict[str, str]
) -> None:
    sign_in(client)
    client.get("/me/")
    idle(client, settings.IDLE_MINUTES - 1)
    before = client.session[LAST_ACT]
    client.get("/me/", headers={"X-Punte-Background": "1"})
    assert client.session[LAST_ACT] == before
    idle(client, settings.IDLE_MINUTES + 1)
    assert client.get(path, headers=headers).status_code == 401
    assert client.get("/me/").status_code == 302


def test_htmx_is_told_to_leave_the_page(
    client: Client, person: Membership, settings: Settings
) -> None:
    sign_in(client)
    client.get("/me/")
    idle(client, settings.IDLE_MINUTES + 1)
    answer = client.get("/me/", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith("/account/login/")


def test_without_a_second_step_one_is_led_to_set_one_up(
    client: Client, person: Membership, settings: Settings
) -> None:
    settings.MFA_REQUIRED = True
    sign_in(client)
    for path in ("/me/", "/agencies/", "/account/password/change/", "/no-such-page/"):
        assert client.get(path)["Location"] == "/account/2fa/"
    assert client.post("/me/role/")["Location"] == "/account/2fa/"
    assert client.get("/account/2fa/").status_code == 200
    assert client.get("/account/2fa/app/").status_code == 200
    assert client.get("/account/2fa/keys/new/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/me/")["Location"].startswith("/account/login/")


def test_with_a_second_step_one_works(
    client: Client, person: Membership, settings: Settings
) -> None:
    settings.MFA_REQUIRED = True
    sign_in(client)
    secret = client.get("/account/2fa/app/").context["form"].secret
    done = client.post("/account/2fa/app/", {"code": code_now(secret)})
    assert done["Location"] == "/account/2fa/codes/"
    assert len(client.get("/account/2fa/codes/").context["unused_codes"]) == 10
    assert client.get("/me/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(
    client: Client, person: Membership, settings: Settings
) -> None:
    settings.MFA_REQUIRED = True
    Authenticator.objects.create(
        user=person.account, type=Authenticator.Type.RECOVERY_CODES, data={}
    )
    sign_in(client)
    assert client.get("/me/")["Location"] == "/account/2fa/"


def test_in_the_demo_the_password_is_enough(
    client: Client, person: Membership, settings: Settings
) -> None:
    settings.MFA_REQUIRED = False
    sign_in(client)
    assert client.get("/me/").status_code == 200


def test_the_last_second_step_stays(person: Membership, settings: Settings) -> None:
    app = TOTP.activate(person.account, generate_totp_secret()).instance
    settings.MFA_REQUIRED = True
    assert not SecondFactor().can_delete_authenticator(app)
    Authenticator.objects.create(
        user=person.account, type=Authenticator.Type.WEBAUTHN, data={"name": "Key"}
    )
    assert SecondFactor().can_delete_authenticator(app)
    settings.MFA_REQUIRED = False
    Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).delete()
    assert SecondFactor().can_delete_authenticator(app)


@needs_recent_sign_in(minutes=10)
def grave(request):  # type: ignore[no-untyped-def]
    return HttpResponse("opened")


def grave_request(client: Client, account: Account, **more: str):  # type: ignore[no-untyped-def]
    request = RequestFactory().get("/persons/x/?a=1", **more)  # type: ignore[arg-type]
    request.user = account
    request.session = client.session  # type: ignore[assignment]
    return request


def test_a_recent_sign_in_is_proof_and_an_old_one_is_not(
    client: Client, person: Membership
) -> None:
    sign_in(client)
    request = grave_request(client, person.account)
    assert recently_authenticated(request)
    assert grave(request).content == b"opened"
    request.session["account_authentication_methods"][-1]["at"] -= 601
    assert not recently_authenticated(request)
    asked = grave(request)
    assert asked["Location"] == "/account/reauthenticate/?next=/persons/x/%3Fa%3D1"


def test_after_proving_one_comes_back(client: Client, person: Membership) -> None:
    sign_in(client)
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 601
    session.save()
    asked = "/account/reauthenticate/?next=/agencies/"
    assert client.post(asked, {"password": "wrong", "next": "/agencies/"}).status_code == 200
    assert not recently_authenticated(grave_request(client, person.account))
    back = client.post(asked, {"password": PASSWORD, "next": "/agencies/"})
    assert back["Location"] == "/agencies/"
    assert recently_authenticated(grave_request(client, person.account))


def test_the_proof_of_one_account_is_none_for_another(client: Client, person: Membership) -> None:
    sign_in(client)
    other = Account.objects.create(email="other@test.invalid", name="Other Invented")
    assert not recently_authenticated(grave_request(client, other))


def test_a_sent_form_comes_back_to_its_page_and_never_to_a_foreign_one(
    client: Client, person: Membership
) -> None:
    for referer, back in (
        ("http://testserver/persons/", "http://testserver/persons/"),
        ("https://elsewhere.invalid/", "/"),
    ):
        request = RequestFactory().post("/persons/x/open/", headers={"Referer": referer})
        request.user = person.account
        request.session = client.session  # type: ignore[assignment]
        assert grave(request)["Location"].endswith(f"next={back}".replace(":", "%3A"))
