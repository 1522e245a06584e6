"""The list: filters, tabs, saved filters."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.deadlines.door import start_clock
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.protection.assistance.door import AssistanceFile
from punte.protection.caseload.actions import saved as saving
from punte.protection.caseload.actions.saved import remove_filter, save_filter
from punte.protection.caseload.queries.files import Wanted, caseload, tab_counts
from punte.protection.caseload.queries.saved import saved_filters
from punte.protection.persons.models import Person
from tests.protection.caseload.conftest import MakeFile
from tests.support.signs import client_of
from tests.support.worlds import World


def found(by: Viewer, **wanted: Any) -> set[UUID]:
    with acting_as(by):
        return {row.id for row in caseload(by, Wanted(**wanted))}


def at(name: str, **query: object) -> str:
    return f"{reverse(f'protection:{name}')}?{urlencode(query)}"


def change(file: AssistanceFile, by: Viewer, **values: Any) -> None:
    with acting_as(by):
        AssistanceFile.objects.filter(pk=file.pk).update(**values)


def test_each_filter_narrows(world: World, helper: Viewer, new_file: MakeFile) -> None:
    by = world.coordinator
    plain, high = new_file(), new_file(risk="high", language="uk", age_band="child")
    now = timezone.now()
    closed, old = new_file(state="closed", closed_at=now), new_file()
    change(old, by, changed_at=now - timedelta(days=40), caseworker_id=None)
    change(high, by, caseworker_id=helper.account_id)
    everything = {plain.id, high.id, old.id}
    assert found(by) == everything
    assert found(by, state="all") == everything | {closed.id}
    assert found(by, state="closed") == {closed.id}
    assert found(by, risk="high") == {high.id}
    assert found(by, risk="none") == {plain.id, old.id}
    assert found(by, language="uk") == {high.id}
    assert found(by, age_band="child") == {high.id}
    assert found(by, mine=True) == {plain.id}
    assert found(by, caseworker="none") == {old.id}
    assert found(by, caseworker=str(helper.account_id)) == {high.id}
    assert found(by, untouched=30) == {old.id}
    assert found(by, unplanned=True) == everything


def test_overdue_are_those_about_whom_a_clock_ran_out(world: World, new_file: MakeFile) -> None:
    late, in_time = new_file(), new_file()
    with acting_as(world.coordinator) as by:
        for file, days in ((late, -1), (in_time, 5)):
            start_clock(
                by=by,
                measure="assistance.assess",
                jurisdiction="MD",
                record=file.person_id,
                about_kind="file",
                about_id=file.id,
                owner=file.owner,
                audiences=file.audiences,
                responsible=by.account_audience,
                url="/caseload/",
                start=timezone.now() - timedelta(days=9),
                due=timezone.now() + timedelta(days=days),
            )
    assert found(world.coordinator, overdue=True) == {late.id}
    assert found(world.supervisor, overdue=True) == {late.id}
    page = client_of(world.supervisor).get(at("caseload"))
    assert [tab.count for tab in page.context["table"].saved] == [2, 0, 0, 0, 1]
    # More late clocks than are looked through: no number rather than a slow page.
    with acting_as(world.supervisor) as by:
        assert tab_counts(by, most=1) == [2, 0, 0, 0, 1]
        assert tab_counts(by, most=0)[-1] is None


def test_a_county_is_known_of_visible_persons(world: World, new_file: MakeFile) -> None:
    file = new_file()
    new_file()
    with acting_as(world.coordinator):
        Person.objects.filter(pk=file.person_id).update(district="Soroca")
    assert found(world.coordinator, district="Soroca") == {file.id}


def test_another_agency_sees_nothing(world: World, new_file: MakeFile) -> None:
    new_file()
    assert found(world.foreign_coordinator) == set()
    assert client_of(world.officer).get(at("caseload")).status_code == 403


def test_wrong_filters_are_no_fault(world: World, new_file: MakeFile) -> None:
    new_file()
    client = client_of(world.coordinator)
    for wrong in ({"caseworker": "x"}, {"untouched": "-1"}, {"risk": "?"}, {"district": "x" * 99}):
        assert client.get(at("caseload", **wrong)).status_code == 200
    assert client.get(at("save_filter", caseworker="999999999999")).status_code == 422


def test_the_list_asks_the_same_for_one_and_many(world: World, new_file: MakeFile) -> None:
    client = client_of(world.coordinator)
    new_file()
    counts = []
    for _ in range(2):
        client.get(at("caseload"))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(at("caseload", state="all")).status_code == 200
        counts.append(len(caught))
        for _more in range(5):
            new_file()
    assert counts[0] == counts[1] <= 20


def test_a_filter_is_saved_for_oneself_or_shared(world: World) -> None:
    with acting_as(world.coordinator) as by:
        own = save_filter(by=by, name="Mine at risk", query="mine=on&risk=high", shared=False)
        shared = save_filter(by=by, name="At risk", query="risk=high", shared=True)
        assert list(saved_filters(by)) == [own, shared]
        with pytest.raises(Conflict):
            save_filter(by=by, name="At risk", query="", shared=False)
        with pytest.raises(Invalid):
            save_filter(by=by, name=" ", query="", shared=False)
    with acting_as(world.second_coordinator) as by:
        assert list(saved_filters(by)) == [shared]
        with pytest.raises(Refused):
            remove_filter(by=by, saved=shared.id)
        with pytest.raises(NotHere):
            remove_filter(by=by, saved=own.id)
    with acting_as(world.foreign_coordinator) as by:
        assert list(saved_filters(by)) == []
    with acting_as(world.coordinator) as by:
        remove_filter(by=by, saved=shared.id)
        remove_filter(by=by, saved=shared.id)
        assert list(saved_filters(by)) == [own]
        save_filter(by=by, name="At risk", query="risk=high", shared=True)


def test_nobody_saves_filters_without_end(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "MOST", 1)
    with acting_as(world.coordinator) as by:
        save_filter(by=by, name="One", query="", shared=False)
        with pytest.raises(Invalid):
            save_filter(by=by, name="Two", query="", shared=False)


def test_saving_by_page(world: World) -> None:
    client = client_of(world.coordinator)
    url = at("save_filter", risk="high", strange="Ana", state="")
    answer = client.post(url, {"name": "High", "shared": "on"})
    assert answer.headers["Location"] == "/caseload/?risk=high"
    assert client.post(url, {"name": "High"}).context["form"].errors
    page = client.get(at("saved_filters"))
    assert [row.query for row in page.context["rows"]] == ["risk=high"]
    remove = reverse("protection:remove_filter", args=[page.context["rows"][0].id])
    assert client_of(world.supervisor).post(remove).status_code == 403
    assert client.post(remove).status_code == 302
    assert not client.get(at("saved_filters")).context["rows"]
