"""The pages of those who configure, as they are used."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.protection.configuration.door import choices
from punte.protection.configuration.models import Arrival, Edition
from punte.protection.configuration.shown import shown
from punte.protection.configuration.xlsform import write_xlsform
from tests.protection.configuration.support import (
    form,
    published,
    question,
    signed_in,
    two_editors,
)
from tests.support.worlds import World

HOME = "/configuration/"
TODAY = timezone.localdate


@pytest.fixture
def pair(world: World) -> tuple[Viewer, Viewer]:
    return two_editors(world)


def draft_of(by: Viewer, kind: str, key: str) -> Edition:
    with acting_as(by):
        return Edition.objects.get(kind=kind, key=key, state="draft")


def test_a_list_is_changed_and_published_by_another(pair: tuple[Viewer, Viewer]) -> None:
    author, second = (signed_in(who) for who in pair)
    answer = author.post(f"{HOME}of/list/refusal_reason/", follow=True)
    rows = answer.context["rows"]
    sent = {
        f"{line.prefix}-{name}": line.initial.get(name) or ""
        for line in rows
        for name in ("order", "code", "ro", "en", "ru", "uk", "since", "until")
    }
    sent |= {"form-TOTAL_FORMS": len(rows.forms), "form-INITIAL_FORMS": rows.initial_form_count()}
    sent["form-0-en"], sent["form-0-order"] = "Later, perhaps", 999
    draft = draft_of(pair[0], "list", "refusal_reason")
    edit = f"{HOME}{draft.id}/edit/"
    assert author.post(edit, {**sent, "revision": 7}).status_code == 409
    wrong = author.post(edit, {**sent, "revision": 1, "form-1-code": "new_code"})
    assert b"not_now" in wrong.content
    page = author.post(edit, {**sent, "revision": 1}, follow=True)
    assert b"Later, perhaps" in page.content
    assert b"you wrote it" in page.content
    publish = f"{HOME}{draft.id}/publish/"
    assert author.post(publish, {"revision": 2, "valid_from": str(TODAY())}).status_code == 403
    assert second.post(publish, {"revision": 2, "valid_from": "2020-01-01"}).status_code == 422
    assert second.post(publish, {"revision": 2, "valid_from": str(TODAY())}).status_code == 302
    assert choices("refusal_reason", "en")[-1] == ("not_needed", "Later, perhaps")
    assert b"Version 1" in second.get(f"{HOME}of/list/refusal_reason/").content


def test_a_text_is_written_in_four_languages(pair: tuple[Viewer, Viewer]) -> None:
    author = signed_in(pair[0])
    page = author.post(f"{HOME}of/text/print_footer/", follow=True)
    values = {
        name: page.context["form"][name].value() or "" for name in page.context["form"].fields
    }
    draft = draft_of(pair[0], "text", "print_footer")
    values |= {"bodies_ro": "Alt text", "revision": 1}
    page = author.post(f"{HOME}{draft.id}/edit/", values, follow=True)
    assert b"Alt text" in page.content
    assert author.post(f"{HOME}{draft.id}/discard/", {"revision": 2}).status_code == 302
    assert author.get(f"{HOME}{draft.id}/edit/").status_code == 409


def test_a_version_is_shown_by_names_and_not_by_keys(pair: tuple[Viewer, Viewer]) -> None:
    client = signed_in(pair[0])
    for piece in ("text/consent_sharing", "list/document_kind"):
        page = client.get(f"{HOME}of/{piece}/").content.decode()
        assert "Română" in page
        assert not re.search("bodies|titles ·|labels", page)


def test_choices_are_shown_by_their_words() -> None:
    question = {"name": "work", "type": "one", "required": True, "labels": {"ro": "Lucru?"}}
    assert shown({"place": "note", "data_class": [1], "questions": [question, 7]}) == {
        "Where is it asked?": "Note",
        "Who may see the answers?": [1],
        "Questions": [
            {"name": "work", "Type": "One of several", "Must be answered": "Yes",
             "Words": {"Română": "Lucru?"}},
            7,
        ],
    }  # fmt: skip


def test_a_form_is_built_question_by_question(pair: tuple[Viewer, Viewer]) -> None:
    author = signed_in(pair[0])
    answer = author.post(
        f"{HOME}new-form/",
        {"key": "more", "place": "note", "data_class": "medical", "titles_en": "More questions"},
    )
    assert answer.status_code == 302
    draft = draft_of(pair[0], "form", "more")
    first = {"name": "work", "type": "one", "labels_en": "Work?", "choices": "a | Da | Yes\nb"}
    questions = f"{HOME}{draft.id}/questions/"
    wrong = author.post(f"{questions}0/", {**first, "revision": 1})
    assert wrong.status_code == 200
    first["choices"] = "a | Da | Yes\nb | Nu | No"
    assert author.post(f"{questions}0/", {**first, "revision": 1}).status_code == 302
    second = {
        "name": "hours", "type": "number", "labels_en": "Hours?", "relevant": "${work} = 'a'",
    }  # fmt: skip
    assert author.post(f"{questions}1/", {**second, "revision": 2}).status_code == 302
    blocked = author.post(f"{questions}1/", {"act": "up", "revision": 3})
    assert b"not asked before" in blocked.content
    page = author.get(f"{HOME}{draft.id}/")
    assert b"Hours?" in page.content
    assert author.post(f"{questions}1/", {"act": "remove", "revision": 3}).status_code == 302
    assert author.get(f"{questions}9/").status_code == 404
    draft = draft_of(pair[0], "form", "more")
    assert [q["name"] for q in draft.content["questions"]] == ["work"]
    assert (draft.content["place"], draft.data_class) == ("note", "medical")


def test_a_workbook_goes_out_and_comes_in_and_wrong_rows_are_named(
    pair: tuple[Viewer, Viewer],
) -> None:
    edition = published(pair, "form", "mine", form(question("a"), question("b", "many")))
    author = signed_in(pair[0])
    data = author.get(f"{HOME}{edition.id}/xlsform/").content
    author.post(f"{HOME}of/form/mine/")
    draft = draft_of(pair[0], "form", "mine")
    read = f"{HOME}{draft.id}/read-xlsform/"
    good = {"file": SimpleUploadedFile("a.xlsx", data), "revision": 1}
    assert author.post(read, good).status_code == 302
    assert draft_of(pair[0], "form", "mine").content == edition.content
    bad = write_xlsform(form(question("a", relevant="${zz} = 1")), key="mine", version=1)
    answer = author.post(read, {"file": SimpleUploadedFile("a.xlsx", bad), "revision": 2})
    assert (answer.status_code, b"zz" in answer.content) == (422, True)
    answer = author.post(read, {"file": SimpleUploadedFile("a.xlsx", b"x"), "revision": 2})
    assert answer.status_code == 422
    assert author.post(read, {"revision": 2}).status_code == 422


def test_the_file_goes_out_and_is_looked_at_first(pair: tuple[Viewer, Viewer]) -> None:
    published(pair, "form", "mine", form(question("a")))
    author = signed_in(pair[0])
    data = author.post(f"{HOME}export/").content
    answer = author.post(f"{HOME}bring/", {"file": SimpleUploadedFile("a.json", data)})
    [arrival] = Arrival.objects.all()
    assert b"same as here" in author.get(answer["Location"]).content
    assert author.post(f"{HOME}arrivals/{arrival.id}/").status_code == 302
    damaged = SimpleUploadedFile("a.json", data.replace(b"Sample", b"Simple"))
    assert b"changed or damaged" in author.post(f"{HOME}bring/", {"file": damaged}).content


def test_bad_input_is_refused_in_words(pair: tuple[Viewer, Viewer]) -> None:
    author = signed_in(pair[0])
    assert author.get(f"{HOME}of/song/x/").status_code == 404
    assert author.get(f"{HOME}of/form/nothing/").status_code == 404
    assert author.post(f"{HOME}new-form/", {"key": "Ü", "place": "moon"}).status_code == 200
    edition = published(pair, "form", "mine", form(question("a")))
    assert author.post(f"{HOME}{edition.id}/discard/", {"revision": "9" * 40}).status_code == 409
    back = author.post(f"{HOME}{edition.id}/back/")
    assert back.status_code == 302


def test_home_asks_few_questions_of_the_database(pair: tuple[Viewer, Viewer]) -> None:
    for number in range(6):
        published(pair, "form", f"mine{number}", form(question("a")))
    author = signed_in(pair[0])
    author.get(HOME)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert author.get(HOME).status_code == 200
    assert len(queries) <= 20


def test_others_are_refused(world: World) -> None:
    assert signed_in(world.supervisor).get(HOME).status_code == 403
