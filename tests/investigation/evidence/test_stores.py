"""Stores, their keepers, and taking stock by scanner or by hand."""

from __future__ import annotations

from uuid import uuid4

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid, Refused
from punte.investigation.cases.door import Case
from punte.investigation.evidence.actions import stores
from punte.investigation.evidence.door import Exhibit, chain_of
from punte.investigation.evidence.models import Store
from punte.investigation.evidence.queries.stores import stores_of
from tests.investigation.evidence.test_custody import accept, does, offer
from tests.support.cases import again
from tests.support.exhibits import make_exhibit
from tests.support.worlds import World, viewer

Kept = tuple[Store, Viewer]


def test_who_may_open_and_keep_a_store(world: World, stored: Kept) -> None:
    store, keeper = stored
    place = stores.Place("Other", "Attic", 9)
    for by in (world.investigator, world.officer):
        with acting_as(by), pytest.raises(Refused):
            stores.open_store(by=by, place=place, request_key=uuid4())
    second = viewer(world.police, "evidence_keeper")
    with acting_as(second), pytest.raises(Refused, match="do not keep"):
        stores.edit_store(by=second, store_id=store.pk, place=place, version=1)
    with acting_as(keeper):
        with pytest.raises(Invalid, match="never without"):
            stores.release_keeper(
                by=keeper, store_id=store.pk, account=keeper.account_id, version=1
            )
        with pytest.raises(Invalid, match="Choose a keeper"):
            stores.name_keeper(
                by=keeper, store_id=store.pk, account=world.investigator.account_id, version=1
            )
        stores.name_keeper(by=keeper, store_id=store.pk, account=second.account_id, version=1)
    second = again(second)
    with acting_as(second):
        edited = stores.edit_store(by=second, store_id=store.pk, place=place, version=2)
        assert (edited.name, edited.version) == ("Other", 3)
    with acting_as(world.prosecutor):
        assert not stores_of(world.prosecutor).exists(), "another agency's"


def test_taking_stock(led: tuple[Case, Viewer], stored: Kept) -> None:
    (case, by), (store, keeper) = led, stored
    there, lost = (make_exhibit(by, case, seal=seal) for seal in ("S-1", "S-2"))
    for exhibit in (there, lost):
        does(by, offer, exhibit, to=store.key, reason="x")
        does(keeper, accept, exhibit)
    assert stock(keeper, store, f"punte:exhibit:{there.pk}", " s-1 ", "2020-1", "\u202ex") == (2, 1)
    assert _is_lost(by, lost)
    assert stock(keeper, store, there.number, "S-2") == (2, 2)
    assert not _is_lost(by, lost)
    with acting_as(by):
        assert [row.step for row in chain_of(by, lost)][-2:] == ["missing", "found"]


def _is_lost(by: Viewer, exhibit: Exhibit) -> bool:
    with acting_as(by):
        exhibit.refresh_from_db()
        return exhibit.lost


def stock(keeper: Viewer, store: Store, *typed: str) -> tuple[int, int]:
    """Scan these; how many were expected and how many found."""
    with acting_as(keeper):
        taking = stores.begin_stock(by=keeper, store_id=store.pk, request_key=uuid4())
        with pytest.raises(Conflict, match="already"):
            stores.begin_stock(by=keeper, store_id=store.pk, request_key=uuid4())
        for text in typed:
            stores.count_one(by=keeper, taking_id=taking.pk, typed=text)
        ended = stores.end_stock(by=keeper, taking_id=taking.pk)
        with pytest.raises(Conflict, match="ended"):
            stores.count_one(by=keeper, taking_id=taking.pk, typed="late")
        return ended.expected, ended.found
