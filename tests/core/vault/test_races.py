"""Two at once on one person, in real transactions of a copied database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import UUID

import pytest
from django.db import connection, transaction

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict
from punte.core.ids import new_id
from punte.core.vault.door import ask_erasure, confirm_erasure, hold_still
from punte.core.vault.models import VaultItem, VaultKey, VaultToken
from tests.core.vault.support import as_owner, keep
from tests.support.database import CopiedDatabase, connected_to
from tests.support.worlds import AgencyFactory, World, viewer


@pytest.fixture
def lived(copied: CopiedDatabase) -> Iterator[World]:
    """A world in a database where writes are committed and other threads see them."""
    with connected_to(copied):
        yield World()


def closing(work: Callable[[], object]) -> object:
    """The work, or the error it ended in; a thread has a connection of its own to close."""
    try:
        return work()
    except Conflict as error:
        return error
    finally:
        connection.close()


def while_held(by: Viewer, subject: UUID, works: list[Callable[[], object]]) -> list[object]:
    """Start the works while the person is held still, then let go: they meet at the lock."""
    started = [Event() for _work in works]

    def announced(event: Event, work: Callable[[], object]) -> object:
        event.set()
        return closing(work)

    with ThreadPoolExecutor(len(works)) as threads:
        with transaction.atomic():
            by.bind()
            hold_still(subject)
            pairs = zip(started, works, strict=True)
            done = [threads.submit(announced, event, work) for event, work in pairs]
            assert all(event.wait(10) for event in started)
        return [future.result(30) for future in done]


def test_two_first_writers_share_one_key(lived: World) -> None:
    by, subject = lived.coordinator, new_id()
    names = ("Unu", "Doi")
    results = while_held(
        by,
        subject,
        [lambda name=name: keep(by, subject=subject, given_name=name) for name in names],
    )
    with acting_as(by):
        assert VaultKey.objects.filter(subject=subject).count() == 1
        assert VaultItem.objects.filter(subject=subject).count() == 1
    assert sorted(isinstance(result, Conflict) for result in results) == [False, True]


def test_an_erasure_and_a_writer_leave_no_value_without_its_key(lived: World) -> None:
    by, subject = lived.coordinator, keep(lived.coordinator)
    second = viewer(AgencyFactory(jurisdiction=lived.md, kind="oversight"), "oversight")
    with acting_as(lived.overseer) as overseer:
        request = ask_erasure(by=overseer, subject=subject, reason="asked for by the person").id

    def erase() -> None:
        with acting_as(second):
            confirm_erasure(by=second, request=request)

    while_held(by, subject, [lambda: keep(by, subject=subject, phone="069 000 777"), erase])
    with as_owner():
        keys = set(VaultKey.objects.values_list("subject", flat=True))
        assert set(VaultItem.objects.values_list("subject", flat=True)) <= keys
        assert set(VaultToken.objects.values_list("subject", flat=True)) <= keys
