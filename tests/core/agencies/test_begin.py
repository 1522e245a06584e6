"""Beginning: who keeps the machine makes a country's first agency and administrators."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.agencies import actions
from punte.core.agencies.door import viewer_for
from punte.core.agencies.models import Account, Agency, Invitation, Jurisdiction, Membership
from punte.core.errors import NotHere
from punte.core.notices.models import Notice
from tests.core.ledger.owner import role
from tests.support.ledger import entries
from tests.support.worlds import World, viewer

pytestmark = pytest.mark.django_db
PASSWORD = "four plain words here"
ANA, ION = "Ana Probă <Ana@test.invalid>", "Ion Încercare <ion@test.invalid>"


def begin(
    *people: str,
    country: str = "MD",
    agency: str = "Invented unit",
    again: bool = False,
    **more: str,
) -> str:
    """What the command says; it works as the owner of the database."""
    out = StringIO()
    values = {"country": country, "agency": agency, **more}
    arguments = [f"--{key}={value}" for key, value in values.items()]
    arguments += [f"--administrator={person}" for person in people] + ["--again"] * again
    with role(None):
        call_command("begin", *arguments, stdout=out)
    return out.getvalue()


def refused(*people: str, **more: str) -> str:
    """Why the command does nothing."""
    before = [model.objects.count() for model in (Jurisdiction, Agency, Invitation)]
    with pytest.raises(CommandError) as caught:
        begin(*people, **more)
    assert [model.objects.count() for model in (Jurisdiction, Agency, Invitation)] == before
    return str(caught.value)


def tokens(said: str) -> list[str]:
    return [actions.hash_token(token) for token in re.findall(r"/invitation/(\S+)/", said)]


def accept(token: str) -> Membership:
    return actions.accept(token_hash=token, password=PASSWORD)


def administrators() -> list[Membership]:
    """Ana and Ion, signed in."""
    return [accept(token) for token in tokens(begin(ANA, ION))]


def test_an_empty_node_gets_country_agency_and_two_administrators() -> None:
    said = begin(ANA, ION, place="Sampletown")
    md = Jurisdiction.objects.get()
    assert (md.code, md.name, md.time_zone) == ("MD", "Republica Moldova", "Europe/Chisinau")
    agency = Agency.objects.get()
    assert (agency.kind, agency.name, agency.place) == (
        "coordination",
        "Invented unit",
        "Sampletown",
    )
    assert "7 days" in said
    assert "two administrators" not in said
    first, second = map(accept, tokens(said))
    assert (first.role, first.account.email) == ("administrator", "ana@test.invalid")
    assert (second.agency, second.account.name) == (agency, "Ion Încercare")
    [opened] = entries("agency.open")
    assert (opened.account_id, agency.audience in opened.audiences) == (None, True)
    assert md.oversight_audience in opened.audiences
    assert len(entries("people.invite")) == 2
    assert len(entries("jurisdiction.open")) == 1


def test_one_administrator_is_advised_to_have_a_second() -> None:
    assert "two administrators" in begin(ANA)
    assert "two administrators" not in begin(ION)


def test_the_same_call_again_makes_nothing_twice_and_links_for_who_has_not_come() -> None:
    first = tokens(begin(ANA, ION))
    accept(first[0])
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    said = begin(ANA, ION)
    assert "Ana Probă <ana@test.invalid> is an administrator already." in said
    [renewed] = tokens(said)
    with pytest.raises(NotHere):
        accept(first[1])
    assert accept(renewed).account.email == "ion@test.invalid"
    assert (Jurisdiction.objects.count(), Agency.objects.count()) == (1, 1)
    assert Invitation.objects.count() == 2
    assert tokens(begin(ANA, ION)) == []


def test_a_country_that_has_administrators_is_closed_and_another_open() -> None:
    administrators()
    assert "has administrators" in refused("Eva <eva@test.invalid>")
    assert "has administrators" in refused(ANA, agency="Another")
    assert len(tokens(begin(ANA.replace("Ana@", "eva@"), country="RO"))) == 1


def test_again_lets_back_in_and_tells_oversight_and_the_other_administrators(world: World) -> None:
    overseer = viewer(world.unit, "oversight")
    ana, ion = administrators()
    Authenticator.objects.create(user=ana.account, type="totp", data={})
    told = Notice.objects.filter(kind="administrator_let_in")
    with role(None):
        before = told.filter(account_id=overseer.account_id).count()
    [token] = tokens(begin(ANA, again=True))
    account = Account.objects.get(pk=ana.account_id)
    assert not account.has_usable_password()
    assert not Authenticator.objects.filter(user=account).exists()
    [entry] = entries("people.renew_sign_in")
    assert entry.account_id is None
    assert world.md.oversight_audience in entry.audiences
    with role(None):
        assert told.filter(account_id=overseer.account_id).count() == before + 1
        assert told.filter(account_id=ion.account_id).exists()
    assert accept(token).pk == ana.pk


def test_again_adds_one_when_all_are_lost() -> None:
    administrators()
    [token] = tokens(begin("Eva <eva@test.invalid>", again=True))
    assert accept(token).role == "administrator"


def test_an_agency_of_another_kind_is_not_taken(world: World) -> None:
    agency = world.border
    assert "--kind border_police" in refused(ANA, agency=agency.name)
    begin(ANA, agency=agency.name, kind="border_police")


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("ana@test.invalid", "is not like"),
        ("Ana <ana>", "E-mail address at work"),
        ("<ana@test.invalid>", "Name: "),
        ("  <ana@test.invalid>", "Name: "),
        ("A\0na <ana@test.invalid>", "Null characters"),
        (f"{'A' * 121} <ana@test.invalid>", "at most 120"),
        (f"Ana <{'a' * 300}@test.invalid>", "E-mail address at work"),
        ("Ion <ANA@test.invalid>", "twice"),
    ],
)
def test_a_person_that_cannot_be_is_refused_and_nothing_made(person: str, words: str) -> None:
    assert words in refused(ANA, person)


@pytest.mark.parametrize("name", ["", "  ", "x" * 161, "a\0b"])
def test_an_agency_that_cannot_be_is_refused_and_nothing_made(name: str) -> None:
    assert "In the agency: Name: " in refused(ANA, agency=name)


@pytest.mark.parametrize("more", [{"country": "FR"}, {"kind": "circus"}])
def test_an_unknown_country_or_kind_is_refused(more: dict[str, str]) -> None:
    assert "invalid choice" in refused(ANA, **more)


def test_from_there_the_actions_of_pages_make_the_rest() -> None:
    """An administrator made so registers an agency and invites its manager."""
    by = viewer_for(administrators()[0])
    with acting_as(by):
        agency = actions.open_agency(by=by, kind="ngo", name="Invented helpers")
        invitation, _token = actions.invite(
            by=by, agency_id=agency.pk, email="m@test.invalid", name="Mia", role="manager"
        )
    assert (invitation.agency, agency.jurisdiction_id) == (agency, "MD")
