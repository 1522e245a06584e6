"""A recorder's folder of the large invented case: heard, unheard, and outside its order's dates."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

from punte.core.access.door import Viewer, acting_as
from punte.demo.rng import Random
from punte.demo.sound import pause, talk, tone, wav
from punte.demo.teams import Team, told_at
from punte.investigation.authorisations.door import Identifier, Measure
from punte.investigation.recordings.door import (
    Ground,
    Recording,
    Segment,
    Stretch,
    Upload,
    add_mark,
    begin_listening,
    certify,
    check,
    note_heard,
    plan_intake,
    recordings_of,
    save_transcript,
    take_intake,
)

FAST = timedelta(minutes=2)  # so much the recorder's clock was
# How many days ago each was made, by the true clock; the order began 26 days ago.
MADE = (9, 5, 31)
SAID = (
    Segment(2.0, 7.5, "Vocea 1", "[Text inventat] Mâine la șapte, la trecere."),
    Segment(9.0, 14.5, "Vocea 2", "[Text inventat] Actele rămân la mine.", "Документы у меня."),
    Segment(16.0, 21.0, "Vocea 1", left_out="Despre sănătatea unei rude: nu privește cauza."),
)


def write_recordings(team: Team, line: str) -> None:
    """The lead brings the folder in; two of the team hear one call and write it down."""
    ground = Ground(
        device="Înregistrator inventat 7", place="Sala tehnică (demo)", zone=team.country.zone.key,
        measure=Measure.INTERCEPTION, target_kind=Identifier.PHONE, target=line,
        clock=[(team.ago(days=4) + FAST, team.ago(days=4))],
    )  # fmt: skip
    uploads = [_file(team, number) for number in range(len(MADE))]
    with told_at(team.ago(days=4)), acting_as(team.lead) as by:
        intake = plan_intake(
            by=by, case_id=team.case.pk, ground=ground, uploads=uploads,
            request_key=team.key("intake"),
        )  # fmt: skip
        take_intake(by=by, case_id=team.case.pk, intake_id=intake.pk, version=intake.version)
        # The first that may be heard is the one of the earliest day.
        heard = recordings_of(by, team.case, {"show": "unheard"})[0]
    for number, listener in enumerate((team.lead, team.colleague)):
        with told_at(team.ago(days=3, hours=number)), acting_as(listener):
            _hear(team, listener, heard, number)
    with told_at(team.ago(days=2)), acting_as(team.lead):
        _write_down(team, heard)
    with told_at(team.ago(days=1)), acting_as(team.colleague) as by:
        check(by=by, case_id=team.case.pk, recording_id=heard.pk, version=1)


def _file(team: Team, number: int) -> Upload:
    """A call as the recorder names it, by its own clock."""
    shown = team.ago(days=MADE[number], hours=number) + FAST
    raw = _call(team.rng)
    return Upload(_name(shown.astimezone(team.country.zone)), len(raw), io.BytesIO(raw))


def _name(shown: datetime) -> str:
    return f"DEMO_{shown:%Y%m%d_%H%M%S}.wav"


def _call(rng: Random) -> bytes:
    """Two voices in turn, with a tone before and after."""
    turns = [tone(0.8, 425), pause(1.2)]
    for pitch in (110, 190, 110):
        turns += [talk(rng, 5.5, pitch=pitch), pause(1.5)]
    return wav(*turns, pause(6), tone(0.8, 425))


def _hear(team: Team, by: Viewer, row: Recording, number: int) -> None:
    """Each hears half of it, as fast as the player goes."""
    listening = begin_listening(
        by=by, case_id=team.case.pk, recording_id=row.pk,
        request_key=team.key("listen", number),
    )  # fmt: skip
    half = (row.seconds or 0) / 2
    heard = Stretch(half * number, half * (number + 1), 2.0)
    note_heard(
        by=by, case_id=team.case.pk, recording_id=row.pk, listening_id=listening.pk, number=1,
        stretches=[heard],
    )  # fmt: skip


def _write_down(team: Team, row: Recording) -> None:
    by, case = team.lead, team.case.pk
    for place, text in ((2.4, "Spune ora și locul (inventat)"), (9.3, "Cine ține actele?")):
        add_mark(
            by=by, case_id=case, recording_id=row.pk, place=place, text=text,
            request_key=team.key("mark", text),
        )  # fmt: skip
    save_transcript(
        by=by, case_id=case, recording_id=row.pk, language="ro", translated_to="ru",
        segments=SAID, after=0, request_key=team.key("transcript"),
    )  # fmt: skip
    certify(by=by, case_id=case, recording_id=row.pk, version=1)
