"""An invitation is the only way in; it works once, for the invited person alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies import actions
from punte.core.agencies.door import Account, Membership
from punte.core.agencies.models import Invitation
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from tests.support.ledger import entries
from tests.support.worlds import AccountFactory, DeskFactory, World, member

PASSWORD = "four plain words here"
SignIn = Callable[[Viewer | Account], Client]


def invite(by: Viewer, **more: object) -> tuple[Invitation, str]:
    values = {"agency_id": by.agency_id, "email": "New.Person@test.invalid", "role": "caseworker"}
    with acting_as(by):
        return actions.invite(by=by, name="Newly Invented", **{**values, **more})  # type: ignore[arg-type]


def test_the_invited_person_gets_the_role_and_the_desks(world: World, manager: Viewer) -> None:
    _invitation, token = invite(manager, desk_ids=[world.desk.pk])
    membership = actions.accept(token_hash=actions.hash_token(token), password=PASSWORD)
    assert membership.role == "caseworker"
    assert membership.agency == world.ngo
    assert [desk.pk for desk in membership.desks.all()] == [world.desk.pk]
    assert membership.account.email == "new.person@test.invalid"
    assert membership.account.check_password(PASSWORD)
    [entry] = entries("people.accept")
    assert entry.account_id == membership.account_id


def test_the_token_is_not_kept(manager: Viewer) -> None:
    invitation, token = invite(manager)
    assert token not in str(Invitation.objects.filter(pk=invitation.pk).values())


def test_a_link_works_once(manager: Viewer) -> None:
    _invitation, token = invite(manager)
    actions.accept(token_hash=actions.hash_token(token), password=PASSWORD)
    with pytest.raises(NotHere):
        actions.accept(token_hash=actions.hash_token(token), password=PASSWORD)


def test_a_link_runs_out(manager: Viewer) -> None:
    invitation, token = invite(manager)
    Invitation.objects.filter(pk=invitation.pk).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    with pytest.raises(NotHere):
        actions.accept(token_hash=actions.hash_token(token), password=PASSWORD)


def test_a_revoked_link_does_not_work_and_a_new_one_kills_the_old(manager: Viewer) -> None:
    invitation, old = invite(manager)
    with acting_as(manager):
        _again, new = actions.resend(by=manager, invitation_id=invitation.pk)
    with pytest.raises(NotHere):
        actions.open_invitation(actions.hash_token(old))
    assert actions.open_invitation(actions.hash_token(new)) == invitation
    with acting_as(manager):
        actions.revoke(by=manager, invitation_id=invitation.pk)
    with pytest.raises(NotHere):
        actions.open_invitation(actions.hash_token(new))
    with acting_as(manager), pytest.raises(Conflict):
        actions.resend(by=manager, invitation_id=invitation.pk)


@pytest.mark.parametrize("role", ["manager", "oversight", "administrator", ""])
def test_a_manager_invites_no_manager(manager: Viewer, role: str) -> None:
    with pytest.raises(Refused):
        invite(manager, role=role)


def test_an_administrator_invites_managers_in_the_own_country_alone(
    world: World, administrator: Viewer, foreign_administrator: Viewer
) -> None:
    invite(administrator, agency_id=world.ngo.pk, role="manager")
    with pytest.raises(NotHere):
        invite(foreign_administrator, agency_id=world.ngo.pk, role="manager")
    with pytest.raises(Refused):
        invite(administrator, agency_id=world.ngo.pk, role="caseworker")


def test_a_manager_invites_into_the_own_agency_alone(world: World, manager: Viewer) -> None:
    with pytest.raises(NotHere):
        invite(manager, agency_id=world.other_unit.pk)


def test_without_the_permission_nobody_invites(world: World) -> None:
    with pytest.raises(Refused):
        invite(world.caseworker)


def test_nobody_invites_themselves(manager: Viewer) -> None:
    own = Account.objects.get(pk=manager.account_id).email
    with pytest.raises(Refused):
        invite(manager, email=own.upper())


def test_the_same_address_is_invited_once(manager: Viewer) -> None:
    invite(manager)
    with pytest.raises(Invalid):
        invite(manager, email="new.person@TEST.invalid")


def test_a_foreign_desk_is_refused(world: World, manager: Viewer) -> None:
    with pytest.raises(Invalid):
        invite(manager, desk_ids=[DeskFactory(agency=world.unit).pk])


def test_a_link_never_sets_the_password_of_an_account_that_is_there(manager: Viewer) -> None:
    account = AccountFactory(email="new.person@test.invalid")
    account.set_password(PASSWORD)
    account.save()
    _invitation, token = invite(manager)
    for who in (None, AccountFactory()):
        with pytest.raises(Refused):
            actions.accept(
                token_hash=actions.hash_token(token), password="another password", signed_in=who
            )
    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    taken = actions.accept(token_hash=actions.hash_token(token), signed_in=account)
    assert taken.account == account


def test_a_weak_password_is_refused_and_nothing_is_kept(manager: Viewer) -> None:
    _invitation, token = invite(manager)
    with pytest.raises(Invalid):
        actions.accept(token_hash=actions.hash_token(token), password="short")
    assert not Account.objects.filter(email="new.person@test.invalid").exists()
    assert actions.open_invitation(actions.hash_token(token))


def test_who_left_may_be_invited_again(world: World, manager: Viewer) -> None:
    _invitation, token = invite(manager)
    first = actions.accept(token_hash=actions.hash_token(token), password=PASSWORD)
    with pytest.raises(Invalid):
        invite(manager)
    with acting_as(manager):
        actions.leave(by=manager, membership_id=first.pk)
    _invitation, token = invite(manager)
    second = actions.accept(token_hash=actions.hash_token(token), signed_in=first.account)
    assert second.pk != first.pk
    assert Membership.objects.filter(account=first.account).count() == 2


def test_the_pages_lead_from_the_form_to_a_new_account(
    world: World, manager: Viewer, signed_in: SignIn, settings: Settings
) -> None:
    browser = signed_in(manager)
    page = browser.post(
        f"/agencies/{world.ngo.pk}/invite/",
        {"name": "Newly Invented", "email": "new@test.invalid", "role": "caseworker"},
    )
    link = page.context["link"]
    assert link.startswith(settings.PUBLIC_ADDRESS)
    assert mail.outbox == []
    stranger = Client()
    opened = stranger.get(link.removeprefix(settings.PUBLIC_ADDRESS))
    assert opened["Location"] == "/invitation/"
    assert b"You are invited" in stranger.get("/invitation/").content
    wrong = stranger.post("/invitation/", {"password": PASSWORD, "again": "other words"})
    assert wrong.status_code == 422
    weak = stranger.post("/invitation/", {"password": "short", "again": "short"})
    assert weak.status_code == 422
    done = stranger.post("/invitation/", {"password": PASSWORD, "again": PASSWORD})
    assert done["Location"] == "/account/login/"
    assert Account.objects.get(email="new@test.invalid").check_password(PASSWORD)
    assert stranger.get("/invitation/").status_code == 404


def test_the_mail_says_nothing_but_the_link(
    world: World,
    manager: Viewer,
    signed_in: SignIn,
    settings: Settings,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    settings.EMAIL_HOST = "mail.invalid"
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        signed_in(manager).post(
            f"/agencies/{world.ngo.pk}/invite/",
            {"name": "Newly Invented", "email": "new@test.invalid", "role": "caseworker"},
        )
    [sent] = mail.outbox
    text = sent.subject + str(sent.body)
    assert "/invitation/" in text
    for secret in ("Newly", world.ngo.name, "aseworker", manager.display_name):
        assert secret not in text


def test_a_wrong_link_says_so(client: Client, db: None) -> None:
    client.get("/invitation/no-such-token/")
    assert client.get("/invitation/").status_code == 404


def test_a_lost_second_step_is_renewed_by_a_link(world: World, manager: Viewer) -> None:
    member_ = member(world.ngo, "caseworker", email="lost@test.invalid")
    account = member_.account
    account.set_password(PASSWORD)
    account.save()
    TOTP.activate(account, generate_totp_secret())
    with acting_as(manager):
        _invitation, token = actions.renew_sign_in(by=manager, membership_id=member_.pk)
    account.refresh_from_db()
    assert not account.has_usable_password()
    assert not Authenticator.objects.filter(user=account).exists()
    with pytest.raises(Invalid):
        actions.accept(token_hash=actions.hash_token(token), password="short")
    new = "five other plain words"
    assert actions.accept(token_hash=actions.hash_token(token), password=new) == member_
    account.refresh_from_db()
    assert account.check_password(new)
    with pytest.raises(NotHere):
        actions.accept(token_hash=actions.hash_token(token), password=new)


def test_nobody_takes_over_a_role_they_could_not_give(world: World, manager: Viewer) -> None:
    elsewhere = member(world.ngo, "caseworker")
    Membership.objects.create(account=elsewhere.account, agency=world.unit, role="coordinator")
    chief = member(world.ngo, "caseworker")
    Membership.objects.create(account=chief.account, agency=world.ngo, role="manager")
    own = Membership.objects.get(account_id=manager.account_id)
    for membership in (elsewhere, chief, own):
        before = membership.account.password
        with acting_as(manager), pytest.raises((Refused, NotHere)):
            actions.renew_sign_in(by=manager, membership_id=membership.pk)
        membership.account.refresh_from_db()
        assert membership.account.password == before


def test_the_page_of_a_renewal_asks_for_a_password(
    world: World, manager: Viewer, colleague: Membership, signed_in: SignIn, settings: Settings
) -> None:
    page = signed_in(manager).post(f"/agencies/people/{colleague.pk}/renew/")
    stranger = Client()
    stranger.get(page.context["link"].removeprefix(settings.PUBLIC_ADDRESS))
    assert stranger.get("/invitation/").context["form"] is not None
    stranger.post("/invitation/", {"password": PASSWORD, "again": PASSWORD})
    colleague.account.refresh_from_db()
    assert colleague.account.check_password(PASSWORD)
