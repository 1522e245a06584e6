"""Nobody lays a row into a case of others or a seat into its team, not even past every page."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.utils import timezone

from punte.core.access.door import Permission, Seat, Viewer, acting_as, open_circle, roles_with
from punte.investigation.cases.models import Case, CaseEvent, CaseRow, Member, of_case
from tests.support.cases import again, in_team, make_case
from tests.support.worlds import World


def test_a_stranger_plants_nothing_in_a_case(world: World) -> None:
    case, lead = make_case(world.investigator)
    for by, may in ((lead, True), (world.second_investigator, False)):
        row = CaseEvent(
            case_id=case.pk, owner=case.owner, audiences=sorted({case.owner, by.account_audience}),
            kind="edited", at=timezone.now(), by_id=by.account_id,
        )  # fmt: skip
        with acting_as(by):
            if may:
                row.save(force_insert=True)
                continue
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                row.save(force_insert=True)


@pytest.mark.django_db
def test_every_table_of_a_case_keeps_strangers_rows_out() -> None:
    tables = {m._meta.db_table for m in apps.get_models() if issubclass(m, CaseRow)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT polrelid::regclass::text FROM pg_policy WHERE polname = %s",
                       ["of_its_circle"])  # fmt: skip
        walled = {name for (name,) in cursor.fetchall()}
    assert tables - walled - {Case._meta.db_table} == {"investigation_custody"}


def place(case: Case, lead: Viewer, somebody: Viewer) -> None:
    """A place in the team that all of it see, past the pages and without the seat."""
    with acting_as(lead):
        Member.objects.create(
            **of_case(case), account_id=somebody.account_id, agency_id=somebody.agency_id,
            part="investigator", since=timezone.now(),
        )  # fmt: skip


def seated(case: Case, by: Viewer, somebody: Viewer, **more: Any) -> bool:
    """Whether the database lets somebody give a seat in the case's circle, past the pages."""
    row = Seat(
        circle=case.owner, account_id=somebody.account_id, agency_id=somebody.agency_id,
        purpose="investigation", since=timezone.now(), **{"given_by": by.account_id, **more},
    )  # fmt: skip
    with acting_as(by):
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except ProgrammingError:
            return False
    return True


def test_only_who_may_lead_gives_a_seat_and_only_with_a_place(world: World) -> None:
    assert roles_with(Permission.LEAD_CASES) == ["investigator", "prosecutor"]
    case, lead = make_case(world.investigator)
    analyst = in_team(case, lead, world.crime_analyst)
    friend = world.second_investigator
    assert not seated(case, lead, friend)
    place(case, lead, friend)
    assert not seated(case, analyst, friend)
    assert not seated(case, analyst, friend, given_by=lead.account_id)
    assert not seated(case, lead, friend, given_by=analyst.account_id)
    assert case.owner not in again(friend).audiences
    assert seated(case, lead, friend)
    assert case.owner in again(friend).audiences


def test_an_ended_seat_does_not_come_back(world: World) -> None:
    case, lead = make_case(world.investigator)
    analyst = in_team(case, lead, world.crime_analyst)
    with acting_as(lead):
        rows = Seat.objects.filter(circle=case.owner, account_id=analyst.account_id)
        assert rows.update(until=timezone.now(), ended_by=lead.account_id) == 1
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            rows.update(until=None, ended_by=None)
    assert case.owner not in again(analyst).audiences


def test_a_seat_in_a_narrow_circle_hangs_on_the_team(world: World) -> None:
    case, lead = make_case(world.investigator)
    outsider = world.second_investigator
    with acting_as(lead):
        circle, lead = open_circle(by=lead, within=case.owner)
        row = Seat(
            circle=circle, account_id=outsider.account_id, agency_id=outsider.agency_id,
            purpose="investigation", since=timezone.now(), given_by=lead.account_id,
        )  # fmt: skip
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            row.save(force_insert=True)
        row.within = case.owner
        row.save(force_insert=True)
    assert circle not in again(outsider).audiences
    assert circle in again(world.investigator).audiences
