"""Two at one moment, the worker among them, in the orders that go wrong; on real connections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid
from punte.core.files.door import StoredFile
from punte.core.ledger.door import sequence_pending
from punte.investigation.authorisations.actions.life import end_early
from punte.investigation.authorisations.actions.timely import stop_due
from punte.investigation.bundle import background as bundling
from punte.investigation.bundle import papers
from punte.investigation.bundle.models import CourtBundle
from punte.investigation.cases.door import hold_case
from punte.investigation.evidence.actions.custody import offer_exhibit
from punte.investigation.evidence.actions.endings import (
    Order,
    begin_destruction,
    confirm_destruction,
    order_end,
)
from punte.investigation.evidence.actions.files import add_file
from punte.investigation.evidence.actions.stores import Place, open_store
from punte.investigation.evidence.door import Exhibit
from punte.investigation.evidence.words import Step
from punte.investigation.exchange import background as lists
from punte.investigation.exchange.actions.imports import start_import, undo_import
from punte.investigation.exchange.models import ListImport
from punte.investigation.recordings.actions.sealing import seal_recording
from punte.investigation.recordings.actions.transcribing import Segment, save_transcript
from punte.investigation.recordings.models import Recording
from punte.investigation.subjects.actions.merging import decide_merge, propose_merge
from punte.investigation.subjects.models import Entity, Selector
from tests.investigation.authorisations.support import HOUR, Team, in_force
from tests.investigation.bundle.making import asked
from tests.investigation.exchange import making
from tests.investigation.recordings.support import OWN, made_at, plan, take
from tests.investigation.recordings.support import upload as sound
from tests.support.cases import in_team
from tests.support.database import cloned_database, connected_to
from tests.support.exhibits import incoming, make_exhibit
from tests.support.meanwhile import meanwhile, worker
from tests.support.worlds import World

Do = Callable[..., Any]


class Crew(Team):
    """A team with a second investigator."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.world = world
        self.colleague = in_team(self.case, self.investigator, world.second_investigator)


@pytest.fixture(scope="module")
def team(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Crew]:
    """A case in a database of its own, of which each test uses other parts."""
    files = override_settings(FILES_ROOT=tmp_path_factory.mktemp("files"), FILES_S3_URL="")
    with files, django_db_blocker.unblock(), cloned_database() as copy, connected_to(copy):
        yield Crew(World())


def current(row: Any) -> Any:
    with worker():
        return type(row).objects.get(pk=row.pk)


def on(act: Do, exhibit: Exhibit, **more: Any) -> Do:
    """An act on an exhibit as it stands now."""
    now = current(exhibit).steps
    return lambda by: act(by=by, exhibit_id=exhibit.pk, version=now, request_key=uuid4(), **more)


def does(by: Viewer, act: Do) -> Any:
    with acting_as(by):
        return act(by)


def test_a_hand_over_and_a_new_file_do_not_wait_for_each_other(team: Crew) -> None:
    exhibit = make_exhibit(team.investigator, team.case)
    to = f"person:{team.colleague.account_id}"
    offer = on(offer_exhibit, exhibit, to=to, reason="to look at")
    adds = partial(add_file, case_id=team.key, exhibit_id=exhibit.pk, incoming=incoming(b"one"))
    with acting_as(team.colleague) as by:
        hold_case(by, team.key)
        offered = meanwhile(team.investigator, offer)
        adds(by=by)
    assert offered.result().number == 2


def test_no_file_comes_to_an_exhibit_that_is_just_destroyed(team: Crew) -> None:
    exhibit = make_exhibit(team.investigator, team.case)
    order = Order(Step.ORDERED_DESTRUCTION, "Invented court", "1/2026", date(2026, 3, 1))
    does(team.investigator, on(order_end, exhibit, order=order))
    does(team.investigator, on(begin_destruction, exhibit, method="burnt"))
    confirm = on(confirm_destruction, exhibit)
    with acting_as(team.colleague) as by:
        confirm(by)
        add = partial(add_file, case_id=team.key, exhibit_id=exhibit.pk, incoming=incoming(b"x"))
        added = meanwhile(team.investigator, lambda by: add(by=by))
    with pytest.raises(Conflict, match="no longer kept"):
        added.result()


def test_the_last_place_of_a_store_is_given_once(team: Crew) -> None:
    keeper = team.world.evidence_keeper
    place = Place("Invented cupboard", "Cellar", 1)
    store, _keeper = does(keeper, lambda by: open_store(by=by, place=place, request_key=uuid4()))
    one, other = (
        on(offer_exhibit, make_exhibit(team.investigator, team.case), to=store.key, reason="kept")
        for _ in range(2)
    )
    with acting_as(team.investigator) as by:
        one(by)
        second = meanwhile(team.investigator, other)
    with pytest.raises(Invalid, match="no room left"):
        second.result()


def recorded(team: Crew) -> Recording:
    with transaction.atomic():
        take(team, plan(team, [sound(made_at(timezone.now() - HOUR))], **OWN))
    with acting_as(team.investigator):
        return Recording.objects.latest("number")


def seals(team: Crew, made: Recording) -> Do:
    return lambda by: seal_recording(by=by, case_id=team.key, recording_id=made.pk, ground="lawyer")


def test_who_seals_and_who_writes_down_do_not_wait_for_each_other(team: Crew) -> None:
    made = recorded(team)
    with acting_as(team.prosecutor) as by:
        hold_case(by, team.key)
        sealed = meanwhile(team.investigator, seals(team, made))
        save_transcript(
            by=by, case_id=team.key, recording_id=made.pk, language="ro", after=0,
            segments=[Segment(0.0, 0.4, text="Invented words")], request_key=uuid4(),
        )  # fmt: skip
    assert sealed.result().pieces == 1


def bundle_of(team: Crew, made: Recording) -> CourtBundle:
    with worker():
        sequence_pending()
        exhibit = Exhibit.objects.get(pk=made.exhibit)
    return asked(team.investigator, team.case, exhibit)


def made_while(
    team: Crew, monkeypatch: pytest.MonkeyPatch, step: str, bundle: CourtBundle, made: Recording
) -> tuple[CourtBundle, StoredFile | None]:
    """The bundle, and its ZIP, after a seal that comes right before a step of making it."""
    real, sealed = getattr(bundling, step), []

    def before(*given: Any, **named: Any) -> Any:
        sealed.append(meanwhile(team.investigator, seals(team, made)))
        return real(*given, **named)

    monkeypatch.setattr(bundling, step, before)
    for drawing in ("draw_chain", "_index"):
        monkeypatch.setattr(papers, drawing, lambda *_parts: b"drawn")
    with worker():
        bundling.make_bundle(bundle.pk)
    assert sealed[0].result().pieces == 1
    with worker():
        after = CourtBundle.objects.get(pk=bundle.pk)
        return after, StoredFile.objects.filter(about=team.key, pk=after.file_id).first()


def test_a_seal_while_a_bundle_is_written_is_in_it(
    team: Crew, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = recorded(team)
    after, kept = made_while(team, monkeypatch, "lock_case", bundle_of(team, made), made)
    assert (after.state, after.failure, kept) == ("failed", "sealed", None)
    made = recorded(team)
    after, kept = made_while(team, monkeypatch, "_end", bundle_of(team, made), made)
    assert after.state == "done"
    assert kept is not None
    assert kept.audiences != [team.case.owner]


def test_the_worker_and_the_team_end_an_order_once(team: Crew) -> None:
    with transaction.atomic():
        order = in_force(team)
    assert order.end is not None
    run_out = partial(stop_due, order.end + HOUR)
    with acting_as(team.investigator) as by:
        hold_case(by, team.key)
        stopped = meanwhile(None, run_out)
        end_early(by=by, authorisation=order.pk, version=order.version, reason="done")
    assert stopped.result() == 0
    assert current(order).state == "ended"


def listed(team: Crew, number: int, *, start: bool = True, minute: int = 0) -> ListImport:
    """A list of one call between two phones, checked, and on its way in."""
    ends = [f"0600{number:05d}", f"0600{number + 1:05d}"]
    rows = [making.CALLS, [*ends, f"02.01.2026 10:{minute:02d}:00", "65", "", ""]]
    with transaction.atomic():
        run = making.begin(team.investigator, team.case, making.as_csv(rows))
        run = making.check(team.investigator, run)
        if start:
            with acting_as(team.investigator) as by:
                start_import(by=by, case_id=team.key, run_id=run.pk)
    return run


def phones(number: int) -> list[Entity]:
    """The two phones of such a list."""
    keys = [f"+373600{number:05d}", f"+373600{number + 1:05d}"]
    with worker():
        rows = Selector.objects.filter(kind="phone", key__in=keys, entity__tail=None)
        return list(Entity.objects.filter(pk__in=rows.values("entity")).order_by("pk"))


def brought(run: ListImport) -> None:
    with worker():
        lists.bring_all(run.pk)


def proposed(team: Crew, one: Entity, other: Entity) -> Do:
    """How a colleague decides that two are one."""
    with acting_as(team.investigator) as by:
        row = propose_merge(by=by, case_id=team.key, left=one.pk, right=other.pk, why="one")
    return lambda by: decide_merge(
        by=by, case_id=team.key, merge_id=row.pk, same=True, why="", version=row.version
    )


def test_two_lists_at_once_make_each_phone_once(team: Crew) -> None:
    one, other = listed(team, 100), listed(team, 100, minute=1)
    with worker():
        lists.bring_all(one.pk)
        second = meanwhile(None, partial(lists.bring_all, other.pk))
    second.result()
    assert current(other).state == "done"
    assert len(phones(100)) == 2


def test_a_merge_while_a_list_comes_in_is_followed(team: Crew) -> None:
    brought(listed(team, 200))
    merge, late = proposed(team, *phones(200)), listed(team, 200, minute=1)
    with acting_as(team.colleague) as by:
        merge(by)
        came = meanwhile(None, partial(lists.bring_all, late.pk))
    came.result()
    lead = phones(200)[0].pk
    with worker():
        ends = Entity.objects.filter(tail__in=[one.pk for one in phones(200)])
        assert set(ends.values_list("from_group", "to_group")) == {(lead, lead)}
        assert ends.count() == 2


def test_what_is_merged_while_a_list_is_undone_stays(team: Crew) -> None:
    run = listed(team, 300)
    brought(run)
    merge = proposed(team, *phones(300))
    with acting_as(team.investigator) as by:
        undo_import(by=by, case_id=team.key, run_id=run.pk, reason="Of another order.")
    with acting_as(team.colleague) as by:
        merge(by)
        undone = meanwhile(None, partial(lists.undo_all, run.pk))
    undone.result()
    assert current(run).state == "undone"
    assert [one.audiences for one in phones(300)] == [[team.case.owner]] * 2
