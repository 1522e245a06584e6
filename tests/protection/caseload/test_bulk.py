"""One act on many files: the preview says what happens, and exactly that happens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.ledger.door import Entry
from punte.protection.assistance.door import AssistanceFile
from punte.protection.caseload.actions.bulk import Bulk, do_bulk, preview
from punte.protection.caseload.bulk_rules import BulkAct, Facts, why_not
from punte.protection.caseload.models import Review, Task
from tests.protection.caseload.conftest import MakeFile
from tests.support.signs import client_of
from tests.support.worlds import World

NOW = datetime(2026, 5, 4, tzinfo=UTC)


def versions(*files: AssistanceFile) -> dict[UUID, int]:
    return {file.id: file.version for file in files}


def test_assigning_says_and_does_the_same(world: World, helper: Viewer, new_file: MakeFile) -> None:
    mine = new_file()
    theirs = new_file(caseworker_id=helper.account_id)
    closed = new_file(state="closed", closed_at=timezone.now())
    files = versions(mine, theirs, closed)
    bulk = Bulk(BulkAct.ASSIGN, account=helper.account_id)
    with acting_as(world.supervisor) as by:
        lines = {line.file.id: str(line.why_not) for line in preview(by, bulk, files)}
        assert lines[mine.id] == ""
        assert "theirs" in lines[theirs.id]
        assert "closed" in lines[closed.id]
        key = uuid4()
        assert do_bulk(by=by, bulk=bulk, files=files, request_key=key) == 1
        mine.refresh_from_db()
        assert mine.caseworker_id == helper.account_id
        assert Entry.objects.filter(action="assistance.assign").count() == 1


def test_tasks_go_to_each_files_own_caseworker(
    world: World, helper: Viewer, new_file: MakeFile
) -> None:
    mine, theirs = new_file(), new_file(caseworker_id=helper.account_id)
    nobodys = new_file(caseworker_id=None)
    files = versions(mine, theirs, nobodys)
    bulk = Bulk(BulkAct.TASK, words="Ring them up", due_on=timezone.localdate())
    with acting_as(world.supervisor) as by:
        assert do_bulk(by=by, bulk=bulk, files=files, request_key=uuid4()) == 2
        given_to = set(Task.objects.values_list("file", "account"))
        assert given_to == {
            (mine.id, world.coordinator.account_id),
            (theirs.id, helper.account_id),
        }
        assert Entry.objects.filter(action="task.give").count() == 2


def test_only_untouched_files_are_noted_so(world: World, new_file: MakeFile) -> None:
    fresh, old = new_file(), new_file()
    with acting_as(world.coordinator):
        AssistanceFile.objects.filter(pk=old.pk).update(
            changed_at=timezone.now() - timedelta(days=31)
        )
    bulk = Bulk(BulkAct.REVIEW, words="Asked in the meeting")
    with acting_as(world.supervisor) as by:
        assert do_bulk(by=by, bulk=bulk, files=versions(fresh, old), request_key=uuid4()) == 1
        assert [row.file_id for row in Review.objects.all()] == [old.id]
    with acting_as(world.coordinator) as by, pytest.raises(Refused):
        preview(by, bulk, versions(old))


def test_nothing_is_done_when_one_file_changed(
    world: World, helper: Viewer, new_file: MakeFile
) -> None:
    one, two = new_file(), new_file()
    files = versions(one, two)
    bulk = Bulk(BulkAct.ASSIGN, account=helper.account_id)
    with acting_as(world.supervisor) as by:
        AssistanceFile.objects.filter(pk=two.pk).update(version=9)
        with pytest.raises(Conflict):
            do_bulk(by=by, bulk=bulk, files=files, request_key=uuid4())
        one.refresh_from_db()
        assert one.caseworker_id == world.coordinator.account_id


def test_the_same_form_twice_acts_once(world: World, new_file: MakeFile) -> None:
    files, key = versions(new_file()), uuid4()
    bulk = Bulk(BulkAct.TASK, words="Ring them up")
    with acting_as(world.coordinator) as by:
        do_bulk(by=by, bulk=bulk, files=files, request_key=key)
        do_bulk(by=by, bulk=bulk, files=files, request_key=key)
        assert Task.objects.count() == 1


def test_anothers_files_and_too_many_are_left_out(world: World, new_file: MakeFile) -> None:
    file = new_file()
    with acting_as(world.foreign_coordinator) as by:
        assert preview(by, Bulk(BulkAct.TASK, words="x"), versions(file)) == []
        many = {uuid4(): 1 for _ in range(201)}
        with pytest.raises(Invalid):
            preview(by, Bulk(BulkAct.TASK, words="x"), many)


def test_the_pages_of_a_bulk_act(world: World, helper: Viewer, new_file: MakeFile) -> None:
    client, url = client_of(world.coordinator), reverse("protection:bulk")
    mine, theirs = new_file(), new_file(caseworker_id=helper.account_id)
    chosen = [f"{file.id}:{file.version}" for file in (mine, theirs)]
    values: dict[str, Any] = {"act": "assign", "file": chosen, "once": str(uuid4())}
    assert client.post(url, values).context["count"] == 2
    asked = {**values, "step": "preview", "account": str(helper.account_id)}
    page = client.post(url, asked)
    assert (page.context["will"], page.context["unseen"]) == (1, 0)
    assert b"It is theirs already." in page.content
    assert client.post(url, {**asked, "account": ""}).context["form"].errors
    assert client.post(url, {**asked, "step": "confirm"}).status_code == 302
    again = client.post(url, {**asked, "step": "confirm"})
    assert again.status_code == 302
    with acting_as(world.coordinator):
        mine.refresh_from_db()
    assert mine.caseworker_id == helper.account_id


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"act": "burn"}, 422),
        ({"act": "task", "file": ["x:1"]}, 422),
        ({"act": "task", "file": [f"{uuid4()}:"]}, 422),
        ({"act": "task", "file": [f"{uuid4()}:1"] * 201}, 422),
        ({"act": "task"}, 302),
    ],
)
def test_bad_input_is_refused(world: World, values: dict[str, Any], status: int) -> None:
    answer = client_of(world.coordinator).post(reverse("protection:bulk"), values)
    assert answer.status_code == status


@given(
    st.sampled_from(list(BulkAct)),
    st.booleans(),
    st.none() | st.integers(1, 3),
    st.integers(0, 90),
    st.none() | st.integers(1, 3),
)
def test_every_refusal_has_its_reason(
    act: BulkAct, is_open: bool, caseworker: int | None, days: int, account: int | None
) -> None:
    file = Facts(is_open, caseworker, NOW - timedelta(days=days))
    why = str(why_not(act, file, account=account, now=NOW))
    assert (why == "") == (
        is_open
        and not (act == BulkAct.ASSIGN and caseworker == account)
        and not (act == BulkAct.TASK and account is None and caseworker is None)
        and not (act == BulkAct.REVIEW and days < 30)
    )
