"""Answers: asked by condition, kept with their version, finished with the questions begun."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.http import QueryDict

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.protection.assistance.models import AssistanceFile
from punte.protection.configuration.answers import check_answers
from punte.protection.configuration.door import (
    Edition,
    FormAnswers,
    QuestionForm,
    answers_of,
    forms_for,
    go_on_with_answers,
    keep_answers,
    shown_answers,
)
from tests.protection.configuration.support import form, published, question, two_editors
from tests.support.files import make_file
from tests.support.persons import make_person
from tests.support.worlds import World

FIRST = form(
    question("work", "one", required=True),
    question("hours", "number", relevant="${work} = 'a'", constraint=". <= 168", required=True),
    question("needs", "many"),
)


@pytest.fixture
def file(world: World) -> AssistanceFile:
    with acting_as(world.coordinator) as by:
        return make_file(by, make_person(by))


def keep(
    by: Viewer, file: AssistanceFile, edition: Edition, values: dict[str, object], **more: Any
) -> FormAnswers:
    return keep_answers(
        by=by,
        form=edition,
        about=file.id,
        person=file.person_id,
        owner=file.owner,
        audiences=file.audiences,
        values=values,
        **{"request_key": uuid4(), **more},
    )


def test_what_is_not_asked_falls_away_and_what_is_asked_is_checked() -> None:
    good = check_answers(FIRST, {"work": "b", "hours": "900", "needs": ["c", "a"]}, finished=True)
    assert good.errors == {}
    assert good.values == {"work": "b", "needs": ["a", "c"]}
    assert set(check_answers(FIRST, {"work": "a"}, finished=True).errors) == {"hours"}
    assert set(check_answers(FIRST, {"work": "a", "hours": "169"}, finished=True).errors) == {
        "hours"
    }
    assert check_answers(FIRST, {}, finished=False).errors == {}


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("number", "many"), ("number", "1e999"), ("number", "NaN"), ("date", "2026-02-30"),
        ("one", "z"), ("many", ["z"]), ("yes_no", "maybe"), ("text", "x\x00"), ("text", "x" * 5000),
    ],
)  # fmt: skip
def test_wrong_answers_are_told(kind: str, wrong: object) -> None:
    assert check_answers(form(question("q", kind)), {"q": wrong}, finished=False).errors.keys() == {
        "q"
    }


def test_answers_stay_with_the_version_they_were_given_in(
    world: World, file: AssistanceFile
) -> None:
    pair = two_editors(world)
    first = published(pair, "form", "needs_more", FIRST)
    with acting_as(world.coordinator) as by:
        assert forms_for("assessment", by) == [first]
        begun = keep(by, file, first, {"work": "a"}, finished=False)
    second = published(pair, "form", "needs_more", form(question("other", required=True)))
    with acting_as(world.coordinator) as by:
        assert forms_for("assessment", by) == [second]
        done = go_on_with_answers(
            by=by, answers=begun.id, version=1, values={"work": "a", "hours": "40"}
        )
        assert done.edition == first
        new = keep(by, file, second, {"other": "x"})
        assert [row.id for row in answers_of(by, file.id)] == [new.id, done.id]
        told = shown_answers(answers_of(by, file.id).get(pk=begun.id))
    assert told["version"] == 1
    assert [line["value"] for line in told["lines"]] == ["a", "40"]


def test_two_at_once_and_after_the_end_are_conflicts(world: World, file: AssistanceFile) -> None:
    edition = published(two_editors(world), "form", "mine", FIRST)
    with acting_as(world.coordinator) as by:
        row = keep(by, file, edition, {"work": "a"}, finished=False)
        go_on_with_answers(by=by, answers=row.id, version=1, values={"work": "b"}, finished=False)
        with pytest.raises(Conflict):
            go_on_with_answers(by=by, answers=row.id, version=1, values={"work": "c"})
        go_on_with_answers(by=by, answers=row.id, version=2, values={"work": "c"})
        with pytest.raises(Conflict):
            go_on_with_answers(by=by, answers=row.id, version=3, values={"work": "a"})


def test_sent_twice_is_kept_once(world: World, file: AssistanceFile) -> None:
    edition = published(two_editors(world), "form", "mine", FIRST)
    key = uuid4()
    with acting_as(world.coordinator) as by:
        one = keep(by, file, edition, {"work": "b"}, request_key=key)
        assert keep(by, file, edition, {"work": "b"}, request_key=key) == one
        assert answers_of(by, file.id).count() == 1


def test_only_those_of_the_file_see_and_write(world: World, file: AssistanceFile) -> None:
    pair = two_editors(world)
    edition = published(pair, "form", "mine", FIRST)
    with acting_as(world.coordinator) as by:
        row = keep(by, file, edition, {"work": "b"}, finished=False)
        with pytest.raises(Invalid, match="work"):
            keep(by, file, edition, {"work": "zzz"})
        draft = Edition(kind="form", key="mine", state="draft", content=FIRST)
        with pytest.raises(NotHere):
            keep(by, file, draft, {"work": "b"})
    with acting_as(world.caseworker) as by:
        assert not answers_of(by, file.id).exists()
        with pytest.raises(NotHere):
            go_on_with_answers(by=by, answers=row.id, version=1, values={"work": "b"})
    with acting_as(pair[0]) as by, pytest.raises(Refused):
        keep(by, file, edition, {"work": "b"})


def test_the_page_s_form_asks_as_the_rules_do(world: World) -> None:
    edition = Edition(content=form(*FIRST["questions"], question("day", "date")))
    sent = QueryDict(
        "q-work=a&q-hours=&q-needs=a&q-needs=b&q-day_day=3&q-day_month=4&q-day_year=2026"
    )
    page = QuestionForm(sent, edition=edition)
    assert set(page.errors) == {"hours"}
    page = QuestionForm(
        QueryDict("q-work=b&q-hours=zz&q-day_day=3&q-day_month=4&q-day_year=2026"), edition=edition
    )
    assert page.is_valid(), page.errors
    assert page.cleaned_data == {"work": "b", "day": "2026-04-03"}
    assert not QuestionForm(QueryDict("q-work=zzz"), edition=edition).is_valid()
