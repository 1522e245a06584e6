"""The sound itself, by whatever way: only who may listen has it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import NotHere
from punte.core.files.door import open_file, visible_files
from punte.investigation.authorisations.queries.overseeing import one_overseen, people_of
from punte.investigation.bundle.actions import ask_bundle
from punte.investigation.bundle.models import CourtBundle
from punte.investigation.evidence.door import EvidenceFile, FileKind, Incoming, add_file
from punte.investigation.recordings.models import Recording
from tests.investigation.authorisations.support import Team, in_force
from tests.investigation.bundle.making import fetched, make, sealed
from tests.investigation.recordings.support import OWN, TAPPED, made_at, plan, take, upload
from tests.support.cases import in_team
from tests.support.signs import client_of
from tests.support.worlds import World


@pytest.fixture
def team(world: World) -> Team:
    return Team(world)


@pytest.fixture
def made(team: Team) -> Recording:
    take(team, plan(team, [upload(made_at(timezone.now() - timedelta(hours=1)))], **OWN))
    with acting_as(team.investigator):
        return Recording.objects.get()


@pytest.fixture
def analyst(team: Team, world: World) -> Viewer:
    return in_team(team.case, team.investigator, world.crime_analyst)


def test_an_analyst_of_the_team_gets_no_sound_from_the_exhibit(
    team: Team, made: Recording, analyst: Viewer
) -> None:
    with acting_as(team.investigator) as by:
        original = EvidenceFile.objects.get(stored=made.stored)
        copy = add_file(
            by=by, case_id=team.key, exhibit_id=original.exhibit_id,
            incoming=Incoming(
                "part.wav", [b"a part"], FileKind.COPY, of=original.pk, tool="invented"
            ),
        )  # fmt: skip
    page = reverse("investigation:exhibit", args=[team.key, original.exhibit_id])
    for file in (original, copy):
        where = reverse("investigation:exhibit_file", args=[file.pk])
        for who in (team.investigator, team.prosecutor):
            assert client_of(who).get(where).status_code == 200
            assert where in client_of(who).get(page).text
        for other in (where, reverse("files:download", args=[file.stored])):
            assert client_of(analyst).get(other).status_code == 404
        shown = client_of(analyst).get(page).text
        assert where not in shown
        assert file.sha256 in shown
        with acting_as(analyst) as by, pytest.raises(NotHere):
            open_file(by=by, file_id=file.stored)


@pytest.mark.usefixtures("plain_papers")
def test_nor_from_a_bundle(team: Team, made: Recording, analyst: Viewer) -> None:
    sealed()
    theirs, whole = (_bundle(who, made) for who in (analyst, team.investigator))
    assert (theirs.files, theirs.holds, theirs.faults[0]["fault"]) == (0, [], "withheld")
    assert (whole.files, whole.holds, whole.faults) == (1, [made.stored], [])
    for who in (team.investigator, team.prosecutor):
        assert fetched(who, whole)
        assert fetched(who, theirs)
    assert client_of(analyst).post(_fetch(theirs)).status_code == 200
    assert client_of(analyst).post(_fetch(whole)).status_code == 409
    with acting_as(analyst) as by:
        assert not visible_files(by).filter(pk=whole.file_id).exists()


def test_whoever_takes_the_file_away_has_looked(team: Team, made: Recording) -> None:
    order = in_force(team)
    take(team, plan(team, [upload(made_at(timezone.now()))], **TAPPED))
    with acting_as(team.investigator):
        tapped = Recording.objects.get(authorisation=order.pk)
        files = {row.stored: row.pk for row in EvidenceFile.objects.all()}
    for one in (made, tapped):
        where = reverse("investigation:exhibit_file", args=[files[one.stored]])
        assert client_of(team.prosecutor).get(where).status_code == 200
    with acting_as(team.overseer) as by:
        (person,) = people_of(one_overseen(by, order.pk, timezone.now()))
    assert (person.name, person.looks) == (team.prosecutor.display_name, 1)


def _bundle(by: Viewer, made: Recording) -> CourtBundle:
    with acting_as(by):
        bundle = ask_bundle(
            by=by, case_id=made.case_id, exhibits=[made.exhibit], reason="invented",
            request_key=uuid4(),
        )  # fmt: skip
    return make(bundle)


def _fetch(bundle: CourtBundle) -> str:
    return reverse("investigation:bundle_fetch", args=[bundle.case_id, bundle.pk])
