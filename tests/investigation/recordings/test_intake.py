"""A recorder's folder on its way in: looked at, judged, taken, quarantined, rejected."""

from __future__ import annotations

import io
import sys
from datetime import datetime, timedelta
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.utils import timezone

from punte.algorithms.audio import media
from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Invalid, NotHere, PunteError, Refused, Stale
from punte.core.files.door import StoredFile, about_of, open_file, visible_files
from punte.investigation.authorisations.door import Quarantine
from punte.investigation.evidence.door import EvidenceFile
from punte.investigation.recordings import apart
from punte.investigation.recordings.actions.taking import drop_intake, get_intake
from punte.investigation.recordings.analysing import forget_intake, forget_old
from punte.investigation.recordings.models import Analysis, Intake, Recording
from tests.investigation.authorisations.support import Team, in_force
from tests.investigation.authorisations.test_pages import client_of
from tests.investigation.recordings.support import (
    OWN,
    TAPPED,
    made_at,
    plan,
    take,
    taken,
    upload,
)
from tests.support.database import as_role
from tests.support.sounds import by_phone, tone, wave, written
from tests.support.worlds import World


def outcomes(team: Team, intake: Intake) -> dict[str, tuple[str, str]]:
    with acting_as(team.investigator):
        return {row.name: (row.outcome, row.why_code) for row in intake.files.all()}


def test_a_folder_under_an_order_is_taken_and_what_no_order_covers_lies_unread(team: Team) -> None:
    order = in_force(team)
    inside, before = timezone.now() - timedelta(minutes=30), timezone.now() - timedelta(days=9)
    folder = io.BytesIO()
    with ZipFile(folder, "w") as made:
        made.writestr("REC/inside.wav", made_at(inside))
        made.writestr("REC/before.wav", made_at(before))
        made.writestr("REC/timeless.wav", wave(tone(0.3)))
        made.writestr("REC/virus.wav", b"MZ this is no sound")
        made.writestr("../outside.wav", made_at(inside))
        made.writestr(".", made_at(inside))
    intake = plan(team, [upload(folder.getvalue(), "folder.zip")], **TAPPED)
    assert outcomes(team, intake) == {
        "inside.wav": ("take", ""),
        "before.wav": ("quarantine", "outside_time"),
        "timeless.wav": ("quarantine", "no_time"),
        "virus.wav": ("reject", "not_audio"),
        "outside.wav": ("reject", "packed_outside"),
        ".": ("reject", "bad_name"),
    }
    with acting_as(team.investigator) as by:
        assert not Recording.objects.exists()
        take_in = take(team, intake)
        rows = {row.name: row for row in Recording.objects.all()}
        assert {name: row.state for name, row in rows.items()} == {
            "inside.wav": "open", "before.wav": "sealed", "timeless.wav": "sealed",
        }  # fmt: skip
        kept = EvidenceFile.objects.get()
        assert (kept.sha256, kept.stored) == (rows["inside.wav"].sha256, rows["inside.wav"].stored)
        assert (take_in.exhibit, rows["inside.wav"].authorisation) == (kept.exhibit_id, order.pk)
        assert sum(row.pieces for row in Quarantine.objects.all()) == 2
        for name in ("before.wav", "timeless.wav"):
            assert not visible_files(by).filter(pk=rows[name].stored).exists()
            with pytest.raises(NotHere):
                open_file(by=by, file_id=rows[name].stored)


def test_another_target_is_not_covered(team: Team) -> None:
    in_force(team)
    raw = made_at(timezone.now() - timedelta(minutes=30))
    intake = plan(team, [upload(raw)], **{**TAPPED, "target": "+37360000001"})
    assert outcomes(team, intake) == {"call.wav": ("quarantine", "outside_target")}


def test_a_clock_an_hour_wrong_decides_by_true_time_and_keeps_what_it_showed(team: Team) -> None:
    in_force(team)
    shown = timezone.now().replace(microsecond=0) - timedelta(hours=3)
    wrong = {"clock": [(shown, shown + timedelta(hours=2, minutes=30))]}
    intake = plan(team, [upload(made_at(shown))], **TAPPED, **wrong)
    with acting_as(team.investigator):
        row = intake.files.get()
    assert (row.shown_at, row.clocked) == (shown, "file")
    assert row.start == shown + timedelta(hours=2, minutes=30)
    assert row.outcome == "take"
    assert outcomes(team, plan(team, [upload(made_at(shown))], **TAPPED)) == {
        "call.wav": ("quarantine", "outside_time")
    }


def test_the_original_is_kept_byte_for_byte_and_only_once(team: Team) -> None:
    raw = made_at(timezone.now() - timedelta(hours=1))
    made = taken(team, raw)
    again = plan(team, [upload(raw, "copy.wav"), upload(raw, "third.wav")], **OWN)
    assert set(outcomes(team, again).values()) == {("reject", "twice")}
    with acting_as(team.investigator) as by:
        assert b"".join(open_file(by=by, file_id=made.stored).chunks) == raw
        kept = StoredFile.objects.get(pk=made.stored)
        assert about_of(kept).sha256 == made.sha256
        found = Analysis.objects.get(recording=made)
        assert (found.state, found.frames) == ("done", 4000)


def test_whatever_is_handed_in_gets_a_reason_and_nothing_breaks(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "there", lambda: False)
    good = made_at(timezone.now() - timedelta(hours=1))
    files = [
        upload(b"", "empty.wav"),
        upload(b"<svg onload='alert(1)'/>", "evil.svg"),
        upload(b"=cmd|' /C calc'!A0", "formula.wav"),
        upload(good[:30], "head.wav"),
        upload(good[:-2000], "cut.wav"),
        upload(b"#!AMR\n" + bytes(50), "phone.amr"),
        upload(written(tone(1), form="OGG", coding="VORBIS"), "talk.mp3"),
        upload(good, "bad\u202ename.wav"),
        upload(b"PK\x03\x04 broken", "broken.zip"),
    ]
    found = outcomes(team, plan(team, files, **OWN))
    assert found["cut.wav"] == found["talk.mp3"] == ("take", "")
    rejected = {name: why for name, (outcome, why) in found.items() if outcome == "reject"}
    assert rejected == {
        "empty.wav": "empty", "evil.svg": "not_audio", "formula.wav": "not_audio",
        "head.wav": "broken_header", "phone.amr": "needs_media", "bad\u202ename.wav": "bad_name",
        "broken.zip": "packed_broken",
    }  # fmt: skip


def test_an_hour_that_came_twice_or_never_or_is_to_come_is_told(team: Team) -> None:
    names = {
        "20260329_023000.wav": ["hour_left_out"], "20251026_023000.wav": ["hour_twice"],
        "20260328_023000.wav": [], "20991231_235959.wav": ["in_future"], "00010101_000000.wav": [],
    }  # fmt: skip
    files = [upload(made_at_no_time(n), name) for n, name in enumerate(names)]
    intake = plan(team, files, **OWN, zone="Europe/Chisinau")
    with acting_as(team.investigator):
        assert {row.name: row.facts["findings"] for row in intake.files.all()} == names
    # A clock that runs ahead keeps the others out of no exhibit.
    take(team, intake)
    with acting_as(team.investigator):
        assert Recording.objects.count() == len(names)


def made_at_no_time(number: int) -> bytes:
    return wave(tone(0.1 + number / 100))


def test_a_telephones_sound_is_taken_in_and_looked_through(team: Team) -> None:
    made = taken(team, by_phone(tone(1)), **OWN)
    assert (made.facts["coding"], made.state) == ("AMR_NB", "open")
    with acting_as(team.investigator):
        found = Analysis.objects.get(recording=made)
        assert (found.state, found.frames / 8000) == ("done", pytest.approx(1, abs=0.1))


def test_a_decoder_that_breaks_off_is_said_of_the_recording(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", "raise SystemExit(1)"))
    made = taken(team, written(tone(1), form="FLAC"), **OWN)
    with acting_as(team.investigator):
        found = Analysis.objects.get(recording=made)
    assert (found.state, found.fault) == ("failed", "decoder_died")
    shown = client_of(team.investigator).get(made.get_absolute_url()).content.decode()
    assert "Decoding broke off" in shown


def test_sound_without_header_is_what_a_person_says(team: Team) -> None:
    raw = written(tone(1), form="RAW", coding="ALAW")
    start = datetime(2026, 3, 14, 8, 0)  # noqa: DTZ001
    intake = plan(team, [upload(raw, "line.al")], **OWN, raw="ALAW", start=start)
    with acting_as(team.investigator):
        row = intake.files.get()
        assert (row.outcome, row.seconds, row.clocked) == ("take", 1.0, "hand")
    plain = plan(team, [upload(raw, "line.al")], **OWN)
    assert outcomes(team, plain) == {"line.al": ("reject", "not_audio")}


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {**OWN, **TAPPED},
        {"basis": "own", "basis_text": " "},
        {"measure": "interception", "target_kind": "phone", "target": ""},
    ],
)
def test_a_folder_without_one_ground_is_refused(team: Team, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        plan(team, [upload(wave(tone(0.2)))], **wrong)


def test_only_who_brought_it_takes_it_in_and_once(team: Team, world: World) -> None:
    intake = plan(team, [upload(made_at(timezone.now() - timedelta(hours=1)))], **OWN)
    with pytest.raises(Conflict):
        take(team, intake, by=team.prosecutor)
    with acting_as(team.outsider) as other, pytest.raises(NotHere):
        get_intake(other, team.key, intake.pk)
    with acting_as(team.prosecutor) as other:
        waiting = intake.files.get().stored
        assert not visible_files(other).filter(pk=waiting).exists()
    done = take(team, intake)
    with pytest.raises((Stale, Conflict)):
        take(team, intake)
    with pytest.raises(Conflict):
        take(team, done)
    with pytest.raises(PunteError), acting_as(world.crime_analyst):
        plan(team, [], by=world.crime_analyst, **OWN)


def test_bytes_that_waited_are_forgotten(team: Team) -> None:
    raw = made_at(timezone.now() - timedelta(hours=1))
    first, second, third = (plan(team, [upload(raw)], **OWN) for _ in range(3))
    take(team, first)
    with acting_as(team.investigator) as by:
        drop_intake(by=by, case_id=team.key, intake_id=second.pk, version=second.version)
        Intake.objects.filter(pk=third.pk).update(at=timezone.now() - timedelta(days=3))
    with as_role("punte_worker"):
        assert (forget_intake(first.pk), forget_intake(second.pk)) == (1, 1)
        assert (forget_intake(third.pk), forget_old()) == (0, 1)
        assert StoredFile.objects.count() == 1


def test_a_form_sent_twice_makes_one_intake(team: Team) -> None:
    from punte.investigation.recordings.actions.planning import plan_intake
    from tests.investigation.recordings.support import ground

    key = uuid4()
    with acting_as(team.investigator) as by:
        one, two = (
            plan_intake(
                by=by, case_id=team.key, ground=ground(**OWN), uploads=[upload(wave(tone(0.2)))],
                request_key=key,
            )
            for _ in range(2)
        )  # fmt: skip
    assert one.pk == two.pk


def test_without_the_permission_nobody_brings_anything(team: Team, world: World) -> None:
    with acting_as(world.coordinator), pytest.raises(Refused):
        plan(team, [], by=world.coordinator, **OWN)
