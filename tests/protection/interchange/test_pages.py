"""The pages, as a person opens them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.protection.interchange import background
from punte.protection.interchange.models import ImportRun, Webhook
from tests.protection.interchange.making import ANA, HEAD, as_csv, begin, bring_in, check, work
from tests.support.database import as_role
from tests.support.files import make_file
from tests.support.persons import make_person
from tests.support.signs import client_of
from tests.support.worlds import World, viewer

BAD = ["8", "=cmd()", "Inventata", "31/31/1990", "purple", "ForcedLabour"]


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_file_goes_all_the_way_by_the_pages(world: World) -> None:
    by = world.supervisor
    client = client_of(by)
    assert "Nothing was brought in yet" in client.get("/imports/").content.decode()
    file = SimpleUploadedFile("cases.csv", as_csv([HEAD, ANA, BAD]))
    sent = {"source": "Partner", "file": file, "once": str(uuid4())}
    answer = client.post("/imports/new/", sent)
    assert answer.status_code == 302
    page = answer["Location"]
    with acting_as(by):
        run = ImportRun.objects.visible_to(by).get()
    assert "hx-trigger" in client.get(page).content.decode()
    assert "Nothing has moved" not in client.get(f"{page}progress/").content.decode()
    with as_role("punte_worker"):
        ago = timezone.now() - timedelta(minutes=3)
        ImportRun.objects.filter(id=run.id).update(moved_at=ago)
    assert "Nothing has moved" in client.get(f"{page}progress/").content.decode()
    work(run, background.look_at)
    assert client.get(f"{page}progress/")["HX-Redirect"] == page
    mapping = client.get(f"{page}columns/").content.decode()
    assert "Date of birth" in mapping
    choices = {f"field_{n}": c["field"] for n, c in enumerate(work_columns(by))}
    assert client.post(f"{page}columns/", choices).status_code == 302
    work(run, background.check_all)
    shown = client.get(page).content.decode()
    assert "99/99/9999" in shown
    assert "31/31" not in shown
    rejected = client.post(f"{page}rejects/")
    text = body(rejected).decode("utf-8-sig")
    assert "'=cmd()" in text
    assert "Ana-Test" not in text
    assert client.post(f"{page}start/").status_code == 302
    work(run, background.bring_all)
    assert "belong to your agency" in client.get(page).content.decode()
    assert "Partner" in client.get("/imports/").content.decode()


def work_columns(by: Viewer) -> list[dict[str, Any]]:
    with acting_as(by):
        return list(ImportRun.objects.visible_to(by).get().columns)


def test_a_doubtful_column_is_asked_on_the_page(world: World) -> None:
    by = world.supervisor
    run = begin(by, as_csv([HEAD, [*ANA[:3], "03/04/1990", *ANA[4:]]]))
    client = client_of(by)
    choices = {f"field_{n}": c["field"] for n, c in enumerate(run.columns)}
    answer = client.post(f"/imports/{run.id}/columns/", choices)
    assert "say whether the day or the month comes first" in answer.content.decode()
    answer = client.post(f"/imports/{run.id}/columns/", {**choices, "order_3": "day_first"})
    assert answer.status_code == 302


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl", "own"])
def test_an_export_tells_no_name_unless_asked(world: World, form: str) -> None:
    by = world.supervisor
    bring_in(by, as_csv([HEAD, ANA]))
    asked = {"form": form, "reason": "the yearly statistics"}
    answer = client_of(by).post("/export/", asked)
    got = body(answer)
    assert b"Ana-Test" not in got
    assert b"ForcedLabour" in got or form == "xlsx"


def test_an_export_without_a_reason_is_asked_again(world: World) -> None:
    answer = client_of(world.supervisor).post("/export/", {"form": "csv", "reason": "no"})
    assert answer.status_code == 200
    assert not answer.streaming


def test_one_file_goes_out_whole(world: World) -> None:
    by = world.supervisor
    with acting_as(by):
        file = make_file(by, make_person(by))
    client = client_of(by)
    assert client.get(f"/files/{file.id}/export/").status_code == 200
    got = body(client.post(f"/files/{file.id}/export/", {"reason": "for the other node"}))
    assert b'"format":"punte.assistance-file"' in got


def test_the_form_of_the_standard_is_a_spreadsheet(world: World) -> None:
    assert client_of(world.supervisor).get("/export/form/").content.startswith(b"PK")


def test_webhooks_by_the_pages(world: World) -> None:
    by = viewer(world.unit, "manager")
    client = client_of(by)
    assert "No program is told anything" in client.get("/webhooks/").content.decode()
    asked = {"name": "Ours", "kinds": ["referral"], "once": str(uuid4())}
    refused = client.post("/webhooks/new/", {**asked, "url": "https://127.0.0.1/x"})
    assert "closed network" in refused.content.decode()
    made = client.post("/webhooks/new/", {**asked, "url": "https://example.org/x"})
    assert "whsec_" in made.content.decode()
    with acting_as(by):
        hook = Webhook.objects.visible_to(by).get()
    page = client.get(f"/webhooks/{hook.id}/").content.decode()
    assert "whsec_" not in page
    assert client.post(f"/webhooks/{hook.id}/replay/", {"place": "-1"}).status_code == 302
    assert client.post(f"/webhooks/{hook.id}/replay/", {"place": "x"}).status_code == 200
    assert client.post(f"/webhooks/{hook.id}/switch/", {"active": "0"}).status_code == 302


def test_others_imports_and_webhooks_are_not_there(world: World) -> None:
    run = check(world.supervisor, begin(world.supervisor, as_csv([HEAD, ANA])))
    client = client_of(viewer(world.ngo, "supervisor"))
    for path in ("", "progress/", "columns/"):
        assert client.get(f"/imports/{run.id}/{path}").status_code == 404
    for path in ("start/", "stop/", "rejects/"):
        assert client.post(f"/imports/{run.id}/{path}").status_code == 404
    assert client_of(world.coordinator).get("/imports/").status_code == 403
    assert client_of(world.caseworker).get("/export/").status_code == 403
