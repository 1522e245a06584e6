"""Documents: kept sealed, watched over, replaced, put away; each in its class."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.deadlines.door import clocks_about
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.files.door import StoredFile, open_file
from punte.core.ledger.models import Entry
from punte.core.vault.door import has_identity, keep_identity
from punte.protection.assistance.models import AssistanceFile
from punte.protection.delivery.actions.papers import (
    MOST_BYTES,
    Upload,
    keep_paper,
    put_away,
    replace_paper,
)
from punte.protection.delivery.door import expiring_documents
from punte.protection.delivery.models import Paper
from punte.protection.delivery.models.words import PaperKind
from tests.core.vault.support import SAMPLE, as_owner
from tests.protection.delivery.support import PDF, counted, kept, upload
from tests.support.files import make_file
from tests.support.worlds import World, viewer

TODAY = timezone.localdate


def read(by: Viewer, row: Paper) -> bytes:
    with acting_as(by):
        return b"".join(open_file(by=by, file_id=row.stored).chunks)


def due(by: Viewer, row: Paper) -> list[Any]:
    with acting_as(by):
        return [clock.due_at.date() for clock in clocks_about(by, [row.id]).get(row.id, [])]


def test_kept_read_and_watched_over(world: World, file: AssistanceFile) -> None:
    last = TODAY() + timedelta(days=10)
    row = kept(world.caseworker, file, expires_on=last)
    assert (row.content_type, row.size, row.held_class) == ("application/pdf", len(PDF), "identity")
    assert read(world.other_caseworker, row) == PDF
    assert due(world.caseworker, row) == [last]
    with acting_as(world.caseworker) as by:
        assert list(expiring_documents(by)) == [row]
    with as_owner():
        actions = set(Entry.objects.filter(subject=file.person_id).values_list("action", flat=True))
    assert {"document.keep", "file.keep", "file.read", "deadline.start"} <= actions


def test_what_expired_already_or_never_does_starts_no_clock(
    world: World, file: AssistanceFile
) -> None:
    old = kept(world.caseworker, file, expires_on=TODAY() - timedelta(days=3))
    endless = kept(world.caseworker, file)
    assert due(world.caseworker, old) == due(world.caseworker, endless) == []
    with acting_as(world.caseworker) as by:
        assert list(expiring_documents(by)) == [old]


def test_a_newer_version_meets_the_clock_of_the_older(world: World, file: AssistanceFile) -> None:
    row = kept(world.caseworker, file, expires_on=TODAY() + timedelta(days=10))
    key, later = uuid4(), TODAY() + timedelta(days=400)
    with acting_as(world.caseworker) as by:
        said: dict[str, Any] = {"by": by, "paper": row.id, "request_key": key, "expires_on": later}
        newer = replace_paper(upload=upload(PDF + b"2"), **said)
        assert replace_paper(upload=upload(PDF + b"2"), **said) == newer, "sent twice"
        with pytest.raises(Conflict):
            replace_paper(upload=upload(), **{**said, "request_key": uuid4()})
        assert not expiring_documents(by).exists()
    assert (newer.replaces_id, newer.kind) == (row.id, row.kind)
    assert (due(world.caseworker, row), due(world.caseworker, newer)) == ([], [later])
    assert read(world.caseworker, row) == PDF


def test_put_away_nothing_is_due(world: World, file: AssistanceFile) -> None:
    row = kept(world.caseworker, file, expires_on=TODAY() + timedelta(days=10))
    with acting_as(world.caseworker) as by:
        put_away(by=by, paper=row.id)
        with pytest.raises(Conflict):
            put_away(by=by, paper=row.id)
    assert due(world.caseworker, row) == []


def test_classes_hide_documents_and_their_bytes(
    world: World, file: AssistanceFile, nurse: Viewer
) -> None:
    hidden = kept(nurse, file, PaperKind.MEDICAL, expires_on=TODAY() + timedelta(days=5))
    assert counted(nurse, "protection_paper") == counted(nurse, "files_file") == 1
    assert counted(world.caseworker, "protection_paper") == 0
    assert counted(world.caseworker, "files_file") == 0
    with pytest.raises(NotHere):
        read(world.caseworker, hidden)
    with acting_as(world.caseworker) as by:
        assert not expiring_documents(by).exists()
        with pytest.raises(NotHere):
            put_away(by=by, paper=hidden.id)
    with pytest.raises(Refused):
        kept(world.caseworker, file, PaperKind.MEDICAL)
    same = kept(world.caseworker, file, PaperKind.OTHER)
    assert read(world.caseworker, same) == PDF, "equal bytes in another class"


def test_two_agencies_keep_the_same_paper_of_one_person(world: World, file: AssistanceFile) -> None:
    """Neither loses sight of its own, nor learns that the other has it; no key changes hands."""
    with acting_as(world.coordinator) as by:
        own = make_file(by, file.person)
    theirs, ours = kept(world.caseworker, file), kept(world.coordinator, own)
    assert read(world.caseworker, theirs) == read(world.coordinator, ours) == PDF
    assert counted(world.caseworker, "files_file") == counted(world.coordinator, "files_file") == 1
    with pytest.raises(NotHere):
        read(world.coordinator, theirs)
    with as_owner():
        addresses = set(StoredFile.objects.values_list("address", flat=True))
    assert len(addresses) == 2
    with acting_as(world.coordinator) as by:
        keep_identity(
            by=by, subject=file.person_id, owner=own.owner, audiences=[], values=dict(SAMPLE)
        )
    with acting_as(world.caseworker) as by:
        assert not has_identity(by, file.person_id)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "paper.pdf"),
        (PDF, "paper.png"),
        (b"MZ\x90\x00 a program", "paper.pdf"),
        (b"just words", "paper.txt"),
        (PDF, "a\x00.pdf"),
        (PDF, "x" * 300 + ".pdf"),
        (b"PK\x03\x04 no real archive", "paper.docx"),
    ],
)
def test_what_is_no_document_is_refused(
    world: World, file: AssistanceFile, content: bytes, name: str
) -> None:
    with acting_as(world.caseworker) as by, pytest.raises(Invalid):
        keep_paper(
            by=by,
            file=file.id,
            kind=PaperKind.OTHER,
            upload=upload(content, name),
            request_key=uuid4(),
        )
    assert counted(world.caseworker, "protection_paper") == 0


@pytest.mark.parametrize("announced", [MOST_BYTES + 1, 10**18, 5, 0])
def test_a_size_that_is_too_large_or_untrue_is_refused(
    world: World, file: AssistanceFile, announced: int
) -> None:
    with acting_as(world.caseworker) as by, pytest.raises(Invalid):
        keep_paper(
            by=by,
            file=file.id,
            kind=PaperKind.OTHER,
            upload=Upload("paper.pdf", announced, [PDF]),
            request_key=uuid4(),
        )


@pytest.mark.parametrize(
    "values",
    [
        {"expires_on": TODAY().replace(year=9999, day=1)},
        {"expires_on": TODAY().replace(year=1900, day=1)},
        {"label": "x" * 121},
        {"label": "a\x00"},
    ],
)
def test_what_cannot_be_is_refused(
    world: World, file: AssistanceFile, values: dict[str, Any]
) -> None:
    with pytest.raises(Invalid):
        kept(world.caseworker, file, **values)


def test_who_may_keep_one(world: World, file: AssistanceFile) -> None:
    with pytest.raises(NotHere):
        kept(world.coordinator, file)
    with pytest.raises(Refused):
        kept(viewer(world.ngo, "analyst"), file)
