"""The agency's own program for writing down speech: its folder, its proof, how it is run.

PUNTE_SPEECH_MODEL names a folder with `punte-model.json`:

    {"name": "…", "version": "…", "command": ["./run", "--fast"], "languages": ["ro", "ru"],
     "files": {"run": "<sha256>", "model.bin": "<sha256>"}}

PUNTE_SPEECH_MODEL_SHA256 is the SHA-256 of that file, so the whole folder is bound by it; every
file is compared before each run. The command is started in the folder without network
(`unshare --net`), without our environment and with the language as its last argument. It reads
one WAV (16 kHz, mono, 16 bit) from its standard input and writes JSON lines
`{"start": 0.0, "end": 1.5, "text": "…", "speaker": "…"}` to its standard output.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from punte.algorithms.audio import AudioError, Resampler, Sound, mono
from punte.core.files.door import StoredFile
from punte.core.ids import new_id
from punte.core.ledger.door import record
from punte.investigation.recordings.analysing import sound_of
from punte.investigation.recordings.models import Recording, Transcript
from punte.investigation.recordings.rules import MOST_SEGMENTS
from punte.investigation.recordings.words import Author, Standing

DESCRIPTION = "punte-model.json"
RATE = 16000
MOST_OUTPUT = 32 * 2**20
LONGEST = 6 * 3600
ALONE = ("unshare", "--map-root-user", "--net", "--")


class Unusable(Exception):
    """The program is not there, is not what was approved, or failed; `args[0]` says which."""


@dataclass(frozen=True)
class Model:
    """A program that was proved to be what the agency approved."""

    folder: Path
    name: str
    version: str
    command: tuple[str, ...]
    languages: tuple[str, ...]
    sha256: str

    @property
    def tool(self) -> str:
        return f"{self.name} {self.version}"[:120]


def proved() -> Model:
    """The program of the settings, every file compared with its hash. Raises Unusable."""
    if not settings.SPEECH_MODEL:
        raise Unusable("no program is set")
    folder = Path(settings.SPEECH_MODEL)
    try:
        raw = (folder / DESCRIPTION).read_bytes()
        found = hashlib.sha256(raw).hexdigest()
        if found != settings.SPEECH_MODEL_SHA256:
            raise Unusable("the description is not the approved one")
        told = json.loads(raw)
        for name, expected in told["files"].items():
            _compare(folder, name, expected)
        return Model(
            folder, told["name"], told["version"], tuple(told["command"]),
            tuple(told["languages"]), found,
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unusable(f"the folder cannot be read: {error}") from error


def _compare(folder: Path, name: str, expected: str) -> None:
    place = (folder / name).resolve()
    if not place.is_relative_to(folder.resolve()):
        raise Unusable("a file lies outside the folder")
    with place.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != expected:
            raise Unusable(f"{name} is not the approved one")


def write_down(recording_id: UUID, account_id: int, language: str) -> bool:
    """A transcript marked unverified; False when the recording or the program is not to be had."""
    recording = Recording.objects.filter(pk=recording_id, state=Standing.OPEN).first()
    if recording is None:
        return False
    kept = StoredFile.objects.filter(pk=recording.stored).first()
    if kept is None:
        return False
    try:
        model = proved()
        segments = run(model, sound_of(recording, kept), language)
    except (Unusable, AudioError) as error:
        _note(recording, "recording.program_failed", why=str(error)[:200])
        return False
    return _keep(recording, account_id, language, model, segments)


def run(model: Model, sound: Sound, language: str) -> list[dict[str, Any]]:
    """Segments as the program says them, checked. Raises Unusable, AudioError."""
    if language not in model.languages:
        raise Unusable("the program does not know this language")
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                [*ALONE, *model.command, language],
                cwd=model.folder, stdin=subprocess.PIPE, stdout=said, stderr=errors,
                env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            )  # fmt: skip
        except OSError as error:
            raise Unusable(f"it cannot be started: {error}") from error
        _feed(process, sound)
        try:
            code = process.wait(LONGEST)
        except subprocess.TimeoutExpired as error:
            process.kill()
            process.wait()
            raise Unusable("it took too long") from error
        if code:
            raise Unusable(f"it ended with {code}")
        said.seek(0)
        return list(_segments(said.read(MOST_OUTPUT)))


def _feed(process: subprocess.Popen[bytes], sound: Sound) -> None:
    assert process.stdin is not None
    change = None if sound.facts.rate == RATE else Resampler(sound.facts.rate, RATE)
    try:
        with process.stdin as pipe:
            pipe.write(_head())
            for block in mono(sound, None):
                line = block if change is None else change.feed(block)
                pipe.write((np.clip(line, -1, 1) * 32767).astype("<i2").tobytes())
            if change is not None:
                pipe.write((np.clip(change.end(), -1, 1) * 32767).astype("<i2").tobytes())
    except BrokenPipeError:
        return  # it had enough; its exit code says whether that was meant


def _head() -> bytes:
    """A WAV of unknown length, as programs take it from a pipe."""
    layout = b"\x10\0\0\0\x01\0\x01\0" + RATE.to_bytes(4, "little")
    layout += (2 * RATE).to_bytes(4, "little") + b"\x02\0\x10\0"
    return b"RIFF\xff\xff\xff\xffWAVEfmt " + layout + b"data\xff\xff\xff\xff"


def _segments(raw: bytes) -> Iterator[dict[str, Any]]:
    lines = [line for line in raw.decode("utf-8", "replace").splitlines() if line.strip()]
    for line in lines[:MOST_SEGMENTS]:
        try:
            told = json.loads(line)
            start, end = float(told["start"]), float(told["end"])
            text = str(told["text"])[:4000].replace("\0", "")
            speaker = str(told.get("speaker", ""))[:80].replace("\0", "")
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Unusable("a line of it is no segment") from error
        if not 0 <= start < end < 10**6:
            raise Unusable("a segment ends before it begins")
        yield {
            "start": round(start, 2), "end": round(end, 2), "speaker": speaker, "text": text,
            "translation": "", "left_out": "",
        }  # fmt: skip


@transaction.atomic
def _keep(
    recording: Recording, account: int, language: str, model: Model, segments: list[dict[str, Any]]
) -> bool:
    """False when it was sealed or destroyed while the program listened: nothing of it stays."""
    held = Recording.objects.select_for_update(no_key=True).get(pk=recording.pk)
    if held.state != Standing.OPEN:
        return False
    last = Transcript.objects.filter(recording=held).order_by("-version").first()
    Transcript.objects.create(
        case_id=held.case_id, owner=held.owner, audiences=held.audiences, recording=held,
        version=last.version + 1 if last else 1, language=language, author=Author.PROGRAM,
        segments=segments, tool=model.tool, model_sha256=model.sha256, by_id=account,
        at=timezone.now(), request_key=new_id(),
    )  # fmt: skip
    _note(held, "recording.program_wrote", model=model.sha256, tool=model.tool)
    return True


def _note(recording: Recording, action: str, **detail: object) -> None:
    about = {"recording": str(recording.pk), **detail}
    record(
        action=action, by=None, subject=recording.case_id, owners=[recording.owner], detail=about
    )
