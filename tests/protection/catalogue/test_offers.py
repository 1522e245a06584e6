"""Who may write an offer, what may stand in it, and who can take a person."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.agencies.door import Desk
from punte.core.deadlines.door import Holiday
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import Entry
from punte.protection.catalogue.actions import (
    Offered,
    confirm_offer,
    save_offer,
    turn_offer,
    update_offer,
)
from punte.protection.catalogue.models import Offer
from punte.protection.catalogue.queries import Listed, Wanted, listed, own_offers, who_can_take
from punte.protection.catalogue.rules import Needs, Tier
from tests.support.database import as_role
from tests.support.offers import make_offer
from tests.support.worlds import AgencyFactory, DeskFactory, World, viewer


def update(row: Offer, **values: Any) -> dict[str, Any]:
    known = {"free_places": row.free_places, "waiting_days": row.waiting_days, "hours": row.hours}
    return {"offer": row.pk, "version": row.version, **known, **values}


def test_the_desks_own_agency_keeps_its_offers(world: World) -> None:
    with acting_as(world.caseworker) as by:
        row = make_offer(by, world.desk)
        changed = update_offer(by=by, **update(row, free_places=1))
        assert (changed.free_places, changed.version, changed.confirmed_by_id) == (
            1,
            2,
            by.account_id,
        )
        assert Entry.objects.filter(action="catalogue.update").count() == 1


def test_another_agency_and_another_role_may_not(world: World) -> None:
    with acting_as(world.caseworker) as by:
        row = make_offer(by, world.desk)
    with acting_as(world.foreign_coordinator) as other:
        for act in (
            lambda: make_offer(other, world.desk),
            lambda: update_offer(by=other, **update(row, free_places=0)),
            lambda: confirm_offer(by=other, offer=row.pk),
            lambda: turn_offer(by=other, offer=row.pk, active=False),
        ):
            with pytest.raises(NotHere):
                act()
    with acting_as(viewer(world.ngo, "analyst")) as reader, pytest.raises(Refused):
        confirm_offer(by=reader, offer=row.pk)
    with acting_as(viewer(world.ngo, "manager")) as manager:
        assert confirm_offer(by=manager, offer=row.pk).confirmed_by_id == manager.account_id


def test_the_table_itself_refuses_another_agency(world: World) -> None:
    with acting_as(world.caseworker) as by:
        row = make_offer(by, world.desk)
    with acting_as(world.foreign_coordinator) as other:
        assert Offer.objects.filter(pk=row.pk).exists()
        assert Offer.objects.filter(pk=row.pk).update(free_places=0) == 0
        forged = Offer(**{f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields})
        forged.pk, forged.request_key = uuid4(), uuid4()
        for owner in (row.owner, other.agency_audience):
            forged.owner = owner
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                forged.save(force_insert=True)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Offer.objects.filter(pk=row.pk)._raw_delete("default")


def test_an_offer_is_not_moved_to_a_desk_of_others(world: World) -> None:
    foreign = DeskFactory(agency=world.unit)
    with acting_as(world.caseworker) as by:
        row = make_offer(by, world.desk)
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Offer.objects.filter(pk=row.pk).update(desk=foreign)


def test_every_worker_of_both_countries_reads_it_and_nobody_without_a_role(world: World) -> None:
    with acting_as(world.caseworker) as by:
        make_offer(by, world.desk)
    for reader in (world.officer, world.foreign_coordinator, world.overseer):
        with acting_as(reader):
            assert listed(reader, Listed()).count() == 1
    with as_role("punte_web"):
        from punte.core.database.context import set_context

        set_context(audiences=(), classes=(), account=0)
        assert Offer.objects.count() == 0


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"service": "legal"}, "does not answer"),
    ({"service": "nonsense"}, "does not answer"),
    ({"place": "MD-CU"}, "own country"),
    ({"place": "XX-XX"}, "own country"),
    ({"latitude": Decimal(47), "longitude": Decimal(27)}, "shelter stands"),
    ({"note": "Str. Inventată 5"}, "address"),
    ({"free_places": 11}, "more free places"),
    ({"waiting_days": -1}, "0 to 100,000"),
    ({"capacity": 10**9}, "0 to 100,000"),
    ({"hours": ["9-17"]}, "each day"),
    ({"hours": ["25-26"] * 7}, "Write hours"),
    ({"takes_adults": False}, "adults, children or both"),
    ({"valid_until": timezone.localdate() - timedelta(days=2)}, "ends before"),
]


@pytest.mark.parametrize(("values", "words"), WRONG)
def test_what_does_not_fit_is_refused_with_its_reason(
    world: World, values: dict[str, Any], words: str
) -> None:
    with acting_as(world.caseworker) as by:
        with pytest.raises(Invalid, match=words):
            make_offer(by, world.desk, **values)
        assert not Offer.objects.exists()


def test_a_shelter_shows_no_position_for_any_service(world: World) -> None:
    shelter = AgencyFactory(jurisdiction=world.ro, kind="shelter")
    desk = DeskFactory(agency=shelter, services=["housing", "medical"])
    office = DeskFactory(agency=world.ngo, services=["medical"])
    where = {"latitude": Decimal("47.1"), "longitude": Decimal("27.6")}
    with acting_as(viewer(shelter, "shelter_manager")) as by, pytest.raises(Invalid):
        make_offer(by, desk, "medical", **where)
    with acting_as(world.caseworker) as by:
        assert make_offer(by, office, "medical", **where).latitude == where["latitude"]


def test_the_table_keeps_housing_without_a_position(world: World) -> None:
    with acting_as(world.caseworker) as by:
        row = make_offer(by, world.desk)
        with pytest.raises(DatabaseError, match="housing_has_no_position"), transaction.atomic():
            Offer.objects.filter(pk=row.pk).update(latitude=47, longitude=27)


def test_a_form_sent_twice_makes_one_offer(world: World) -> None:
    key = uuid4()
    with acting_as(world.caseworker) as by:
        first, again = (
            save_offer(by=by, desk=world.desk.pk, offered=Offered("housing"), request_key=key)
            for _ in range(2)
        )
        assert first.pk == again.pk
        assert Offer.objects.count() == 1


def test_an_old_form_is_refused_unless_it_changes_nothing(world: World) -> None:
    with acting_as(world.caseworker) as by:
        row = make_offer(by, world.desk)
        old = update(row, free_places=5)
        update_offer(by=by, **update(row, free_places=1))
        with pytest.raises(Conflict):
            update_offer(by=by, **old)
        same = update_offer(by=by, **{**old, "free_places": 1})
        assert (same.free_places, same.version) == (1, 2)


def test_a_changed_offer_is_confirmed_and_an_old_one_is_marked(world: World) -> None:
    with acting_as(world.caseworker) as by:
        row = make_offer(by, world.desk)
        Offer.objects.update(confirmed_on=timezone.localdate() - timedelta(days=31))
        assert listed(by, Listed(stale=True)).count() == 1
        confirm_offer(by=by, offer=row.pk)
        assert listed(by, Listed(stale=True)).count() == 0


def test_what_was_taken_out_or_ended_is_not_listed(world: World) -> None:
    with acting_as(world.caseworker) as by:
        row = make_offer(by, world.desk)
        turn_offer(by=by, offer=row.pk, active=False)
        assert not listed(by, Listed()).exists()
        assert own_offers(by).count() == 1
        turn_offer(by=by, offer=row.pk, active=True)
        assert listed(by, Listed()).exists()
        yesterday = timezone.localdate() - timedelta(days=1)
        Offer.objects.update(valid_from=yesterday, valid_until=yesterday)
        assert not listed(by, Listed()).exists()


@pytest.mark.parametrize(
    ("fits", "fails"),
    [
        (Listed(service="housing"), Listed(service="legal")),
        (Listed(place="RO-IS"), Listed(place="RO-VS")),
        (Listed(country="RO"), Listed(country="MD")),
        (Listed(language="ro"), Listed(language="uk")),
        (Listed(who="families"), Listed(who="children")),
        (Listed(free=True), Listed(stale=True)),
        (Listed(q="desk"), Listed(q="no such thing")),
    ],
)
def test_filters(world: World, fits: Listed, fails: Listed) -> None:
    with acting_as(world.caseworker) as by:
        make_offer(by, world.desk)
        assert listed(by, fits).count() == 1
        assert listed(by, fails).count() == 0


def test_open_now_goes_by_the_hours(world: World) -> None:
    with acting_as(world.caseworker) as by:
        make_offer(by, world.desk)
        assert listed(by, Listed(open_now=True)).count() == 1
        Offer.objects.update(hours=[""] * 7)
        assert listed(by, Listed(open_now=True)).count() == 0
        Offer.objects.update(hours=[])
        assert listed(by, Listed(open_now=True)).count() == 0


def test_who_can_take_ranks_today_before_later_before_never(world: World) -> None:
    with acting_as(world.caseworker) as by:
        full = make_offer(by, world.desk, free_places=0)
        men = make_offer(by, world.desk, sexes=["male"])
        far = make_offer(by, world.desk, place="RO-TM")
        near = make_offer(by, world.desk)
        found = who_can_take(
            by, Wanted("housing", "RO-IS", Needs(sex="female", age_band="adult", language="ro"))
        )
    assert [match.offer.pk for match in found] == [near.pk, far.pk, full.pk, men.pk]
    assert [match.judged.tier for match in found] == [
        Tier.TODAY,
        Tier.TODAY,
        Tier.LATER,
        Tier.NOT,
    ]
    assert (found[0].km, found[1].km) == (0, pytest.approx(500, abs=60))


def test_the_other_country_is_offered_below_ones_own(world: World) -> None:
    mine: Desk = DeskFactory(agency=world.unit)
    with acting_as(world.coordinator) as by:
        own = make_offer(by, mine)
    with acting_as(world.caseworker) as by:
        other = make_offer(by, world.desk)
    with acting_as(world.coordinator) as by:
        found = who_can_take(by, Wanted("housing", "MD-UN", Needs(age_band="adult")))
    assert [match.offer.pk for match in found] == [own.pk, other.pk]


def test_a_closed_desk_takes_nobody_and_a_holiday_says_call(world: World) -> None:
    with acting_as(world.caseworker) as by:
        make_offer(by, world.desk, hours=["00:00-23:59"] * 7)
        with as_role(str(transaction.get_connection().settings_dict["USER"])):
            Holiday.objects.create(jurisdiction="RO", day=timezone.localdate(), name="Invented")
        [match] = who_can_take(by, Wanted("housing", needs=Needs(age_band="adult")))
        said = {reason.criterion: reason.says for reason in match.judged.reasons}
        assert said["open_today"] == "unknown"
        Desk.objects.filter(pk=world.desk.pk).update(open=False)
        [match] = who_can_take(by, Wanted("housing", needs=Needs(age_band="adult")))
        assert match.judged.tier is Tier.NOT
