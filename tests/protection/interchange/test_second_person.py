"""Taking cases out and bringing them in, with and without a two-person rule."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Refused
from punte.protection.approvals.door import Approval
from punte.protection.interchange.actions.exports import Order, order_export
from punte.protection.interchange.actions.imports import start_import
from punte.protection.interchange.exporting import Selection
from punte.protection.interchange.models import ImportRun
from tests.support.approvals import agree, ask_on_page, want_two
from tests.support.persons import make_person
from tests.support.signs import client_of
from tests.support.worlds import World

ORDER = Order("csv", Selection(), "For the yearly report.")
FORM = {"form": "csv", "reason": "For the yearly report."}


def taken(world: World, order: Order = ORDER) -> int:
    with acting_as(world.supervisor) as by:
        return order_export(by=by, order=order)


def test_without_a_rule_one_person_takes_out(world: World) -> None:
    with acting_as(world.coordinator) as by:
        make_person(by)
    assert taken(world) == 1


def test_with_a_rule_what_was_approved_goes_out_once(world: World) -> None:
    want_two(world, "cases.export")
    with pytest.raises(Conflict, match="second person"):
        taken(world)
    client, url = client_of(world.supervisor), reverse("protection:export")
    refused = client.post(url, FORM)
    assert refused.status_code == 409
    assert b'name="form" value="csv"' in refused.content
    ask_on_page(client, url, **FORM)
    with acting_as(world.supervisor):
        asked = Approval.objects.get()
    assert asked.url == f"{url}?form=csv"
    with pytest.raises(Refused):
        agree(world.supervisor)
    told = client_of(world.coordinator).get(reverse("protection:approval", args=[asked.id]))
    assert b"CSV (HTCDS 2.0)" in told.content
    agree(world.coordinator)
    with pytest.raises(Conflict):
        taken(world, Order("csv", Selection(), ORDER.reason, identity=True))
    assert taken(world) == 0
    with pytest.raises(Conflict):
        taken(world)


def run_of(world: World) -> ImportRun:
    from django.utils import timezone

    with acting_as(world.supervisor) as by:
        return ImportRun.objects.create(
            agency_id=by.agency_id,
            by_id=by.account_id,
            source="Invented",
            form="csv",
            state=ImportRun.State.CHECKED,
            rows=1,
            good=1,
            created_at=timezone.now(),
            moved_at=timezone.now(),
            request_key=uuid4(),
            owner=by.agency_audience,
            audiences=[by.agency_audience],
        )


def started(world: World, run: ImportRun) -> str:
    with acting_as(world.supervisor) as by:
        return start_import(by=by, run=run.id).state


def test_without_a_rule_one_person_brings_in(world: World) -> None:
    assert started(world, run_of(world)) == "importing"


def test_with_a_rule_a_file_comes_in_when_another_agreed(world: World) -> None:
    want_two(world, "cases.import")
    run = run_of(world)
    with pytest.raises(Conflict, match="second person"):
        started(world, run)
    client, url = client_of(world.supervisor), reverse("protection:import_start", args=[run.id])
    assert client.post(url).status_code == 409
    ask_on_page(client, url)
    with pytest.raises(Refused):
        agree(world.supervisor)
    agree(world.coordinator)
    assert client.post(url).status_code == 302
    with acting_as(world.supervisor):
        assert Approval.objects.get().used_at is not None
    assert started(world, run) == "importing"
    with pytest.raises(Conflict):
        started(world, run_of(world))
