"""Draft, preview, second person, date, history, and back again; what lists never lose."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone, translation

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.protection.configuration import queries
from punte.protection.configuration.actions.editions import (
    begin_draft,
    bring_back,
    change_draft,
    discard_draft,
    publish_draft,
)
from punte.protection.configuration.door import choices, label_of, text
from punte.protection.configuration.models import Edition
from punte.protection.delivery.models.words import Refusal
from tests.protection.configuration.support import form, published, question, two_editors, words
from tests.support.worlds import World

LIST = "refusal_reason"


def test_what_was_delivered_holds_until_somebody_changes_it(world: World) -> None:
    assert ("not_now", "Not now, perhaps later") in choices(LIST, "en")
    with translation.override("uk"):
        assert ("not_now", str(Refusal.NOT_NOW.label)) in choices(LIST)
    assert text("print_heading", "ro").version == 0
    with pytest.raises(NotHere):
        choices("no_such_list", "en")


def test_codes_that_the_program_cannot_hold_are_refused(world: World) -> None:
    new = {"labels": words("New"), "from": "", "to": ""}
    for key, code in (("service_outcome", "late"), ("refusal_reason", "far_too_long_a_code")):
        content = queries.content_of("list", key)
        more = {"items": [*content["items"], {"code": code, **new}]}
        with acting_as(two_editors(world)[0]) as by, pytest.raises(Invalid):
            begin_draft(by=by, kind="list", key=key, content=more)


def test_one_writes_and_another_publishes(world: World) -> None:
    author, second = two_editors(world)
    today = timezone.localdate()
    with acting_as(author) as by:
        draft = begin_draft(by=by, kind="list", key=LIST)
        content = draft.content
        content["items"][0]["labels"]["en"] = "All of it"
        content["items"].append({"code": "later", "labels": words("Later")})
        draft = change_draft(by=by, edition=draft.id, revision=1, content=content, note="why")
        with pytest.raises(Refused):
            publish_draft(by=by, edition=draft.id, revision=2, valid_from=today)
        assert "later" not in dict(choices(LIST, "en"))
    with acting_as(second) as by:
        with pytest.raises(Conflict):
            publish_draft(by=by, edition=draft.id, revision=1, valid_from=today)
        with pytest.raises(Invalid):
            publish_draft(by=by, edition=draft.id, revision=2, valid_from=today - timedelta(days=1))
        publish_draft(by=by, edition=draft.id, revision=2, valid_from=today)
    assert choices(LIST, "en")[0] == ("not_needed", "All of it")
    assert choices(LIST, "en")[-1] == ("later", "Later")


def test_who_wrote_even_one_word_is_no_second_person(world: World) -> None:
    first, second = two_editors(world)
    with acting_as(first) as by:
        draft = begin_draft(by=by, kind="list", key=LIST)
    with acting_as(second) as by:
        change_draft(by=by, edition=draft.id, revision=1, content=draft.content)
        with pytest.raises(Refused):
            publish_draft(by=by, edition=draft.id, revision=2, valid_from=timezone.localdate())


def test_codes_are_retired_never_removed(world: World) -> None:
    pair = two_editors(world)
    content = queries.content_of("list", LIST)
    less = {"items": content["items"][1:]}
    with acting_as(pair[0]) as by, pytest.raises(Invalid, match="not_needed"):
        begin_draft(by=by, kind="list", key=LIST, content=less)
    content["items"][0] = {**content["items"][0], "to": timezone.localdate().isoformat()}
    published(pair, "list", LIST, content)
    assert "not_needed" not in dict(choices(LIST, "en"))
    assert "not_needed" in dict(choices(LIST, "en", keep=["not_needed"]))
    assert label_of(LIST, "not_needed", "en") == "Not needed any more"


def test_a_code_that_an_office_added_stays_too(world: World) -> None:
    pair = two_editors(world)
    content = queries.content_of("list", LIST)
    more = {"items": [*content["items"], {"code": "later", "labels": words("Later")}]}
    first = published(pair, "list", LIST, more)
    with acting_as(pair[0]) as by:
        with pytest.raises(Invalid, match="later"):
            begin_draft(by=by, kind="list", key=LIST, content=content)
        published_again = bring_back(by=by, edition=first.id)
    assert published_again.version == 2


def test_a_version_begins_on_its_day_and_an_older_one_comes_back(world: World) -> None:
    pair = two_editors(world)
    tomorrow = timezone.localdate() + timedelta(days=1)
    old = published(pair, "text", "print_footer", {"titles": words("T"), "bodies": words("Old")})
    with acting_as(pair[0]) as by:
        content = {"titles": words("T"), "bodies": words("New")}
        draft = begin_draft(by=by, kind="text", key="print_footer", content=content)
    with acting_as(pair[1]) as by:
        publish_draft(by=by, edition=draft.id, revision=1, valid_from=tomorrow)
    assert text("print_footer", "en").body == "Old"
    assert queries.content_of("text", "print_footer", tomorrow)["bodies"]["en"] == "New"
    with acting_as(pair[1]) as by:
        back = bring_back(by=by, edition=old.id)
    with acting_as(pair[0]) as by:
        publish_draft(by=by, edition=back.id, revision=1, valid_from=tomorrow)
    assert queries.content_of("text", "print_footer", tomorrow)["bodies"]["en"] == "Old"
    assert [e.version for e in queries.editions("text", "print_footer")] == [3, 2, 1]


def test_one_draft_at_a_time_and_none_of_what_is_unknown(world: World) -> None:
    author, _second = two_editors(world)
    with acting_as(author) as by:
        draft = begin_draft(by=by, kind="list", key=LIST)
        with pytest.raises(Conflict):
            begin_draft(by=by, kind="list", key=LIST)
        discard_draft(by=by, edition=draft.id, revision=1)
        with pytest.raises(Conflict):
            discard_draft(by=by, edition=draft.id, revision=1)
        assert begin_draft(by=by, kind="list", key=LIST).version == 2
        for kind, key in (("list", "nothing"), ("song", "x"), ("text", "nothing")):
            with pytest.raises(NotHere):
                begin_draft(by=by, kind=kind, key=key)


def test_only_who_configures_may(world: World) -> None:
    with acting_as(world.supervisor) as by, pytest.raises(Refused):
        begin_draft(by=by, kind="list", key=LIST)


def test_the_database_keeps_what_was_published(world: World) -> None:
    edition = published(two_editors(world), "form", "mine", form(question("a")))
    table = Edition.objects.filter(pk=edition.id)
    for act in (lambda: table.update(note="other"), table.delete):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            act()
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute(
            "INSERT INTO protection_edition (id, kind, key, version, content, note, state,"
            " valid_from, revision, edited_by, made_at, published_by, published_at)"
            " VALUES (gen_random_uuid(), 'form', 'x', 1, '{}', '', 'published', now(), 1, '{5}',"
            " now(), 5, now())"
        )
