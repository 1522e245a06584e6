"""A bundle as a job: asked for, made with what is missing named, taken away, deleted in time."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.database.beat import Halted
from punte.core.errors import Conflict, NotHere, Refused
from punte.core.files.models import StoredFile
from punte.core.files.stores import place_of
from punte.core.notices.door import my_notices
from punte.investigation.bundle.actions import fetch_bundle, stop_bundle
from punte.investigation.bundle.background import forget_bundles, make_bundle
from punte.investigation.bundle.gathering import Unsealed
from punte.investigation.bundle.models import KEPT, CourtBundle
from punte.investigation.cases.actions.team import end_member
from punte.investigation.cases.door import Case, team_of
from punte.investigation.evidence.door import files_of
from tests.investigation.bundle.making import asked, fetched, make, sealed
from tests.support.cases import again, in_team
from tests.support.database import as_role
from tests.support.exhibits import incoming, make_exhibit
from tests.support.ledger import entries
from tests.support.signs import client_of
from tests.support.worlds import World

Led = tuple[Case, Viewer]
State = CourtBundle.State


def url_of(bundle: CourtBundle, name: str) -> str:
    return reverse(f"investigation:{name}", args=[bundle.case_id, bundle.pk])


def leave(case: Case, by: Viewer, who: Viewer) -> None:
    with acting_as(by):
        (place,) = [row for row in team_of(case) if row.account_id == who.account_id]
        case.refresh_from_db()
        end_member(by=by, case_id=case.pk, member_id=place.pk, version=case.version)


@pytest.mark.usefixtures("plain_papers")
def test_damaged_and_missing_files_are_named_and_nothing_breaks(led: Led, root: Path) -> None:
    case, by = led
    sound = [incoming(name.encode() * 999, f"{name}.wav") for name in ("whole", "bent", "lost")]
    exhibit = make_exhibit(by, case, *sound)
    with acting_as(by):
        kept = {file.name: file for file in files_of(by, exhibit)}
        blobs = dict(StoredFile.objects.values_list("id", "blob"))
    places = {name: root / place_of(blobs[file.stored]) for name, file in kept.items()}
    places["lost.wav"].unlink()
    raw = bytearray(places["bent.wav"].read_bytes())
    raw[5] ^= 1
    places["bent.wav"].write_bytes(raw)
    sealed()
    bundle = make(asked(by, case, exhibit))
    assert (bundle.state, bundle.files, bundle.files_done) == (State.DONE, 1, 0)
    page = client_of(by).get(bundle.get_absolute_url()).text
    with ZipFile(io.BytesIO(fetched(by, bundle))) as archive:
        names = archive.namelist()
        index = archive.read("index.csv").decode("utf-8-sig")
        told = json.loads(archive.read(f"custody/{exhibit.number.replace('/', '-')}.json"))
    assert next(name for name in names if name.startswith("exhibits/")).endswith("whole.wav")
    for name, fault in (("bent.wav", "altered"), ("lost.wav", "missing")):
        assert f"{exhibit.number}, file “{name}”" in page
        assert kept[name].sha256 in page
        assert f"{fault},0," in next(line for line in index.splitlines() if name in line)
        assert not any(name in one for one in names)
        assert [f["absent"] for f in told["files"] if f["name"] == name] == [fault]
    (entry,) = entries("bundle.make")
    assert (entry.detail["faults"], entry.detail["sha256"]) == (2, bundle.sha256)


@pytest.mark.usefixtures("plain_papers")
def test_who_is_in_the_team_and_may_export_fetches_it(led: Led, world: World) -> None:
    case, by = led
    exhibit = make_exhibit(by, case)
    sealed()
    second = in_team(case, by, world.second_investigator)
    bundle = make(asked(by, case, exhibit))
    for who, status in ((second, 200), (world.evidence_keeper, 403), (world.prosecutor, 404)):
        client = client_of(who)
        assert client.get(bundle.get_absolute_url()).status_code == status
        answer = client.post(url_of(bundle, "bundle_fetch"))
        assert answer.status_code == status
    leave(case, by, second)
    assert client_of(again(second)).post(url_of(bundle, "bundle_fetch")).status_code == 404
    assert [one.account_id for one in entries("bundle.fetch")] == [second.account_id]
    with acting_as(by):
        assert "bundle_ready" in [one.kind for one in my_notices(by)]


@pytest.mark.usefixtures("plain_papers")
def test_it_waits_for_the_seal_is_made_once_and_can_be_stopped(led: Led) -> None:
    case, by = led
    exhibit = make_exhibit(by, case)
    key = str(uuid4())
    client, asking = client_of(by), reverse("investigation:bundle", args=[case.pk])
    form = {"exhibits": [str(exhibit.pk)], "reason": "for the invented court", "once": key}
    assert client.post(asking, {**form, "exhibits": [str(uuid4())]}).status_code == 200
    assert client.post(asking, {**form, "reason": ""}).status_code == 200
    assert entries("bundle.ask") == []
    one, same = client.post(asking, form), client.post(asking, form)
    assert (one.status_code, one["Location"]) == (302, same["Location"])
    with as_role("punte_worker"):
        bundle = CourtBundle.objects.get()
    with as_role("punte_worker"), pytest.raises(Unsealed):
        make_bundle(bundle.pk)
    assert "Waits for the worker" in client.get(url_of(bundle, "bundle_progress")).text
    assert client.post(url_of(bundle, "bundle_stop")).status_code == 302
    sealed()
    with as_role("punte_worker"), pytest.raises(Halted):
        make_bundle(bundle.pk)
    with acting_as(by):
        for act in (stop_bundle, fetch_bundle):
            with pytest.raises(Conflict):
                act(by=by, case_id=case.pk, bundle_id=bundle.pk)
    assert client.get(url_of(bundle, "bundle_progress")).headers["HX-Redirect"]
    assert len(entries("bundle.ask")) == len(entries("bundle.stop")) == 1


@pytest.mark.usefixtures("plain_papers")
def test_after_its_time_it_is_deleted(led: Led) -> None:
    case, by = led
    exhibit = make_exhibit(by, case)
    sealed()
    bundle = make(asked(by, case, exhibit))
    assert bundle.kept_until
    with as_role("punte_worker"):
        assert forget_bundles(bundle.kept_until - timedelta(seconds=1)) == 0
        assert forget_bundles(bundle.kept_until) == 1
        assert not StoredFile.objects.filter(id=bundle.file_id).exists()
    with acting_as(by), pytest.raises(Conflict):
        fetch_bundle(by=by, case_id=case.pk, bundle_id=bundle.pk)
    page = client_of(by).get(bundle.get_absolute_url()).text
    assert f"kept for {KEPT.days} days and is deleted" in page
    assert len(entries("bundle.forget")) == 1


def test_before_it_is_deleted_its_time_already_counts(led: Led) -> None:
    past = timezone.now() - timedelta(seconds=1)
    bundle = CourtBundle(state=State.DONE, kept_until=past)
    assert (bundle.ready, bundle.over, bundle.busy) == (False, True, False)


def test_who_left_or_may_not_export_makes_none(led: Led, world: World) -> None:
    case, by = led
    exhibit = make_exhibit(by, case)
    second = in_team(case, by, world.second_investigator)
    bundle = asked(second, case, exhibit)
    leave(case, by, second)
    sealed()
    made = make(bundle)
    assert (made.state, made.failure) == (State.FAILED, "gone")
    assert "no longer there" in client_of(by).get(made.get_absolute_url()).text
    for who, error in ((world.evidence_keeper, Refused), (world.prosecutor, NotHere)):
        with pytest.raises(error):
            asked(who, case, exhibit)


def test_a_stop_while_files_are_read_is_heeded(led: Led, monkeypatch: Any) -> None:
    case, by = led
    exhibit = make_exhibit(by, case, incoming(b"sound"))
    sealed()
    bundle = asked(by, case, exhibit)

    def stopped(*_parts: object) -> None:
        CourtBundle.objects.filter(id=bundle.pk).update(state=State.STOPPED)

    monkeypatch.setattr("punte.investigation.bundle.background.check_one", stopped)
    with as_role("punte_worker"), pytest.raises(Halted):
        make_bundle(bundle.pk)
    assert entries("bundle.make") == []
