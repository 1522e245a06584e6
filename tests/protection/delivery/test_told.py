"""What a file is told by this room: its timeline, and what is open when it is to be closed."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from punte.core.access.door import DataClass, Viewer, acting_as
from punte.core.deadlines.door import clocks_about
from punte.protection.assistance.door import held_by, timeline_of
from punte.protection.assistance.models import AssistanceFile
from punte.protection.delivery.models.words import PaperKind
from punte.protection.delivery.told import CHECKS, stop_watching, watch_again
from tests.protection.delivery.support import kept, meeting, noted, planned
from tests.support.worlds import World


def test_the_timeline_tells_what_the_reader_may_see(
    world: World, file: AssistanceFile, nurse: Viewer
) -> None:
    noted(world.caseworker, file)
    noted(nurse, file, data_class=DataClass.MEDICAL)
    kept(nurse, file, PaperKind.MEDICAL)
    with acting_as(world.caseworker) as by:
        assert [event["text"] for event in timeline_of(by, file, held_by(file))] == ["Case work"]
    with acting_as(nurse) as by:
        told = timeline_of(by, file, held_by(file))
    assert sorted(event["text"] for event in told) == ["Case work", "Medical", "Medical paper"]
    assert all(event["when"] and event["title"] for event in told)


def test_what_is_open_is_counted_before_closing(world: World, file: AssistanceFile) -> None:
    with acting_as(world.caseworker) as by:
        assert [check.count(by, file) for check in CHECKS] == [0, 0, 0]
    planned(world.caseworker, file)
    meeting(world.caseworker, file)
    kept(world.caseworker, file, expires_on=timezone.localdate() + timedelta(days=3))
    with acting_as(world.caseworker) as by:
        assert [check.count(by, file) for check in CHECKS] == [1, 1, 1]


def test_documents_are_watched_while_the_file_is_open(world: World, file: AssistanceFile) -> None:
    paper = kept(world.caseworker, file, expires_on=timezone.localdate() + timedelta(days=3))
    with acting_as(world.caseworker) as by:
        stop_watching(by, file)
        assert clocks_about(by, [paper.id]) == {}
        watch_again(by, [file])
        assert len(clocks_about(by, [paper.id])[paper.id]) == 1
