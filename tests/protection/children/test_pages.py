"""The child's tab over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.ledger.door import Entry
from punte.protection.assistance.models import AssistanceFile
from punte.protection.children.actions.age import doubt_age
from punte.protection.children.actions.best_interests import assess_best_interests
from punte.protection.children.instruments import dimensions
from punte.protection.children.models import AgeAssessment, BestInterests, Companion, Guardian
from tests.protection.children.making import WORDS, appoint, assessment, child_of
from tests.support.signs import client_of
from tests.support.worlds import World, viewer


def at(name: str, *args: object) -> str:
    return reverse(f"protection:{name}", args=args)


@pytest.fixture
def file(world: World) -> AssistanceFile:
    with acting_as(world.coordinator) as by:
        return child_of(by)


def sent(**values: Any) -> dict[str, Any]:
    return {"once": str(uuid4()), **values}


def test_the_page_shows_all_and_leaves_an_entry(world: World, file: AssistanceFile) -> None:
    client = client_of(world.coordinator)
    assert "Nobody acts for the child yet" in client.get(at("child", file.id)).content.decode()
    with acting_as(world.coordinator) as by:
        appoint(by, file, conflict_words=WORDS, identity={"given_name": "Inventata"})
        doubt_age(by=by, file=file.id, reason=WORDS, request_key=uuid4())
        made = assess_best_interests(by=by, file=file.id, found=assessment(), request_key=uuid4())
    page = client.get(at("child", file.id)).content.decode()
    assert "The guardian may not act" in page
    assert "waits for a second person" in page
    assert "Inventata" not in page
    assert "not rated" in client.get(at("child_assessment", made.id)).content.decode()
    with acting_as(world.coordinator):
        read = Entry.objects.filter(action="file.read", subject=file.person_id)
        assert read.count() >= 3


def test_the_page_asks_as_much_for_one_row_as_for_many(world: World, file: AssistanceFile) -> None:
    client = client_of(world.coordinator)

    def count() -> int:
        client.get(at("child", file.id))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(at("child", file.id)).status_code == 200
        return len(caught)

    with acting_as(world.coordinator) as by:
        appoint(by, file)
        assess_best_interests(by=by, file=file.id, found=assessment(), request_key=uuid4())
    few = count()
    with acting_as(world.coordinator) as by:
        for _number in range(4):
            appoint(by, file)
            assess_best_interests(by=by, file=file.id, found=assessment(), request_key=uuid4())
    assert count() == few


def test_the_tab_stands_on_children_s_files_alone(world: World, file: AssistanceFile) -> None:
    client = client_of(world.coordinator)
    with acting_as(world.coordinator) as by:
        adult = child_of(by, age_band="adult")
    assert f'href="{at("child", file.id)}"' in client.get(at("child", file.id)).content.decode()
    assert (
        f'href="{at("child", adult.id)}"' not in client.get(at("child", adult.id)).content.decode()
    )


def test_forms_are_kept(world: World, file: AssistanceFile) -> None:
    client = client_of(world.coordinator)
    today = timezone.localdate().isoformat()
    guardian = sent(
        kind="public",
        role="Guardian",
        appointed_by="Court",
        starts_on=today,
        given_name="Inventata",
    )
    assert client.post(at("guardian_new", file.id), guardian).status_code == 302
    people = sent(role="das", body="Invented directorate", starts_on=today)
    assert client.post(at("companion_new", file.id), people).status_code == 302
    foreign = client.post(at("companion_new", file.id), {**people, "role": "dgaspc"})
    assert foreign.status_code == 422
    school = sent(level="primary", attendance="out", since=today, barriers=["language", "papers"])
    assert client.post(at("child_school", file.id), school).status_code == 302
    assert client.post(at("age_doubt", file.id), sent(reason=WORDS)).status_code == 302
    with acting_as(world.coordinator):
        age = AgeAssessment.objects.get()
        assert Guardian.objects.get().named
        assert Companion.objects.count() == 1
    finding = sent(method="interview", body="Office", low="16", high="19", words=WORDS)
    assert client.post(at("age_find", age.id), finding).status_code == 302
    adult = sent(version=2, band="adult", ground=WORDS)
    assert "benefit of the doubt" in client.post(at("age_propose", age.id), adult).content.decode()
    assert client.post(at("age_propose", age.id), {**adult, "band": "child"}).status_code == 302
    second = client_of(world.supervisor)
    yes = sent(version=3, agrees="yes", words="")
    assert client.post(at("age_answer", age.id), yes).status_code == 403
    assert second.post(at("age_answer", age.id), yes).status_code == 302


def test_a_guardian_is_marked_cleared_and_ended_by_form(world: World, file: AssistanceFile) -> None:
    client, second = client_of(world.coordinator), client_of(world.supervisor)
    today = timezone.localdate().isoformat()
    people = sent(role="das", body="Invented directorate", starts_on=today)
    assert client.post(at("companion_new", file.id), people).status_code == 302
    with acting_as(world.coordinator) as by:
        row, companion = appoint(by, file), Companion.objects.get()
    mark = sent(version=1, words=WORDS)
    assert client.post(at("guardian_conflict", row.id), mark).status_code == 302
    assert client.post(at("guardian_conflict", row.id), mark).status_code == 409
    assert (
        client.post(at("guardian_clear", row.id), sent(version=2, words=WORDS)).status_code == 403
    )
    assert (
        second.post(at("guardian_clear", row.id), sent(version=2, words=WORDS)).status_code == 302
    )
    end = sent(version=3, ends_on=today, reason="term")
    assert client.post(at("guardian_end", row.id), end).status_code == 302
    gone = sent(version=1, ends_on=today)
    assert client.post(at("companion_end", companion.id), gone).status_code == 302
    assert client.get(at("child", file.id)).status_code == 200


def test_an_assessment_is_written_and_signed(world: World, file: AssistanceFile) -> None:
    client, second = client_of(world.coordinator), client_of(world.supervisor)
    values = {f"q_{q.key}": WORDS for part in dimensions() for q in part.questions}
    options = {f"{name}_{n}": WORDS for name in ("option", "good", "bad") for n in (1, 2)}
    form = sent(
        assessed_on=timezone.localdate().isoformat(), heard="no", recommendation="care",
        reasons=WORDS, r_safety="concern", **values, **options,
    )  # fmt: skip
    assert client.get(at("child_assess", file.id)).status_code == 200
    late = (timezone.localdate() + timedelta(days=2)).isoformat()
    assert (
        client.post(at("child_assess", file.id), {**form, "assessed_on": late}).status_code == 422
    )
    assert client.post(at("child_assess", file.id), form).status_code == 302
    with acting_as(world.coordinator):
        row = BestInterests.objects.get()
        assert (row.heard, row.ratings) == (False, {"safety": "concern"})
    sign = sent(agrees="yes", words="")
    assert client.post(at("child_sign", row.id), sign).status_code == 403
    assert second.post(at("child_sign", row.id), sign).status_code == 302
    assert "signed by two" in client.get(at("child_assessment", row.id)).content.decode()


def test_the_name_opens_after_a_fresh_sign_in_with_a_reason(
    world: World, file: AssistanceFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    from punte.protection.children.views import identity

    with acting_as(world.coordinator) as by:
        row = appoint(by, file, identity={"given_name": "Inventata"})
    client, reason = client_of(world.coordinator), {"reason": "To call before the hearing"}
    assert client.post(at("guardian_identity", row.id), reason).status_code == 302
    monkeypatch.setattr(identity, "recently_authenticated", lambda _request: True)
    answer = client.post(at("guardian_identity", row.id), reason)
    assert "Inventata" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert client.post(at("guardian_identity", row.id), {"reason": "x"}).status_code == 422


def test_others_find_nothing(world: World, file: AssistanceFile) -> None:
    assert client_of(world.foreign_coordinator).get(at("child", file.id)).status_code == 404
    assert client_of(viewer(world.unit, "analyst")).get(at("child", file.id)).status_code == 403
    bad = sent(kind="public", role="a\x00b", appointed_by="Court", starts_on="9999999-01-01")
    answer = client_of(world.coordinator).post(at("guardian_new", file.id), bad)
    assert answer.status_code in {200, 400, 422}
