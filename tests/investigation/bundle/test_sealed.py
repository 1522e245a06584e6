"""What is sealed or destroyed is so in the bundles too that were made before."""

from __future__ import annotations

import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, NotHere
from punte.core.files.door import open_file
from punte.core.files.models import StoredFile
from punte.investigation.bundle.models import CourtBundle
from punte.investigation.cases.door import Case
from punte.investigation.evidence.checking import destroy_files_of
from punte.investigation.evidence.door import Exhibit
from punte.investigation.recordings.actions.sealing import seal_recording
from punte.investigation.recordings.models import Recording
from tests.investigation.authorisations.support import HOUR, Team
from tests.investigation.bundle.making import asked, fetched, make, sealed
from tests.investigation.recordings.support import OWN, made_at, plan, take, upload
from tests.support.database import as_role
from tests.support.exhibits import incoming, make_exhibit
from tests.support.signs import client_of
from tests.support.worlds import World

SHUT = "sealed or destroyed since"
State = CourtBundle.State

pytestmark = pytest.mark.usefixtures("plain_papers")


def shut(by: Viewer, bundle: CourtBundle) -> None:
    """Nobody takes it away: by its page, by the act, or by the file itself."""
    page = client_of(by).get(bundle.get_absolute_url()).text
    assert SHUT in page
    assert "Take the bundle out" not in page
    with pytest.raises(Conflict, match=SHUT):
        fetched(by, bundle)
    assert bundle.file_id
    with acting_as(by), pytest.raises(NotHere):
        open_file(by=by, file_id=bundle.file_id)


def test_a_privileged_talk_is_sealed_in_the_bundle_too(world: World) -> None:
    team = Team(world)
    take(team, plan(team, [upload(made_at(timezone.now() - HOUR))], **OWN))
    with acting_as(team.investigator) as by:
        made = Recording.objects.get()
        exhibit = Exhibit.objects.get(pk=made.exhibit)
    sealed()
    before = make(asked(by, team.case, exhibit))
    for who in (by, team.prosecutor):
        assert "Take the bundle out" in client_of(who).get(before.get_absolute_url()).text
        assert fetched(who, before)
    with acting_as(by):
        seal_recording(by=by, case_id=team.key, recording_id=made.pk, ground="lawyer")
    for who in (by, team.prosecutor):
        shut(who, before)
    sealed()
    after = make(asked(by, team.case, exhibit))
    assert (after.state, after.files, after.holds) == (State.DONE, 0, [])
    assert "It is sealed, or not for whoever asked." in _page(by, after)
    with ZipFile(io.BytesIO(fetched(by, after))) as archive:
        (told,) = _files(archive)
        assert not any(name.startswith("exhibits/") for name in archive.namelist())
    assert (told["sha256"], told["path"], told["absent"]) == (made.sha256, "", "withheld")


def _page(by: Viewer, bundle: CourtBundle) -> str:
    return str(client_of(by).get(bundle.get_absolute_url()).text)


def _files(archive: ZipFile) -> list[dict[str, Any]]:
    names = [name for name in archive.namelist() if name.startswith("custody/")]
    return [
        file
        for name in names
        if name.endswith(".json")
        for file in json.loads(archive.read(name))["files"]
    ]


def test_a_destroyed_exhibit_is_gone_from_the_bundle_too(led: tuple[Case, Viewer]) -> None:
    case, by = led
    exhibit, other = (make_exhibit(by, case, incoming(name)) for name in (b"one", b"two"))
    sealed()
    bundle, whole = make(asked(by, case, exhibit, other)), make(asked(by, case, other))
    with as_role("punte_worker"):
        Exhibit.objects.filter(pk=exhibit.pk).update(state="destroyed")
        assert destroy_files_of(exhibit.pk)
        assert not StoredFile.objects.filter(id=bundle.file_id).exists()
    shut(by, bundle)
    assert fetched(by, whole)
