"""What is released joins its exhibit; what says the same as sealed talk is sealed with it."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.errors import NotHere
from punte.core.files.door import visible_files
from punte.investigation.authorisations.actions.deciding import (
    carry_out,
    confirm_destruction,
    decide,
)
from punte.investigation.authorisations.models import Quarantine
from punte.investigation.evidence.door import (
    Category,
    ClockSource,
    EvidenceFile,
    Exhibit,
    FileKind,
    Finding,
    Incoming,
    add_file,
    is_gone,
    open_evidence,
    take_exhibit,
)
from punte.investigation.recordings.actions.sealing import seal_recording
from punte.investigation.recordings.models import Analysis, Intake, Recording
from tests.investigation.authorisations.support import Team, in_force, paper
from tests.investigation.recordings.support import TAPPED, made_at, plan, take, taken, upload
from tests.support.database import as_role


def released(team: Team, kept: Quarantine) -> None:
    with acting_as(team.prosecutor) as by:
        decide(by=by, key=kept.pk, version=kept.version, decision="release", paper=paper())


def laid_aside(team: Team, *, beside: bool) -> Quarantine:
    """A folder with a recording from before the order, alone or beside one that it covers."""
    in_force(team)
    files = [upload(made_at(timezone.now() - timedelta(days=9)), "before.wav")]
    if beside:
        files.append(upload(made_at(timezone.now() - timedelta(minutes=30)), "inside.wav"))
    take(team, plan(team, files, **TAPPED))
    with acting_as(team.investigator):
        return Quarantine.objects.get()


@pytest.mark.parametrize("beside", [True, False])
def test_what_is_released_is_a_file_of_its_folders_exhibit(team: Team, beside: bool) -> None:
    kept = laid_aside(team, beside=beside)
    with acting_as(team.investigator):
        before = set(Exhibit.objects.values_list("pk", flat=True))
        assert len(before) == beside
        assert EvidenceFile.objects.count() == beside
    released(team, kept)
    with acting_as(team.investigator) as by:
        row = Recording.objects.get(name="before.wav")
        exhibit, file = Exhibit.objects.get(), EvidenceFile.objects.get(sha256=row.sha256)
        assert (row.state, row.exhibit) == ("open", exhibit.pk)
        assert (file.exhibit_id, file.stored, file.kind) == (exhibit.pk, row.stored, "original")
        assert Intake.objects.get().exhibit == exhibit.pk
        assert Analysis.objects.filter(recording=row).exists()
        _row, opened = open_evidence(by=by, file_id=file.pk)
        assert sum(map(len, opened.chunks)) == row.size
        with pytest.raises(IntegrityError), transaction.atomic():
            Recording.objects.filter(pk=row.pk).update(exhibit=uuid4())


def test_what_is_not_released_is_in_no_exhibit(team: Team) -> None:
    kept = laid_aside(team, beside=False)
    with acting_as(team.prosecutor) as by:
        decide(by=by, key=kept.pk, version=kept.version, decision="destroy")
    with acting_as(team.investigator):
        assert not Exhibit.objects.exists()
        assert Recording.objects.get().exhibit is None


def test_nobody_opens_what_lies_unread_past_the_prosecutor(team: Team) -> None:
    kept = laid_aside(team, beside=False)
    rows = Quarantine.objects.filter(pk=kept.pk)
    decided = {"state": "released", "decided_at": timezone.now(), "document": uuid4()}
    with acting_as(team.investigator) as by:
        for who in (by, team.prosecutor):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                rows.update(**decided, decided_by=who.account_id)
        with pytest.raises(DatabaseError, match="sealed recording"), transaction.atomic():
            Recording.objects.update(state="open")
    with acting_as(team.prosecutor) as by:
        assert rows.update(**decided, decided_by=by.account_id) == 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT investigation_unseal_files(%s)", [kept.pk])
        assert Recording.objects.update(state="open") == 1


def second_copy(team: Team, raw: bytes) -> tuple[UUID, UUID, UUID]:
    """The same bytes in another exhibit, a part made from them, and something else beside."""
    found = Finding(
        what="An invented telephone", category=Category.DEVICE, found_place="Testville",
        found_at=timezone.now(), clock=ClockSource.SYSTEM, finder="T. Invented",
        legal_basis="An invented article",
    )  # fmt: skip
    files = [
        Incoming("note.wav", io.BytesIO(raw)),
        Incoming("other.txt", [b"nothing of the kind"]),
    ]
    with acting_as(team.investigator) as by:
        exhibit = take_exhibit(
            by=by, case_id=team.key, finding=found, request_key=uuid4(), files=files
        )
        twin, other = EvidenceFile.objects.filter(exhibit=exhibit).order_by("name")
        part = Incoming("part.flac", [b"a part"], FileKind.COPY, of=twin.pk, tool="a tool")
        made = add_file(by=by, case_id=team.key, exhibit_id=exhibit.pk, incoming=part)
    return twin.stored, made.stored, other.stored


def test_a_second_copy_of_privileged_talk_is_sealed_released_and_destroyed_with_it(
    team: Team,
) -> None:
    raw = made_at(timezone.now() - timedelta(hours=1))
    made = taken(team, raw)
    twin, part, other = second_copy(team, raw)
    with acting_as(team.investigator) as by:
        kept = seal_recording(by=by, case_id=team.key, recording_id=made.pk, ground="lawyer")
        assert set(kept.files) == {made.stored, twin, part}
        assert set(visible_files(by).filter(pk__in=[made.stored, twin, part, other])
                   .values_list("pk", flat=True)) == {other}  # fmt: skip
        with pytest.raises(NotHere):
            open_evidence(by=by, file_id=EvidenceFile.objects.get(stored=twin).pk)
    with acting_as(team.prosecutor) as by:
        row = decide(by=by, key=kept.pk, version=kept.version, decision="destroy")
    with acting_as(team.investigator) as by:
        row = confirm_destruction(by=by, key=kept.pk, version=row.version)
    with as_role("punte_worker"):
        carry_out(row, timezone.now())
        gone = {file.stored for file in EvidenceFile.objects.all() if is_gone(file)}
    assert gone == {made.stored, twin, part}


def test_a_second_copy_comes_back_with_what_is_released(team: Team) -> None:
    raw = made_at(timezone.now() - timedelta(hours=1))
    made = taken(team, raw)
    twin, part, _other = second_copy(team, raw)
    with acting_as(team.investigator) as by:
        kept = seal_recording(by=by, case_id=team.key, recording_id=made.pk, ground="doctor")
    released(team, kept)
    with acting_as(team.investigator) as by:
        assert visible_files(by).filter(pk__in=[made.stored, twin, part]).count() == 3
        made.refresh_from_db()
        assert (made.state, made.exhibit is None) == ("open", False)
