"""Whose time has run out: by rule, by country, never by itself, never while work goes on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.vault.door import has_identity
from punte.protection.retention import queries
from punte.protection.retention.actions.table import change_rule
from punte.protection.retention.models import Due
from tests.protection.retention.support import closed_person, compute, overseers
from tests.support.files import make_file
from tests.support.worlds import World

TODAY = timezone.localdate


def years_ago(years: int, days: int = 0) -> object:
    return timezone.now() - timedelta(days=365 * years + years // 4 + days)


def kinds(world: World) -> dict[object, str]:
    with acting_as(overseers(world).first) as by:
        return {row.subject: row.then for row in queries.due_rows(by)}


def test_each_kind_has_its_time_and_its_end(world: World) -> None:
    adult = closed_person(world, closed=years_ago(5, 3))
    early = closed_person(world, closed=years_ago(4))
    child = closed_person(world, closed=years_ago(6), age_band="child")
    unknown = closed_person(world, closed=years_ago(11), age_band="unknown")
    cleared = closed_person(world, closed=years_ago(2), status="not_victim")
    compute()
    assert kinds(world) == {adult.id: "statistics", unknown.id: "statistics", cleared.id: "erase"}
    assert not {early.id, child.id} & kinds(world).keys()
    with acting_as(world.coordinator) as by:
        assert has_identity(by, adult.id)


def test_nobody_is_due_while_work_goes_on(world: World) -> None:
    person = closed_person(world, file=False)
    with acting_as(world.coordinator) as by:
        file = make_file(by, person)
    closed_person(world, closed=None, file=False)
    assert compute() == 0
    with acting_as(world.coordinator):
        file.state, file.closed_at = "closed", timezone.now()
        file.save()
    assert compute() == 0
    assert compute(TODAY() + timedelta(days=365 * 5 + 3)) == 1


def test_computing_again_changes_nothing_and_what_is_reopened_goes(world: World) -> None:
    person = closed_person(world)
    assert compute() == compute() == 1
    [row] = kinds(world)
    with acting_as(world.coordinator):
        file = person.files.get()
        file.state, file.closed_at = "open", None
        file.save()
    assert compute() == 0
    assert kinds(world) == {}
    assert row == person.id


def test_a_country_s_own_rule_goes_before_the_general_one(world: World) -> None:
    closed_person(world, closed=years_ago(8))
    with acting_as(overseers(world).first) as by:
        values = {
            "kind": "adult", "then": "erase", "source": "Invented law 1", "verified": True,
            "valid_from": TODAY(),
        }  # fmt: skip
        change_rule(by=by, keep_years=20, after=0, **values)
        compute()
        assert not queries.due_rows(by).exists()
        with pytest.raises(Conflict):
            change_rule(by=by, keep_years=7, after=0, **values)
        change_rule(by=by, keep_years=7, after=1, **values)
    compute()
    assert list(kinds(world).values()) == ["erase"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "moon"}, {"keep_years": 0}, {"keep_years": 10**9}, {"then": "x"},
        {"valid_from": date(2020, 1, 1)}, {"source": " "},
    ],
)  # fmt: skip
def test_rules_that_cannot_be_are_refused(world: World, wrong: dict[str, object]) -> None:
    good = {
        "kind": "adult", "keep_years": 3, "then": "erase", "source": "x", "verified": False,
        "valid_from": TODAY(), "after": 0,
    }  # fmt: skip
    with acting_as(overseers(world).first) as by, pytest.raises(Invalid):
        change_rule(by=by, **{**good, **wrong})  # type: ignore[arg-type]
    with acting_as(world.supervisor) as by, pytest.raises(Refused):
        change_rule(by=by, **good)  # type: ignore[arg-type]


def test_oversight_sees_its_own_country_alone(world: World) -> None:
    closed_person(world)
    compute()
    three = overseers(world)
    with acting_as(three.foreign) as by:
        assert not queries.due_rows(by).exists()
    with acting_as(world.coordinator) as by:
        assert not Due.objects.visible_to(by).exists()
        with pytest.raises(Refused):
            queries.due_rows(by)
