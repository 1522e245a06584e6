"""Closing, opening again and handing over, with and without a two-person rule."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Refused
from punte.protection.approvals.door import Approval
from punte.protection.assistance.models import AssistanceFile, Transfer
from punte.protection.assistance.models.words import TransferBasis
from tests.protection.assistance.acts import SUMMARY, again, ask, close, reopen
from tests.support.approvals import agree, ask_on_page, want_two
from tests.support.persons import make_consent
from tests.support.signs import client_of
from tests.support.worlds import World

PAGES = {"file.close": "file_close", "file.reopen": "file_reopen", "file.transfer": "file_transfer"}


def page(name: str, file: AssistanceFile) -> str:
    return reverse(f"protection:{name}", args=[file.id])


def do(world: World, act: str, file: AssistanceFile) -> object:
    """The act itself, as the action takes it."""
    if act == "file.close":
        return close(world.coordinator, file)
    if act == "file.reopen":
        return reopen(world.coordinator, file)
    with acting_as(world.coordinator) as by:
        row = AssistanceFile.objects.get(pk=file.pk)
        make_consent(by, row.person, world.ngo)
    return ask(world.coordinator, file, world.desk)


@pytest.fixture(params=PAGES)
def act(request: pytest.FixtureRequest, world: World, file: AssistanceFile) -> str:
    if request.param == "file.reopen":
        close(world.coordinator, file)
    return str(request.param)


def test_without_a_rule_one_person_does_it(world: World, file: AssistanceFile, act: str) -> None:
    shown = client_of(world.coordinator).get(page(PAGES[act], file))
    assert b"ask_second_person" not in shown.content
    do(world, act, file)
    with acting_as(world.coordinator):
        assert not Approval.objects.exists()


def test_with_a_rule_it_waits_for_another_and_is_done_once(
    world: World, file: AssistanceFile, act: str
) -> None:
    want_two(world, act)
    before = again(world.coordinator, file)
    with pytest.raises(Conflict, match="second person"):
        do(world, act, file)
    assert again(world.coordinator, file).version == before.version
    client, url = client_of(world.coordinator), page(PAGES[act], file)
    assert client.post(url, {"once": str(uuid4()), "reason": "goals"}).status_code == 409
    assert b"ask_second_person" in client.get(url).content
    ask_on_page(client, url)
    assert b"has been asked" in client.get(url).content
    with pytest.raises(Refused):
        agree(world.coordinator)
    agree(world.second_coordinator)
    assert b"ask_second_person" not in client.get(url).content
    do(world, act, file)
    with acting_as(world.coordinator):
        assert Approval.objects.get().used_at is not None
    if act == "file.close":
        reopen(world.coordinator, file)
    elif act == "file.reopen":
        close(world.coordinator, file)
    else:
        with acting_as(world.coordinator):
            Transfer.objects.update(state="withdrawn")
    with pytest.raises(Conflict, match="second person"):
        do(world, act, file)


def test_an_approval_serves_the_two_and_no_third(world: World, file: AssistanceFile) -> None:
    want_two(world, "file.close")
    ask_on_page(client_of(world.coordinator), page("file_close", file))
    agree(world.second_coordinator)
    with pytest.raises(Conflict, match="second person"):
        close(world.supervisor, file)
    assert close(world.second_coordinator, file)


def test_a_short_reason_is_told_on_the_page(world: World, file: AssistanceFile) -> None:
    want_two(world, "file.close")
    client = client_of(world.coordinator)
    values = {"ask_second_person": "1", "ask_second_person-reason": "no", "once": str(uuid4())}
    assert client.post(page("file_close", file), values).status_code == 422
    assert client_of(world.caseworker).post(page("file_close", file), values).status_code == 404
    with acting_as(world.coordinator):
        assert not Approval.objects.exists()


def test_handing_over_without_consent_wants_its_own_approval(
    world: World, file: AssistanceFile
) -> None:
    ground = {"basis": TransferBasis.VITAL, "ground": "Danger to life, no time to ask at all."}
    want_two(world, "consent.override")
    with pytest.raises(Conflict, match="second person"):
        ask(world.coordinator, file, world.desk, **ground)
    client, url = client_of(world.coordinator), page("file_transfer", file)
    shown = client.get(url).content
    assert b"?without_consent=1" in shown
    assert b'value="vital"' not in shown
    ask_on_page(client, f"{url}?without_consent=1")
    agree(world.second_coordinator)
    shown = client.get(url).content
    assert b"?without_consent=1" not in shown
    assert b'value="vital"' in shown
    assert ask(world.coordinator, file, world.desk, **ground).summary == SUMMARY
