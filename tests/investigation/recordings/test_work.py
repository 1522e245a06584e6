"""Listening, marks, transcripts, sealing, the agency's program."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.ledger.models import Entry
from punte.investigation.authorisations.actions.deciding import decide
from punte.investigation.recordings import program
from punte.investigation.recordings.actions.listening import begin_listening, note_heard
from punte.investigation.recordings.actions.marking import add_mark, withdraw_mark
from punte.investigation.recordings.actions.sealing import gone, seal_recording
from punte.investigation.recordings.actions.transcribing import (
    Segment,
    certify,
    check,
    save_transcript,
)
from punte.investigation.recordings.models import (
    Analysis,
    Heard,
    Listening,
    Mark,
    Recording,
    Transcript,
)
from punte.investigation.recordings.printing import transcript_text
from punte.investigation.recordings.program import Unusable, proved, write_down
from punte.investigation.recordings.rules import Stretch
from tests.investigation.authorisations.support import Team, paper
from tests.investigation.recordings.support import taken
from tests.support.database import as_role


def about(team: Team, made: Recording) -> dict[str, Any]:
    return {"case_id": team.key, "recording_id": made.pk}


def begun(team: Team, made: Recording) -> Listening:
    with acting_as(team.investigator) as by:
        row = begin_listening(by=by, **about(team, made), request_key=uuid4())
        Listening.objects.filter(pk=row.pk).update(last_at=timezone.now() - timedelta(seconds=5))
    return row


def report(team: Team, made: Recording, row: Listening, number: int, *parts: Stretch) -> Listening:
    with acting_as(team.investigator) as by:
        return note_heard(
            by=by, **about(team, made), listening_id=row.pk, number=number, stretches=parts
        )


def test_who_listened_to_what_is_kept_to_the_second(team: Team) -> None:
    made = taken(team)
    row = begun(team, made)
    done = report(team, made, row, 1, Stretch(0, 1.2, 1), Stretch(0.5, 1.5, 2))
    assert (done.reports, done.seconds) == (1, pytest.approx(2.2))
    assert report(team, made, row, 1, Stretch(0, 1.2, 1)).seconds == pytest.approx(2.2)
    with acting_as(team.prosecutor):
        made.refresh_from_db()
        assert made.heard == 1.5
        assert Heard.objects.count() == 2
        assert Entry.objects.filter(action="recording.listen").count() == 1


def test_a_report_that_cannot_be_is_refused(team: Team) -> None:
    made = taken(team)
    row = begun(team, made)
    with pytest.raises(Conflict):
        report(team, made, row, 3, Stretch(0, 1, 1))
    for wrong in (Stretch(0, 60, 1), Stretch(0, 1, 8), Stretch(1, 0, 1)):
        with pytest.raises(Invalid):
            report(team, made, row, 1, wrong)
    with acting_as(team.prosecutor) as other, pytest.raises(NotHere):
        note_heard(by=other, **about(team, made), listening_id=row.pk, number=1, stretches=[])
    with acting_as(team.investigator), pytest.raises(DatabaseError), transaction.atomic():
        Heard.objects.update(end=9)


def test_a_mark_is_its_makers_to_take_back(team: Team) -> None:
    made = taken(team)
    with acting_as(team.investigator) as by:
        mark = add_mark(by=by, **about(team, made), place=1.0, text="a door", request_key=uuid4())
        for place, text in ((99.0, "x"), (float("nan"), "x"), (1.0, " "), (1.0, "\0")):
            with pytest.raises(Invalid):
                add_mark(by=by, **about(team, made), place=place, text=text, request_key=uuid4())
    with acting_as(team.prosecutor) as other, pytest.raises(Conflict):
        withdraw_mark(by=other, **about(team, made), mark_id=mark.pk)
    with acting_as(team.investigator) as by:
        assert withdraw_mark(by=by, **about(team, made), mark_id=mark.pk).withdrawn_at


SAID = [
    Segment(0, 1, "A", "Bună seara", "Good evening"),
    Segment(1.0, 1.8, "B", "", "", "a child's name"),
]


def saved(team: Team, made: Recording, after: int = 0, **values: Any) -> Transcript:
    with acting_as(team.investigator) as by:
        given: dict[str, Any] = {"language": "ro", "segments": SAID, "request_key": uuid4()}
        return save_transcript(by=by, **about(team, made), after=after, **{**given, **values})


def test_a_transcript_is_certified_by_one_and_checked_by_another(team: Team) -> None:
    made = taken(team)
    saved(team, made)
    row = saved(team, made, after=1)
    with pytest.raises(Conflict):
        saved(team, made, after=1)
    with acting_as(team.investigator) as by:
        with pytest.raises(Conflict):
            certify(by=by, **about(team, made), version=1)
        row = certify(by=by, **about(team, made), version=2)
        assert row.certified_name
        with pytest.raises(Conflict):
            check(by=by, **about(team, made), version=2)
        with pytest.raises(DatabaseError), transaction.atomic():
            Transcript.objects.update(segments=[])
    with acting_as(team.prosecutor) as other:
        row = check(by=other, **about(team, made), version=2)
        told = transcript_text(made, row, "en")
    assert "A: Bună seara / Good evening" in told
    assert "[left out: a child's name]" in told
    assert f"Certified by {row.certified_name}" in told


def test_what_is_no_transcript_is_refused(team: Team) -> None:
    made = taken(team)
    wrong: list[dict[str, Any]] = [
        {"language": "xx"},
        {"segments": []},
        {"segments": [Segment(1, 1, "", "x")]},
        {"segments": [Segment(0, 500, "", "x")]},
        {"segments": [Segment(0, 1)]},
        {"segments": [Segment(0, 1, "", "a\0b")]},
    ]
    for values in wrong:
        with pytest.raises(Invalid):
            saved(team, made, **values)


def test_privileged_talk_is_sealed_for_all_and_what_was_written_is_hidden(team: Team) -> None:
    made = taken(team)
    saved(team, made)
    with acting_as(team.investigator) as by:
        add_mark(by=by, **about(team, made), place=1, text="x", request_key=uuid4())
        with pytest.raises(Invalid):
            seal_recording(by=by, **about(team, made), ground="outside_time")
        kept = seal_recording(by=by, **about(team, made), ground="lawyer")
        for model in (Transcript, Mark, Analysis):
            assert not model.objects.exists()
        with pytest.raises(Conflict):
            begin_listening(by=by, **about(team, made), request_key=uuid4())
    with acting_as(team.prosecutor) as by:
        decide(by=by, key=kept.pk, version=kept.version, decision="release", paper=paper())
        assert Transcript.objects.count() == Analysis.objects.count() == 1
    with as_role("punte_worker"):
        gone([made.pk])
        assert Transcript.objects.get().segments == []
        assert Analysis.objects.get().peaks is None


PROGRAM = """#!/usr/bin/env python3
import json, socket, sys
raw = sys.stdin.buffer.read()
assert raw[:4] == b"RIFF" and len(raw) > 44 + 16000
try:
    socket.create_connection(("127.0.0.1", 9), 1)
    net = "network"
except OSError as error:
    net = "no network" if error.errno in (99, 101, 111) else str(error)
print(json.dumps({"start": 0, "end": 1.5, "text": f"{sys.argv[1]} {net}", "speaker": "A"}))
"""


def model_of(folder: Path, settings: Any) -> None:
    run = folder / "run"
    run.write_text(PROGRAM)
    run.chmod(0o755)
    told = {
        "name": "stub", "version": "1", "command": ["./run"], "languages": ["ro"],
        "files": {"run": hashlib.sha256(run.read_bytes()).hexdigest()},
    }  # fmt: skip
    raw = json.dumps(told).encode()
    (folder / "punte-model.json").write_bytes(raw)
    settings.SPEECH_MODEL = str(folder)
    settings.SPEECH_MODEL_SHA256 = hashlib.sha256(raw).hexdigest()


def test_a_program_writes_unverified_and_is_never_certified(
    team: Team, tmp_path: Path, settings: Any
) -> None:
    made = taken(team)
    model_of(tmp_path, settings)
    with as_role("punte_worker"):
        assert write_down(made.pk, team.investigator.account_id, "ro")
        assert not write_down(made.pk, team.investigator.account_id, "ru")
    with acting_as(team.investigator) as by:
        row = Transcript.objects.get()
        assert (row.author, row.tool, row.segments[0]["text"]) == (
            "program", "stub 1", "ro no network",
        )  # fmt: skip
        with pytest.raises(Conflict):
            certify(by=by, **about(team, made), version=1)
        assert "Unverified" in transcript_text(made, row, "en")


def test_nothing_is_written_down_of_what_was_sealed_meanwhile(
    team: Team, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = taken(team)
    model_of(tmp_path, settings)

    def hears(*_given: object) -> list[dict[str, Any]]:
        Recording.objects.filter(pk=made.pk).update(state="sealed")
        return [{"start": 0.0, "end": 1.0, "speaker": "", "text": "What a lawyer said, invented."}]

    monkeypatch.setattr(program, "run", hears)
    with as_role("punte_worker"):
        assert not write_down(made.pk, team.investigator.account_id, "ro")
        assert not Transcript.objects.exists()


def test_a_program_that_was_changed_is_not_run(tmp_path: Path, settings: Any) -> None:
    model_of(tmp_path, settings)
    assert proved().name == "stub"
    (tmp_path / "run").write_text(PROGRAM + "#")
    with pytest.raises(Unusable, match="run is not"):
        proved()
    settings.SPEECH_MODEL_SHA256 = "0" * 64
    with pytest.raises(Unusable, match="description"):
        proved()
