"""Working copies: a part of a recording beside the original, with what it was made by."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
import soundfile
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.models import Entry
from punte.investigation.evidence.door import EvidenceFile, open_evidence
from punte.investigation.recordings.actions.copying import Cut, make_copy
from punte.investigation.recordings.actions.sealing import seal_recording
from punte.investigation.recordings.models import Recording
from tests.investigation.authorisations.support import Team
from tests.investigation.authorisations.test_pages import client_of
from tests.investigation.recordings.support import made_at, taken
from tests.investigation.recordings.test_pages import address, page
from tests.support.worlds import World

WANTED = {"start": "00:00.5", "end": "00:01.5", "purpose": "For the invented expert"}


@pytest.fixture
def made(team: Team) -> Recording:
    return taken(team, made_at(timezone.now() - timedelta(hours=1), 2.0, channels=2))


def cut(**values: Any) -> Cut:
    known: dict[str, Any] = {
        "start": 0.0, "end": 1.0, "channel": None, "normalise": False, "purpose": "x",
    }  # fmt: skip
    return Cut(**{**known, **values})


def test_a_part_is_kept_in_the_exhibit_and_the_original_stays(team: Team, made: Recording) -> None:
    client = client_of(team.investigator)
    where = address(team, "recording_copy", made.pk)
    asked = page(client, where + "?from=0.5&to=1.5")
    assert 'value="00:00.5"' in asked
    assert 'value="00:01.5"' in asked
    for _twice in range(2):
        sent = client.post(where, {**WANTED, "channel": "1", "normalise": "on"})
        assert (sent.status_code, sent["Location"]) == (302, made.get_absolute_url())
    shown = page(client, made.get_absolute_url())
    assert "For the invented expert" in shown
    with acting_as(team.investigator) as by:
        copy = EvidenceFile.objects.get(kind="copy")
        assert copy.of is not None
        assert (copy.exhibit_id, copy.of.stored, copy.of.sha256) == (
            made.exhibit, made.stored, made.sha256,
        )  # fmt: skip
        assert (copy.tool, copy.tool_version.split(",")[0]) == ("soundfile", soundfile.__version__)
        told = {name: copy.parameters[name] for name in ("from", "to", "channel", "for")}
        assert told == {
            "from": "00:00.5", "to": "00:01.5", "channel": "2", "for": "For the invented expert",
        }  # fmt: skip
        raw = b"".join(open_evidence(by=by, file_id=copy.pk)[1].chunks)
        sound, rate = soundfile.read(io.BytesIO(raw), always_2d=True)
        assert (sound.shape, rate) == ((8000, 1), 8000)
        assert abs(sound).max() == pytest.approx(0.89, abs=0.01)
        assert Entry.objects.filter(action="recording.copy").count() == 1


def test_who_may_not_gets_no_copy(team: Team, made: Recording, world: World) -> None:
    where = address(team, "recording_copy", made.pk)
    assert client_of(team.outsider).post(where, WANTED).status_code == 404
    for other in (world.crime_analyst, world.coordinator):
        assert client_of(other).post(where, WANTED).status_code == 403
    with acting_as(world.coordinator) as by, pytest.raises(Refused):
        make_copy(by=by, case_id=team.key, recording_id=made.pk, cut=cut())
    with acting_as(team.outsider) as by, pytest.raises(NotHere):
        make_copy(by=by, case_id=team.key, recording_id=made.pk, cut=cut())
    with acting_as(team.investigator) as by:
        seal_recording(by=by, case_id=team.key, recording_id=made.pk, ground="lawyer")
        with pytest.raises(Conflict):
            make_copy(by=by, case_id=team.key, recording_id=made.pk, cut=cut())


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": "soon"},
        {"start": "00:01.5", "end": "00:00.5"},
        {"end": "99:00.0"},
        {"channel": "7"},
        {"purpose": " "},
        {"purpose": "a\0b"},
    ],
)
def test_what_is_no_part_is_refused_and_stays_on_the_form(
    team: Team, made: Recording, wrong: dict[str, str]
) -> None:
    client = client_of(team.investigator)
    sent = client.post(address(team, "recording_copy", made.pk), {**WANTED, **wrong})
    assert sent.status_code == 422
    assert page(client, address(team, "recording_copy", made.pk) + "?from=nan&to=-3e999")


def test_a_part_without_end_or_beyond_measure_is_refused(team: Team, made: Recording) -> None:
    with acting_as(team.investigator) as by:
        for wrong in ({"end": float("nan")}, {"start": -1.0}, {"channel": 5}):
            with pytest.raises(Invalid):
                make_copy(by=by, case_id=team.key, recording_id=made.pk, cut=cut(**wrong))
