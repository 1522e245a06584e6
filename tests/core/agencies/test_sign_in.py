"""Signing in: password, second step, lock-out, and what of allauth is not there."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from punte.core.agencies.adapter import SecondFactor
from punte.core.agencies.door import Account, Membership
from tests.support.worlds import World, member

PASSWORD = "four plain words here"
Post = Callable[..., object]


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def person(world: World) -> Membership:
    found = member(world.ngo, "caseworker", email="case.worker@test.invalid")
    found.account.set_password(PASSWORD)
    found.account.save()
    return found


def sign_in(client: Client, password: str = PASSWORD, email: str = "case.worker@test.invalid"):  # type: ignore[no-untyped-def]
    return client.post("/account/login/", {"login": email, "password": password})


def code_now(secret: str) -> str:
    return f"{hotp_value(secret, int(time.time()) // 30):06d}"


def test_the_right_password_opens_and_the_wrong_does_not(
    client: Client, person: Membership
) -> None:
    assert sign_in(client, "wrong words here").status_code == 200
    assert client.get("/me/").status_code == 302
    assert sign_in(client)["Location"] == "/"
    assert client.get("/me/").status_code == 200


def test_the_page_does_not_tell_whether_an_address_is_known(
    client: Client, person: Membership
) -> None:
    known = sign_in(client, "wrong words here").context["form"].non_field_errors()
    unknown = sign_in(client, email="nobody@test.invalid").context["form"].non_field_errors()
    assert list(known) == list(unknown)
    assert len(known) == 1


def test_without_an_active_role_one_is_told_so(client: Client, person: Membership) -> None:
    person.state = Membership.State.SUSPENDED
    person.save()
    sign_in(client)
    page = client.get("/me/")
    assert page.status_code == 403
    assert "agencies/no_role.html" in {t.name for t in page.templates}


def test_a_code_is_asked_after_the_password(client: Client, person: Membership) -> None:
    secret = generate_totp_secret()
    TOTP.activate(person.account, secret)
    assert sign_in(client)["Location"] == "/account/2fa/authenticate/"
    assert client.get("/me/").status_code == 302
    sign_in(client)
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/account/2fa/authenticate/", {"code": code_now(secret)})["Location"] == "/"
    assert client.get("/me/").status_code == 200


def test_the_secret_of_the_app_is_encrypted_in_the_database(person: Membership) -> None:
    secret = generate_totp_secret()
    TOTP.activate(person.account, secret)
    kept = Authenticator.objects.get(user=person.account).data["secret"]
    assert secret not in kept
    assert SecondFactor().decrypt(kept) == secret


def test_too_many_wrong_passwords_lock_and_say_until_when(
    client: Client, person: Membership, settings: Settings
) -> None:
    settings.AXES_ENABLED = True
    for _n in range(settings.AXES_FAILURE_LIMIT - 1):
        assert sign_in(client, "wrong words here").status_code == 200
    locked = sign_in(client, "wrong words here")
    assert locked.status_code == 429
    assert b"15 minutes" in locked.content
    assert sign_in(client).status_code == 429
    assert sign_in(client, email="CASE.worker@test.invalid").status_code == 429
    assert client.get("/me/").status_code == 302


def test_the_lock_is_for_one_address_only(
    client: Client, person: Membership, world: World, settings: Settings
) -> None:
    settings.AXES_ENABLED = True
    for _n in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, "wrong words here", email="other@test.invalid")
    assert sign_in(client)["Location"] == "/"


def test_codes_cannot_be_guessed_for_long(client: Client, person: Membership) -> None:
    secret = generate_totp_secret()
    TOTP.activate(person.account, secret)
    sign_in(client)
    for _n in range(10):
        client.post("/account/2fa/authenticate/", {"code": "000000"})
    page = client.post("/account/2fa/authenticate/", {"code": code_now(secret)})
    assert page.status_code == 200
    assert page.context["form"].errors


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_reset_password",
        "account_set_password",
        "account_request_login_code",
        "mfa_signup_webauthn",
    ],
)
def test_what_is_not_used_is_not_there(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_other_sessions_are_ended_from_here(person: Membership) -> None:
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    for browser in (here, there):
        assert browser.get("/me/").status_code == 200
    assert here.get("/account/sessions/").context["session_count"] == 2
    here.post("/account/sessions/")
    assert here.get("/me/").status_code == 200
    assert there.get("/me/").status_code == 302
    assert UserSession.objects.filter(user=person.account).count() == 1


def test_a_changed_password_signs_out_everywhere(person: Membership) -> None:
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    new = "five other plain words"
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/account/password/change/", fields).status_code == 302
    for browser in (here, there):
        assert browser.get("/me/").status_code == 302
    assert sign_in(here, new)["Location"] == "/"


def test_the_demo_lists_its_people_and_nothing_else_does(
    client: Client, world: World, person: Membership, settings: Settings
) -> None:
    shown = member(world.ngo, "coordinator", demo=True)
    assert client.get("/account/login/").context["demo_logins"] == []
    settings.DEMO = True
    page = client.get("/account/login/")
    [group] = page.context["demo_logins"]
    assert group["people"] == [shown]
    assert person.account.email not in page.content.decode()


def test_the_password_of_the_demo_is_not_on_other_pages(client: Client, db: None) -> None:
    assert b"punte-demo" not in client.get("/account/login/").content


@pytest.mark.parametrize("login", ["a\x00b@test.invalid", "x" * 5000, "no address"])
def test_bad_input_is_refused_kindly(client: Client, db: None, login: str) -> None:
    assert sign_in(client, email=login).status_code == 200
    assert sign_in(client, password="p\x00").status_code == 200


def test_the_switch_of_language_stays_with_the_account(client: Client, person: Membership) -> None:
    sign_in(client)
    client.post("/language/", {"language": "uk", "next": "/me/"})
    person.account.refresh_from_db()
    assert person.account.language == "uk"
    assert client.get("/me/", headers={"Accept-Language": "ro"})["Content-Language"] == "uk"
    client.post("/language/", {"language": "xx", "next": "/me/"})
    assert Account.objects.get(pk=person.account_id).language == "uk"
