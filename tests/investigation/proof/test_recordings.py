"""Recordings come onto the list for the defence by themselves, by number and time."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Invalid, NotHere
from punte.investigation.proof.actions.defence import list_recordings
from punte.investigation.proof.queries.defence import things_on
from tests.investigation.authorisations.support import Team
from tests.investigation.recordings.support import taken
from tests.support.signs import client_of
from tests.support.worlds import World


@pytest.fixture
def team(world: World, settings: Any, tmp_path: Path) -> Team:
    settings.FILES_ROOT = tmp_path / "files"
    return Team(world)


def put(by: Viewer, team: Team, *keys: UUID) -> int:
    with acting_as(by):
        return list_recordings(by=by, case_id=team.key, recordings=keys)


def test_a_recording_is_put_on_the_list_once_and_by_its_number(team: Team) -> None:
    made = taken(team)
    client = client_of(team.investigator)
    page, form = (
        reverse(f"investigation:{name}", args=[team.key])
        for name in ("defence_list", "defence_recordings")
    )
    assert "1 recording does not stand on it by itself" in client.get(page).text
    for wrong in ("\x00", str(uuid4())):
        assert client.post(form, {"recordings": [wrong]}).status_code == 422
    with pytest.raises(NotHere):
        put(team.outsider, team, made.pk)
    assert client.post(form, {"recordings": [str(made.pk)]}).status_code == 302
    with acting_as(team.prosecutor) as by:
        (thing,) = things_on(by, team.case).filter(kind="recording")
    assert (thing.ref, thing.title.split(" · ")[0]) == (made.pk, "R001")
    assert made.name not in thing.title
    assert "does not stand on it" not in client.get(page).text
    with pytest.raises(Invalid):
        put(team.investigator, team, made.pk)
