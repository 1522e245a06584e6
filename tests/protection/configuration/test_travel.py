"""Rules in the file between servers: deadlines, and two-person rules with their second person."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from punte.core.access.door import Permission, Viewer, acting_as
from punte.core.deadlines.door import Rule, rule_in_force
from punte.core.deadlines.table_actions import EDITABLE, add_rule
from punte.core.errors import Invalid, Refused
from punte.protection.approvals.door import ApprovalRule, confirm_rule, needs_approval, set_rule
from punte.protection.configuration import bundle
from punte.protection.configuration.actions.bundles import (
    bring_bundle,
    dry_run,
    export_bundle,
    take_bundle,
)
from punte.protection.configuration.actions.editions import publish_draft
from punte.protection.configuration.models import Arrival, Edition
from tests.protection.configuration.support import form, published, question, signed_in, two_editors
from tests.support.worlds import World

MEASURE, ACT = "referral.answer", "file.close"
TERM = {
    "term": 3, "unit": "days", "working_days": True, "warn_before": 8, "give_up_after": 48,
    "source": "Order 7", "verified": True, "valid_to": None,
}  # fmt: skip


@pytest.fixture
def pair(world: World) -> tuple[Viewer, Viewer]:
    assert world.coordinator
    return two_editors(world)


def piece(kind: str, key: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"kind": kind, "key": key, "content": content, "before": []}


def from_another_server(pair: tuple[Viewer, Viewer]) -> bytes:
    """The file of a server where a form, a deadline and a two-person rule were changed."""
    author, second = pair
    with transaction.atomic():
        published(pair, "form", "mine", form(question("a")))
        today = timezone.localdate()
        with acting_as(author) as by:
            rule = Rule.objects.filter(measure=MEASURE, jurisdiction="").get()
            values = {**{name: getattr(rule, name) for name in EDITABLE}, **TERM}
            values["valid_from"] = today
            add_rule(by=by, measure=MEASURE, jurisdiction="", values=values, after=1)
            two = set_rule(
                by=by, act=ACT, jurisdiction="MD", agency_kind="", required=True,
                permission=Permission.REVIEW_FILES.value, valid_from=today, note="Order 8",
            )  # fmt: skip
        with acting_as(second) as by:
            confirm_rule(by=by, rule=two.id)
            data = export_bundle(by=by)
        transaction.set_rollback(True)
    return data


def test_all_of_it_arrives_and_goes_out_again_the_same(
    world: World, pair: tuple[Viewer, Viewer]
) -> None:
    author, second = pair
    data = from_another_server(pair)
    with acting_as(author) as by:
        assert export_bundle(by=by) != data
        arrival = bring_bundle(by=by, data=data)
        said = {line.ident: line.verdict for line in dry_run(arrival) if line.verdict != "same"}
        deadline, two = f"deadline/{MEASURE}:", f"approval/{ACT}:MD:"
        assert said == {"form/mine": "new", deadline: "newer", two: "new"}
        taken = take_bundle(by=by, arrival=arrival.id, chosen=[])
        assert {line.ident for line in taken} == set(said)
        rule = rule_in_force(MEASURE, "MD", timezone.localdate())
        assert rule is not None
        assert (rule.term, rule.source, rule.made_by) == (3, "Order 7", author.account_id)
        now = {line.ident: line.verdict for line in dry_run(arrival)}
        assert (now[deadline], now[two], now["form/mine"]) == (
            "same",
            "change_waits",
            "change_waits",
        )
        waiting = ApprovalRule.objects.get(act=ACT)
        draft = Edition.objects.get(key="mine")
        with pytest.raises(Refused):
            confirm_rule(by=by, rule=waiting.id)
    assert not needs_approval(world.coordinator, ACT)
    with acting_as(second) as by:
        confirm_rule(by=by, rule=waiting.id)
        publish_draft(by=by, edition=draft.id, revision=1, valid_from=timezone.localdate())
        assert export_bundle(by=by) == data
    assert needs_approval(world.coordinator, ACT)


def test_who_may_not_edit_a_table_brings_nothing_into_it(pair: tuple[Viewer, Viewer]) -> None:
    data = from_another_server(pair)
    partly = replace(pair[0], scopes=pair[0].permissions - {Permission.EDIT_DEADLINE_RULES})
    with acting_as(partly) as by:
        arrival = bring_bundle(by=by, data=data)
        with pytest.raises(Refused):
            take_bundle(by=by, arrival=arrival.id, chosen=[])
        assert not Edition.objects.filter(key="mine").exists()
        assert not ApprovalRule.objects.filter(act=ACT).exists()
        assert Rule.objects.filter(measure=MEASURE, jurisdiction="").count() == 1
    with acting_as(pair[0]) as by:
        assert len(take_bundle(by=by, arrival=arrival.id, chosen=[])) == 3


@pytest.mark.parametrize(
    ("kind", "key", "content", "says"),
    [
        ("deadline", f"{MEASURE}:MD", {**TERM, "term": 0}, "How long"),
        ("deadline", f"{MEASURE}:MD", {**TERM, "valid_to": 5}, "Holds until"),
        ("deadline", f"{MEASURE}:MD", {**TERM, "valid_to": "2001-01-01"}, "after the beginning"),
        ("deadline", f"{MEASURE}:MD", {**TERM, "unit": ["days"]}, "Counted in"),
        ("deadline", f"{MEASURE}:MD", {}, "Source"),
        ("approval", f"{ACT}:MD:ngo", {"required": "yes"}, "Who does it?"),
        ("form", "own", {"titles": 7, "questions": {}}, "Title"),
        ("deadline", "no.such:MD", TERM, None),
        ("deadline", f"{MEASURE}:XX", TERM, None),
        ("deadline", MEASURE, TERM, None),
        ("approval", f"{ACT}:MD:circus", {}, None),
        ("form", "no key/", {}, None),
        ("song", "x", {}, None),
    ],
)
def test_what_cannot_stand_is_named_and_changes_nothing(
    pair: tuple[Viewer, Viewer], kind: str, key: str, content: dict[str, Any], says: str | None
) -> None:
    data = bundle.pack([piece(kind, key, content)])
    with acting_as(pair[0]) as by:
        arrival = bring_bundle(by=by, data=data)
        [line] = dry_run(arrival)
        assert says in line.fault if says else line.verdict == "unknown"
        assert take_bundle(by=by, arrival=arrival.id, chosen=[line.ident]) == []
    page = signed_in(pair[0]).get(f"/configuration/arrivals/{arrival.id}/")
    assert page.status_code == 200


@pytest.mark.parametrize("text", ['"\\u0000"', '"\\ud800"', "NaN", "1" * 5000])
def test_values_that_no_table_can_hold_are_refused(pair: tuple[Viewer, Viewer], text: str) -> None:
    body = json.loads(bundle.pack([piece("form", "a", {"x": "HERE"})]))
    del body["sha256"]
    told = bundle.digest(body)
    with suppress(ValueError):
        told = bundle.digest(json.loads(json.dumps(body).replace('"HERE"', text)))
    data = json.dumps({**body, "sha256": told}).replace('"HERE"', text).encode()
    with acting_as(pair[0]) as by, pytest.raises(Invalid):
        bring_bundle(by=by, data=data)
    assert not Arrival.objects.exists()


def test_an_older_file_is_refused_with_both_formats_named(pair: tuple[Viewer, Viewer]) -> None:
    older = json.loads(bundle.pack([]))
    older["format_version"] = 1
    with acting_as(pair[0]) as by, pytest.raises(Invalid, match="its format is 1, here it is 2"):
        bring_bundle(by=by, data=json.dumps(older).encode())
    assert not Arrival.objects.exists()


def test_the_page_says_what_becomes_of_each_piece(pair: tuple[Viewer, Viewer]) -> None:
    author, data = signed_in(pair[0]), from_another_server(pair)
    with acting_as(pair[0]) as by:
        address = f"/configuration/arrivals/{bring_bundle(by=by, data=data).id}/"
    page = author.get(address).content.decode()
    for words in (
        "Answer a referral · All countries",
        "It holds from today",
        "Close a file · MD · All kinds",
        "It waits until a second administrator",
        "It becomes a draft",
        "Supervisors alone",
        "Count working days only",
    ):
        assert words in page
    answer = author.post(address)
    assert answer["Location"] == address
    after = author.get(address).content.decode()
    assert "a change waits here for a second person" in after
    assert "Take it over" not in after
    assert author.post(address).status_code == 409
