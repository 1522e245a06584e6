"""Planning services and saying what became of them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.models import Entry
from punte.protection.assistance.models import AssistanceFile
from punte.protection.delivery.actions.services import (
    Result,
    plan_service,
    record_outcome,
    replan_service,
)
from punte.protection.delivery.door import services_between
from punte.protection.delivery.models import ServiceItem
from punte.protection.delivery.models.words import Outcome, Provider
from punte.protection.delivery.queries.services import own_services, sums
from tests.core.vault.support import as_owner
from tests.protection.delivery.support import counted, outside, planned
from tests.support.worlds import DeskFactory, World, viewer


def given(**values: Any) -> Result:
    today = timezone.localdate()
    said: dict[str, Any] = {
        "outcome": Outcome.DELIVERED,
        "delivered_on": today,
        "hours": Decimal("2.5"),
        "cost": Decimal("100.10"),
        "currency": "MDL",
    }
    return Result(**{**said, **values})


def say(by: Viewer, row: ServiceItem, result: Result, version: int = 1) -> ServiceItem:
    with acting_as(by):
        return record_outcome(by=by, service=row.id, result=result, version=version)


def test_planned_given_and_summed(world: World, file: AssistanceFile) -> None:
    for kind in ("legal", "legal", "housing"):
        say(world.caseworker, planned(world.caseworker, file, kind), given())
    planned(world.caseworker, file)
    with acting_as(world.caseworker) as by:
        found = sums(own_services(by))
        today = timezone.localdate()
        assert services_between(by, today, today).count() == 4
        assert not services_between(by, today + timedelta(1), today + timedelta(9)).exists()
    assert [(s.kind, s.count, s.hours, s.costs) for s in found] == [
        ("housing", 1, Decimal("2.5"), (("MDL", Decimal("100.10")),)),
        ("legal", 2, Decimal("5"), (("MDL", Decimal("200.20")),)),
    ]


def test_each_write_is_one_entry_without_words(world: World, file: AssistanceFile) -> None:
    row = planned(world.caseworker, file)
    say(world.caseworker, row, given(words="she laughed"))
    with as_owner():
        entries = list(Entry.objects.filter(action__startswith="service.").order_by("at"))
    assert [entry.action for entry in entries] == ["service.plan", "service.outcome"]
    assert {entry.subject for entry in entries} == {file.person_id}
    assert "laughed" not in str([entry.detail for entry in entries])


def test_a_form_sent_twice_plans_once(world: World, file: AssistanceFile) -> None:
    key = uuid4()
    with acting_as(world.caseworker) as by:
        said: dict[str, Any] = {"by": by, "file": file.id, "plan": outside(), "request_key": key}
        first = plan_service(kind="legal", **said)
        assert plan_service(kind="legal", **said).id == first.id
        with pytest.raises(Conflict):
            plan_service(kind="housing", **said)


def test_an_old_form_changes_nothing(world: World, file: AssistanceFile) -> None:
    row = planned(world.caseworker, file)
    say(world.caseworker, row, given())
    with pytest.raises(Conflict):
        say(world.caseworker, row, given(outcome=Outcome.CANCELLED))
    with acting_as(world.caseworker) as by:
        with pytest.raises(Conflict):
            replan_service(by=by, service=row.id, plan=outside(), version=1)
        assert ServiceItem.objects.get(pk=row.pk).outcome == Outcome.DELIVERED


def test_an_outcome_is_corrected_and_the_log_keeps_both(world: World, file: AssistanceFile) -> None:
    row = say(world.caseworker, planned(world.caseworker, file), given())
    row = say(
        world.caseworker, row, given(outcome=Outcome.REFUSED, refusal="not_safe"), row.version
    )
    assert (row.delivered_on, row.refusal) == (None, "not_safe")
    row = say(world.caseworker, row, given(outcome=Outcome.PLANNED), row.version)
    assert (row.refusal, row.version) == ("", 4)


@pytest.mark.parametrize(
    "values",
    [
        {"delivered_on": None},
        {"delivered_on": timezone.localdate() + timedelta(days=2)},
        {"delivered_on": timezone.localdate() - timedelta(days=9999)},
        {"outcome": Outcome.REFUSED},
        {"outcome": Outcome.REFUSED, "refusal": "made up"},
        {"hours": Decimal("-1")},
        {"hours": Decimal("1e30")},
        {"hours": Decimal("NaN")},
        {"cost": Decimal("Infinity")},
        {"currency": ""},
        {"currency": "USD"},
        {"words": "x" * 2001},
        {"words": "a\x00b"},
    ],
)
def test_what_cannot_be_is_refused(
    world: World, file: AssistanceFile, values: dict[str, Any]
) -> None:
    row = planned(world.caseworker, file)
    with pytest.raises(Invalid):
        say(world.caseworker, row, given(**values))


@pytest.mark.parametrize(
    "values",
    [
        {"provider_name": " "},
        {"provider": Provider.OWN},
        {"provider": Provider.AGENCY},
        {"planned_for": timezone.localdate() + timedelta(days=4000)},
        {"provider_name": "x" * 121},
    ],
)
def test_a_plan_names_one_provider_and_a_real_day(
    world: World, file: AssistanceFile, values: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        planned(world.caseworker, file, **values)


def test_an_own_desk_is_ones_own(world: World, file: AssistanceFile) -> None:
    own = {"provider": Provider.OWN, "provider_name": ""}
    assert planned(world.caseworker, file, desk=world.desk, **own).by_whom == str(world.desk)
    with pytest.raises(Invalid):
        planned(world.caseworker, file, desk=DeskFactory(agency=world.unit), **own)


def test_medical_help_is_seen_by_roles_with_medical_data_alone(
    world: World, file: AssistanceFile, nurse: Viewer
) -> None:
    hidden = [planned(nurse, file, kind) for kind in ("medical", "psychological")]
    shown = planned(nurse, file, "legal")
    assert {row.held_class for row in hidden} == {"medical"}
    with acting_as(nurse) as by:
        assert own_services(by).count() == 3
    with acting_as(world.caseworker) as by:
        assert [row.id for row in own_services(by)] == [shown.id]
        with pytest.raises(NotHere):
            record_outcome(by=by, service=hidden[0].id, result=given(), version=1)
    assert (
        counted(nurse, "protection_service"),
        counted(world.caseworker, "protection_service"),
    ) == (3, 1)
    with pytest.raises(Refused):
        planned(world.caseworker, file, "psychological")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE protection_service SET kind = 'legal'",
        "UPDATE protection_service SET file_id = file_id",
        "DELETE FROM protection_service",
    ],
)
def test_the_database_refuses_to_change_whose_and_what_a_row_is(
    world: World, file: AssistanceFile, statement: str
) -> None:
    planned(world.caseworker, file)
    with (
        acting_as(world.caseworker),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_database_reaches_no_medical_row_for_others(
    world: World, file: AssistanceFile, nurse: Viewer
) -> None:
    planned(nurse, file, "medical")
    with acting_as(world.caseworker), connection.cursor() as cursor:
        cursor.execute("UPDATE protection_service SET words = 'seen'")
        assert cursor.rowcount == 0
        cursor.execute("SELECT id FROM protection_service WHERE kind = 'medical'")
        assert cursor.fetchall() == []


def test_who_may_plan(world: World, file: AssistanceFile) -> None:
    assert planned(world.other_caseworker, file), "a colleague may"
    with pytest.raises(NotHere):
        planned(world.coordinator, file)
    with pytest.raises(Refused):
        planned(viewer(world.ngo, "analyst"), file)


def test_a_closed_file_takes_nothing(world: World, file: AssistanceFile) -> None:
    row = planned(world.caseworker, file)
    with as_owner():
        AssistanceFile.objects.filter(pk=file.pk).update(state="closed", closed_at=timezone.now())
    with pytest.raises(Conflict):
        planned(world.caseworker, file)
    with pytest.raises(Conflict):
        say(world.caseworker, row, given())
