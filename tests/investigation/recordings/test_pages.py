"""The pages and the player's addresses, as people of a case use them."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.investigation.recordings.models import Intake, Listening, Recording
from tests.investigation.authorisations.support import Team
from tests.investigation.authorisations.test_pages import client_of
from tests.investigation.recordings.support import OWN, made_at, taken
from tests.support.worlds import World


def address(team: Team, name: str, *more: object) -> str:
    return reverse(f"investigation:{name}", args=[team.key, *more])


def page(client: Client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200
    return str(response.content.decode())


def sent(client: Client, where: str, **told: object) -> HttpResponse:
    return client.post(where, json.dumps(told), content_type="application/json")  # type: ignore[return-value]


def test_a_folder_is_brought_looked_at_and_taken_in(team: Team) -> None:
    client = client_of(team.investigator)
    raw = made_at(timezone.now() - timedelta(hours=1))
    files = [
        SimpleUploadedFile("call.wav", raw, "audio/wav"),
        SimpleUploadedFile("evil.svg", b"<svg/>", "image/svg+xml"),
        SimpleUploadedFile("empty.wav", b""),
    ]
    told = {
        **OWN, "device": "Invented 7", "place": "Testville", "zone": "UTC", "measure": "",
        "folder": files, "once": str(uuid4()),
    }  # fmt: skip
    form = page(client, address(team, "intake_new"))
    assert '<option value="Europe/Chisinau" selected>' in form, "the clock of the case's country"
    response = client.post(address(team, "intake_new"), told)
    assert response.status_code == 302, response.content.decode()
    with acting_as(team.investigator):
        intake = Intake.objects.get()
    look = page(client, response["Location"])
    assert "evil.svg" in look
    assert "empty.wav" in look
    assert "WAV · PCM_16 · 8000 Hz" in look
    decide = address(team, "intake_decide", intake.pk)
    assert client.post(decide, {"version": 1, "act": "take"}).status_code == 302
    listed = page(client, address(team, "recordings"))
    assert "R001" in listed
    for show in ("unheard", "speech", "transcribed", "sealed"):
        page(client, address(team, "recordings") + f"?show={show}")
    wrong = client.post(address(team, "intake_new"), {**told, "basis": "", "folder": files})
    assert wrong.status_code == 422


def test_the_sound_is_played_in_pieces_and_noted(team: Team, world: World) -> None:
    made = taken(team, made_at(timezone.now() - timedelta(hours=1), 2.0, channels=2))
    client = client_of(team.investigator)
    shown = client.get(made.get_absolute_url())
    policy = shown["Content-Security-Policy"]
    assert "media-src 'self'" in policy
    assert "'nonce-" in policy.split("style-src")[1].split(";")[0]
    assert "'unsafe-inline'" not in policy
    waveform = client.get(address(team, "recording_waveform", made.pk)).content
    assert waveform[:4] == b"PKS1"
    begun = sent(client, address(team, "recording_listen", made.pk), once=str(uuid4()))
    where = json.loads(begun.content)
    piece = client.get(where["sound"], headers={"Range": "bytes=0-99"})
    assert (piece.status_code, len(piece.content)) == (206, 100)
    assert piece["Content-Range"] == f"bytes 0-99/{44 + 16000 * 4}"
    left = client.get(where["sound"] + "?side=left", headers={"Range": "bytes=44-"})
    assert len(left.content) == 16000 * 2
    assert client.get(where["sound"], headers={"Range": "bytes=99999999-"}).status_code == 416
    stretches = [[0, 1.0, 1], [0.5, 1.0, 1]]
    assert sent(client, where["heard"], number=1, stretches=stretches).status_code == 200
    assert sent(client, where["heard"], number=2, stretches=[[0, 99, 1]]).status_code == 422
    assert sent(client, where["heard"], number=2, stretches="x").status_code == 422
    assert "00:01.5" in page(client, address(team, "recording_listens", made.pk))
    other = client_of(team.prosecutor)
    assert other.get(where["sound"]).status_code == 404
    assert client_of(team.outsider).get(made.get_absolute_url()).status_code == 404
    assert client_of(world.coordinator).get(where["sound"]).status_code == 403
    with acting_as(team.investigator):
        assert Listening.objects.get().seconds == 1.5


def test_it_is_written_down_certified_and_printed(team: Team) -> None:
    made = taken(team)
    client = client_of(team.investigator)
    where = address(team, "transcript", made.pk)
    segment = {
        "start": ["00:00.0", ""], "end": ["00:01.5", ""], "speaker": ["A", ""],
        "text": ["=Bună seara", ""], "translation": ["", ""], "left_out": ["", ""],
    }  # fmt: skip
    told = {**segment, "language": "ro", "after": "0", "once": str(uuid4())}
    bad = client.post(where, {**told, "start": ["soon", ""], "once": str(uuid4())})
    assert bad.status_code == 422
    assert "=Bună seara" in bad.content.decode()
    assert client.post(where, told).status_code == 302
    assert "=Bună seara" in page(client, where)
    client.post(address(team, "transcript_certify", made.pk, 1))
    text = client.get(address(team, "transcript_text", made.pk, 1))
    assert "A: =Bună seara" in text.content.decode()
    assert client.get(address(team, "transcript_pdf", made.pk, 1)).content[:5] == b"%PDF-"


def test_a_listener_stops_and_seals(team: Team) -> None:
    made = taken(team)
    client = client_of(team.investigator)
    begun = json.loads(
        sent(client, address(team, "recording_listen", made.pk), once=str(uuid4())).content
    )
    mark = sent(
        client, address(team, "recording_mark", made.pk), once=str(uuid4()), place=1, text="x"
    )
    assert sent(client, json.loads(mark.content)["withdraw"]).status_code == 200
    seal = address(team, "recording_seal", made.pk)
    assert page(client, seal)
    assert client.post(seal, {"ground": "lawyer"}).status_code == 302
    assert client.get(begun["sound"]).status_code == 409
    assert client.get(address(team, "recording_waveform", made.pk)).status_code == 409
    assert 'id="player"' not in page(client, made.get_absolute_url())
    with acting_as(team.prosecutor):
        assert Recording.objects.get().state == "sealed"
