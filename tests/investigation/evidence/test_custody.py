"""Who hands over, who signs for it, who sees it meanwhile, and how it ends."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid, NotHere, PunteError, Refused, Stale
from punte.core.notices.door import my_notices
from punte.investigation.cases.door import Case
from punte.investigation.evidence.actions import custody, endings
from punte.investigation.evidence.actions.steps import When, digest_of
from punte.investigation.evidence.door import Custody, Exhibit, chain_of, exhibits_of, files_of
from punte.investigation.evidence.machine import Said, begin, replay
from punte.investigation.evidence.models import Store
from punte.investigation.evidence.queries.exhibits import held_by, waiting_for
from punte.investigation.evidence.tasks import destroy_files
from punte.investigation.evidence.words import ClockSource, State, Step
from tests.support.cases import again, in_team
from tests.support.database import as_role
from tests.support.exhibits import incoming, make_exhibit
from tests.support.ledger import entries
from tests.support.worlds import World

Led = tuple[Case, Viewer]
ORDER = endings.Order(Step.ORDERED_DESTRUCTION, "Invented court", "1-7/2026", date(2026, 3, 1))


def does(by: Viewer, act: Any, exhibit: Exhibit, **more: Any) -> Custody:
    """One act of a viewer on an exhibit as it stands."""
    with acting_as(by):
        version = Exhibit.objects.values_list("steps", flat=True).filter(pk=exhibit.pk).first()
        more.setdefault("version", version if version is not None else exhibit.steps)
        row: Custody = act(by=by, exhibit_id=exhibit.pk, request_key=uuid4(), **more)
    with as_role(str(connection.settings_dict["USER"])):
        exhibit.refresh_from_db()
    return row


def person(viewer: Viewer) -> str:
    return f"person:{viewer.account_id}"


offer, accept = custody.offer_exhibit, custody.accept_exhibit


def test_a_hand_over_wants_two_signatures(led: Led, stored: tuple[Store, Viewer]) -> None:
    (case, by), (store, keeper) = led, stored
    exhibit = make_exhibit(by, case)
    with acting_as(keeper):
        assert not waiting_for(keeper).exists()
    does(by, offer, exhibit, to=store.key, reason="for safe keeping")
    assert (exhibit.state, exhibit.holder) == (State.OFFERED, person(by))
    with acting_as(keeper):
        assert [one.pk for one in waiting_for(keeper)] == [exhibit.pk]
        assert {notice.kind for notice in my_notices(keeper)} == {"exhibit_offered"}
    with pytest.raises(Refused):
        does(by, accept, exhibit)
    row = does(keeper, accept, exhibit, seal="A-001", shelf="3")
    assert (exhibit.holder, exhibit.state, exhibit.shelf) == (store.key, State.HELD, "3")
    assert row.taker == "Invented store, " + keeper.agency_name
    with acting_as(by):
        steps = list(chain_of(by, exhibit))
        assert [step.number for step in steps] == [1, 2, 3]
        assert {notice.kind for notice in my_notices(by)} == {"exhibit_answered"}
    logged = [e for name in ("taken", "offered", "accepted") for e in entries(f"exhibit.{name}")]
    assert [e.detail["custody"] for e in logged] == [digest_of(step) for step in steps]


def test_a_keeper_sees_what_the_store_has_and_never_the_case(
    led: Led, stored: tuple[Store, Viewer], world: World
) -> None:
    (case, by), (store, keeper) = led, stored
    mine, other = make_exhibit(by, case, incoming(b"invented")), make_exhibit(by, case)
    does(by, offer, mine, to=store.key, reason="x")
    with acting_as(keeper):
        assert [one.pk for one in Exhibit.objects.all()] == [mine.pk]
        assert not Case.objects.exists()
        for reading in (lambda: exhibits_of(keeper, case), lambda: files_of(keeper, mine)):
            with pytest.raises(Refused):
                reading()
    does(keeper, accept, mine)
    # Handed back, it is out of their sight again, and the other keeper of the agency never saw it.
    does(keeper, offer, mine, to=person(by), reason="for the court")
    does(by, accept, mine)
    with acting_as(keeper):
        assert not Exhibit.objects.exists()
        assert not held_by(keeper, store.key).exists()
    assert other.state == State.HELD


def test_somebody_outside_the_team_signs_for_it(led: Led, world: World) -> None:
    case, by = led
    exhibit, expert = make_exhibit(by, case), world.second_investigator
    with acting_as(expert):
        assert not Exhibit.objects.exists()
    does(by, offer, exhibit, to=person(expert), reason="to examine")
    does(expert, custody.refuse_exhibit, exhibit, reason="the seal is broken")
    assert (exhibit.holder, exhibit.state) == (person(by), State.HELD)
    with acting_as(expert):
        assert not Exhibit.objects.exists()
    does(by, offer, exhibit, to=person(expert), reason="to examine")
    does(expert, accept, exhibit)
    row = does(expert, custody.reseal_exhibit, exhibit, seal="B-9", reason="examined")
    assert (row.detail["old_seal"], exhibit.seal) == ("A-001", "B-9")
    does(by, custody.ask_for_exhibit, exhibit, reason="for the hearing")
    does(expert, offer, exhibit, to=person(by), reason="back")
    does(by, accept, exhibit)
    assert exhibit.audiences == sorted({case.owner, by.account_audience})


def test_only_the_holder_hands_over_and_only_to_who_may_take(led: Led, world: World) -> None:
    case, by = led
    joined = in_team(case, by, world.second_investigator)
    exhibit = make_exhibit(joined, case)
    with pytest.raises(NotHere):
        does(world.evidence_keeper, offer, exhibit, to=person(by), reason="x")
    for nobody in ("person:999999", "store:x", "agency:0", "", "king:1", person(world.officer)):
        with pytest.raises(Invalid):
            does(joined, offer, exhibit, to=nobody, reason="x")
    with pytest.raises(Conflict):
        does(joined, offer, exhibit, to=person(joined), reason="to myself")
    # Who leads the case may, for one who no longer can.
    does(by, offer, exhibit, to=person(world.evidence_keeper), reason="the officer left")
    with pytest.raises(Refused):
        does(by, accept, exhibit)
    does(by, custody.withdraw_offer, exhibit, reason="back")
    assert exhibit.state == State.HELD


def test_old_forms_and_full_stores(led: Led, stored: tuple[Store, Viewer]) -> None:
    (case, by), (store, _keeper) = led, stored
    exhibits = [make_exhibit(by, case) for _number in range(3)]
    for exhibit in exhibits[:2]:
        does(by, offer, exhibit, to=store.key, reason="x")
    with pytest.raises(Invalid, match="no room"):
        does(by, offer, exhibits[2], to=store.key, reason="x")
    with pytest.raises(Stale):
        does(by, custody.withdraw_offer, exhibits[0], reason="x", version=1)
    with pytest.raises(Conflict):
        does(by, offer, exhibits[0], to=person(by), reason="twice")


def test_a_clock_an_hour_wrong(led: Led, world: World) -> None:
    case, by = led
    exhibit = make_exhibit(by, case, found_at=timezone.now() - timedelta(minutes=30))
    act = partial(does, by, offer, exhibit, to=person(world.second_investigator), reason="x")
    slow = timezone.now() - timedelta(hours=1)
    with pytest.raises(Invalid, match="before the step"):
        act(when=When(slow, ClockSource.WATCH))
    with pytest.raises(Invalid, match="future"):
        act(when=When(timezone.now() + timedelta(hours=1), ClockSource.WATCH))
    row = act(when=When(slow, ClockSource.WATCH, offset=-3600))
    assert (row.at, row.clock_offset) == (slow, -3600), "what the clock showed is kept"


def test_two_people_destroy_and_the_files_go(led: Led, world: World) -> None:
    case, by = led
    second = in_team(case, by, world.second_investigator)
    exhibit = make_exhibit(by, case, incoming(b"invented"))
    with pytest.raises(Conflict):
        does(by, endings.begin_destruction, exhibit, method="burnt")
    does(by, endings.order_end, exhibit, order=ORDER)
    with pytest.raises(Conflict):
        does(by, endings.return_exhibit, exhibit, receiver="Owner", document="1")
    does(by, endings.begin_destruction, exhibit, method="burnt")
    with pytest.raises(Conflict, match="somebody else"):
        does(by, endings.confirm_destruction, exhibit)
    does(second, endings.confirm_destruction, exhibit)
    assert exhibit.state == State.DESTROYED
    with as_role("punte_worker"):
        assert destroy_files.func(exhibit_id=str(exhibit.pk)) == 1
        assert destroy_files.func(exhibit_id=str(exhibit.pk)) == 0
    with acting_as(by):
        (file,) = files_of(by, exhibit)
        assert (file.fault, len(file.sha256)) == ("gone", 64)
    with pytest.raises(Conflict):
        does(by, offer, exhibit, to=person(second), reason="x")


def test_an_order_is_lifted_or_done(led: Led) -> None:
    case, by = led
    exhibit = make_exhibit(by, case)
    does(by, endings.order_end, exhibit, order=ORDER)
    does(by, endings.lift_order, exhibit, reason="appeal")
    back = endings.Order(Step.ORDERED_RETURN, "Invented court", "2", date(2026, 3, 2))
    does(by, endings.order_end, exhibit, order=back)
    does(by, endings.return_exhibit, exhibit, receiver="Invented owner", document="receipt 4")
    assert exhibit.state == State.RETURNED
    with acting_as(by):
        steps = [Said(Step(row.step), row.by_id, row.to, row.seal) for row in chain_of(by, exhibit)]
        assert replay(begin(person(by), "A-001"), steps[1:]) == exhibit.chain


def test_a_chain_is_never_rewritten(led: Led, stored: tuple[Store, Viewer]) -> None:
    (case, by), (_store, keeper) = led, stored
    make_exhibit(by, case)
    for viewer in (by, keeper, again(by)):
        for change in (
            lambda: Custody.objects.update(reason="other"),
            lambda: Custody.objects.all().delete(),
        ):
            with acting_as(viewer), pytest.raises(DatabaseError), transaction.atomic():
                change()


def test_nobody_signs_for_both_ends(led: Led, world: World) -> None:
    case, by = led
    exhibit = make_exhibit(by, case)
    second = in_team(case, by, world.second_investigator)
    agency = f"agency:{by.agency_id}"
    does(by, offer, exhibit, to=agency, reason="to the office")
    with acting_as(by):
        assert not waiting_for(by).exists()
    with pytest.raises(Refused):
        does(by, accept, exhibit)
    alone: dict[str, Any]
    for alone in (
        {"offered_by": None},
        {"offered_by": second.account_id},
        {"holder": agency, "offered": ""},
        {"holder": person(second)},
        {"state": "destroyed"},
        {"begun_by": second.account_id},
        {"what": "Something else"},
    ):
        with acting_as(by), pytest.raises(DatabaseError, match="denied"), transaction.atomic():
            Exhibit.objects.filter(pk=exhibit.pk).update(**alone)
    does(second, accept, exhibit)
    assert (exhibit.holder, exhibit.offered_by) == (agency, None)


def test_a_double_click_signs_once(led: Led, world: World) -> None:
    case, by = led
    exhibit, key = make_exhibit(by, case), uuid4()
    to = person(world.second_investigator)
    with acting_as(by):
        act = partial(
            offer, by=by, exhibit_id=exhibit.pk, to=to, reason="x", version=1, request_key=key
        )
        first = act()
        with pytest.raises(PunteError), transaction.atomic():
            act()
        assert chain_of(by, exhibit).count() == 2
        assert first.number == 2
