"""Stores of exhibits: opening one, naming its keepers, taking stock."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import (
    Permission,
    Purpose,
    Viewer,
    get_visible,
    open_circle,
    seat,
    unseat,
)
from punte.core.errors import Conflict, Invalid, Refused, Stale
from punte.core.ledger.door import record
from punte.core.once import derived_key, made_once
from punte.investigation.evidence.actions.steps import Facts, add_step, held_still
from punte.investigation.evidence.models import Exhibit, StockLine, StockTaking, Store
from punte.investigation.evidence.queries.exhibits import held_by
from punte.investigation.evidence.queries.stores import (
    exhibit_named,
    get_store,
    missing_in,
    possible_keepers,
)
from punte.investigation.evidence.words import Step


@dataclass(frozen=True)
class Place:
    """What a store is called, where it is, how many exhibits find room, on which shelves."""

    name: str
    address: str
    capacity: int
    shelves: str = ""


@transaction.atomic
def open_store(
    *, by: Viewer, place: Place, request_key: UUID, synthetic: bool = False
) -> tuple[Store, Viewer]:
    """A new store that the viewer keeps, and the viewer as they see from now on."""
    by.require(Permission.KEEP_STORE)

    def make() -> Store:
        nonlocal by
        circle, by = open_circle(by=by)
        return Store.objects.create(
            **asdict(place),
            owner=by.agency_audience,
            audiences=[by.agency_audience],
            agency_id=by.agency_id,
            circle=circle,
            keepers=[by.account_id],
            made_at=timezone.now(),
            synthetic=synthetic,
            request_key=request_key,
        )

    same = {"agency_id": by.agency_id, "name": place.name}
    store, new = made_once(Store, by=by, request_key=request_key, same=same, make=make)
    if new:
        _note(by, store, "store.open")
    return store, by


@transaction.atomic
def edit_store(*, by: Viewer, store_id: UUID, place: Place, version: int) -> Store:
    """Other facts for a store. Raises Refused for who does not keep it."""
    store = kept_store(by, store_id, version)
    for name, value in asdict(place).items():
        setattr(store, name, value)
    return _changed(by, store, "store.edit")


@transaction.atomic
def name_keeper(*, by: Viewer, store_id: UUID, account: int, version: int) -> Store:
    """One more keeper, of the same agency and role."""
    store = kept_store(by, store_id, version)
    if not possible_keepers(store).filter(account=account).exists():
        raise Invalid(_("Choose a keeper of exhibits of this agency."))
    purpose = Purpose.INVESTIGATION
    seat(by=by, circle=store.circle, account=account, agency=store.agency_id, purpose=purpose)
    store.keepers = sorted({*store.keepers, account})
    return _changed(by, store, "store.keeper", account=account)


@transaction.atomic
def release_keeper(*, by: Viewer, store_id: UUID, account: int, version: int) -> Store:
    """A keeper keeps it no more; the last one stays."""
    store = kept_store(by, store_id, version)
    left = [one for one in store.keepers if one != account]
    if not left:
        raise Invalid(_("Name another keeper first: a store is never without one."))
    unseat(by=by, circle=store.circle, account=account, agency=store.agency_id)
    store.keepers = left
    return _changed(by, store, "store.keeper_end", account=account)


def kept_store(by: Viewer, store_id: UUID, version: int | None = None) -> Store:
    """A store that the viewer keeps, locked. Raises Refused, NotHere, Stale."""
    by.require(Permission.KEEP_STORE)
    store = get_visible(Store, viewer=by, lock=True, pk=store_id)
    if store.circle not in by.audiences:
        raise Refused(_("You do not keep this store."), what="act on a store")
    if version is not None and store.version != version:
        raise Stale
    return store


@transaction.atomic
def begin_stock(*, by: Viewer, store_id: UUID, request_key: UUID) -> StockTaking:
    """Begin to take stock; one at a time. Raises Conflict while another is under way."""
    store = kept_store(by, store_id)
    under_way = store.stock_takings.filter(ended_at=None).exclude(request_key=request_key)
    if under_way.exists():
        raise Conflict(_("Stock is being taken already. End that first."))

    def make() -> StockTaking:
        return StockTaking.objects.create(
            owner=store.circle,
            audiences=[store.circle],
            store=store,
            begun_at=timezone.now(),
            begun_by_id=by.account_id,
            request_key=request_key,
        )

    same = {"store_id": store.pk}
    taking, new = made_once(StockTaking, by=by, request_key=request_key, same=same, make=make)
    if new:
        _note(by, store, "store.stock", taking=str(taking.pk))
    return taking


@transaction.atomic
def count_one(*, by: Viewer, taking_id: UUID, typed: str) -> StockLine:
    """A number that was scanned or typed: the exhibit of this store, or that there is none."""
    taking = _open_taking(by, taking_id)
    exhibit = exhibit_named(by, taking.store, typed)
    if exhibit is not None:
        found = StockLine.objects.visible_to(by).filter(taking=taking, exhibit=exhibit).first()
        if found is not None:
            return found
    line = StockLine(
        owner=taking.owner, audiences=taking.audiences, taking=taking, typed=typed[:120],
        exhibit=exhibit, at=timezone.now(),
    )  # fmt: skip
    line.save(force_insert=True)
    return line


@transaction.atomic
def end_stock(*, by: Viewer, taking_id: UUID) -> StockTaking:
    """All was looked at: what was not found stands so in its chain, and what is found again."""
    taking = _open_taking(by, taking_id)
    taking.expected = held_by(by, taking.store.key).count()
    missing = list(missing_in(by, taking))
    for exhibit in missing:
        _step(by, exhibit, Step.MISSING, taking)
    for exhibit in Exhibit.objects.visible_to(by).filter(pk__in=_found(taking), lost=True):
        _step(by, exhibit, Step.FOUND, taking)
    taking.found, taking.ended_at = taking.expected - len(missing), timezone.now()
    taking.save()
    _note(by, taking.store, "store.stock_end", found=taking.found, missing=len(missing))
    return taking


def _found(taking: StockTaking) -> Any:
    return taking.lines.exclude(exhibit=None).values("exhibit")


def _step(by: Viewer, exhibit: Exhibit, step: Step, taking: StockTaking) -> None:
    locked = held_still(by, exhibit.pk)
    locked.lost = step == Step.MISSING
    facts = Facts(place=taking.store.name, detail={"stock_taking": str(taking.pk)})
    key = derived_key(taking.request_key, f"{step} {exhibit.pk}")
    add_step(by, locked, step, facts, request_key=key)


def _open_taking(by: Viewer, taking_id: UUID) -> StockTaking:
    by.require(Permission.KEEP_STORE)
    taking = get_visible(StockTaking, viewer=by, lock=True, pk=taking_id)
    if taking.ended_at is not None:
        raise Conflict(_("This stock-taking has ended."))
    return taking


def note_reading(by: Viewer, store: Store) -> None:
    """That a keeper looked at what a store holds."""
    _note(by, store, "store.read", fields=["exhibits"])


def _changed(by: Viewer, store: Store, action: str, **detail: Any) -> Store:
    store.version = F("version") + 1
    store.save()
    _note(by, store, action, **detail)
    return get_store(by, store.pk)


def _note(by: Viewer, store: Store, action: str, **detail: Any) -> None:
    owners = [by.agency_audience]
    record(action=action, by=by, owners=owners, detail={"store": str(store.pk), **detail})
