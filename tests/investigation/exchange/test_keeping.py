"""How a list's file is kept: as an exhibit, beside its source, or for few of the team."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.models import Entry
from punte.investigation.cases.door import team_of, timeline_of
from punte.investigation.cases.models import Case
from punte.investigation.cases.waiting import cases_waiting
from punte.investigation.cases.words import Part
from punte.investigation.evidence.door import chain_of, exhibits_of, files_of
from punte.investigation.exchange.actions.imports import Upload, begin_import
from punte.investigation.exchange.actions.keeping import take_list
from punte.investigation.exchange.background import look_at, undo_all
from punte.investigation.exchange.models import ListImport
from punte.investigation.exchange.queries import get_run
from punte.investigation.subjects.door import Source, links_of, things_of
from tests.investigation.exchange.making import (
    CALLS,
    FIRST,
    SECOND,
    as_csv,
    begin,
    bring,
    bring_in,
    check,
    signed_in,
    work,
)
from tests.support.cases import again, in_team, make_case
from tests.support.worlds import World

ROWS = [CALLS, FIRST]
KEPT: dict[str, Any] = {"keep": True, "ground": "Invented order 7"}


@pytest.fixture
def own(world: World) -> tuple[Case, Viewer]:
    return make_case(world.investigator)


def test_a_kept_list_is_an_exhibit_and_stands_in_the_timeline(own: tuple[Case, Viewer]) -> None:
    case, by = own
    run = bring_in(by, case, ROWS, **KEPT)
    with acting_as(by):
        exhibit = exhibits_of(by, case).get()
        file = files_of(by, exhibit).get()
        assert run.exhibit == exhibit.pk == Source.objects.get(pk=run.source_id).exhibit
        assert (run.file_id, run.sha256) == (file.stored, file.sha256)
        assert len(file.sha512) == 128
        assert [step.reason for step in chain_of(by, exhibit)] == ["Invented order 7"]
        told = [line for line in timeline_of(by, case) if line["title"] == "List brought in"]
        assert "1 rows in, 0 rejected" in told[0]["text"]


def test_what_cannot_be_kept_so_is_refused_whole(own: tuple[Case, Viewer]) -> None:
    case, by = own
    for wrong in ({"keep": True}, {**KEPT, "few": ()}):
        with pytest.raises(Invalid):
            begin(by, case, as_csv(ROWS), **wrong)
    begin_once = begin(by, case, as_csv(ROWS), **KEPT)
    bring(by, check(by, begin_once))
    with pytest.raises(Conflict):
        begin(by, case, as_csv(ROWS), **KEPT)
    with acting_as(by):
        assert exhibits_of(by, case).count() == 1, "no exhibit of the refused one"


def test_who_takes_no_exhibits_leaves_the_list_to_who_does(
    world: World, own: tuple[Case, Viewer]
) -> None:
    case, by = own
    analyst = in_team(case, by, world.crime_analyst, Part.ANALYST)
    run = bring_in(analyst, case, ROWS, **KEPT)
    assert run.exhibit is None
    about = {"case_id": case.pk, "run_id": run.pk}
    with acting_as(analyst), pytest.raises(Refused):
        take_list(by=analyst, **about)
    assert signed_in(analyst).post(f"{run.get_absolute_url()}take/").status_code == 403
    with acting_as(by):
        assert cases_waiting(by) == {case.pk}
    assert signed_in(by).post(f"{run.get_absolute_url()}take/").status_code == 302
    with acting_as(by):
        run.refresh_from_db()
        assert run.exhibit == exhibits_of(by, case).get().pk
        assert Source.objects.get(pk=run.source_id).exhibit == run.exhibit
        assert cases_waiting(by) == set()
        with pytest.raises(Conflict):
            take_list(by=by, **about)


def test_a_narrow_list_and_all_it_states_is_seen_by_few(
    world: World, own: tuple[Case, Viewer]
) -> None:
    case, by = own
    outsider = in_team(case, by, world.second_investigator)
    insider = in_team(case, by, world.prosecutor, Part.PROSECUTOR)
    bring_in(by, case, ROWS)
    with acting_as(by):
        few = (team_of(case).get(account=insider.account_id).pk,)
        upload = Upload("calls", "Invented few", "few.csv", [as_csv([CALLS, SECOND])], few=few)
        run = begin_import(by=by, case_id=case.pk, upload=upload, request_key=uuid4())
    by, run = again(by), work(run.pk, look_at)
    run = bring(by, check(by, run))
    # 060000002 is known to all; 060000003 and its call are for few.
    assert (run.made, run.known, run.narrow) == (1, 1, True)

    def seen(who: Viewer) -> tuple[int, int]:
        with acting_as(who):
            return things_of(who, case).count(), links_of(who, case).count()

    wide = seen(outsider)
    assert seen(again(insider)) == seen(by) == (wide[0] + 1, wide[1] + 1)
    with acting_as(outsider):
        with pytest.raises(NotHere):
            get_run(outsider, case.pk, run.pk)
        assert "few" not in str(timeline_of(outsider, case))
        assert not Entry.objects.filter(detail__list=str(run.pk)).exists()
    with acting_as(by):
        ListImport.objects.filter(pk=run.pk).update(state="undoing", undone_why="Of another order")
    work(run.pk, undo_all)
    assert seen(by) == wide == seen(outsider)


def test_the_form_asks_the_ground_and_who_sees_it(own: tuple[Case, Viewer]) -> None:
    case, by = own
    client, path = signed_in(by), f"/cases/{case.pk}/lists/new/"
    page = client.get(path).content.decode()
    assert 'name="keep"' in page
    values = {"kind": "calls", "title": "Invented", "source_grade": "A", "info_grade": "2",
              "handling": "H0", "keep": "on"}  # fmt: skip

    def send(**more: str) -> Any:
        file = SimpleUploadedFile("calls.csv", as_csv(ROWS))
        return client.post(path, {**values, **more, "file": file, "once": str(uuid4())})

    assert "Say by which order" in send().content.decode()
    kept = client.get(send(ground="Invented order 7")["Location"]).content.decode()
    assert "The exhibit" in kept
    few = client.get(send(narrow="on")["Location"]).content.decode()
    assert "few see it" in few
    assert "The exhibit" not in few
