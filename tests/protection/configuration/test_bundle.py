"""A configuration moved between servers: hash, dry run, conflicts, all or nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ids import new_id
from punte.protection.configuration import bundle, queries
from punte.protection.configuration.actions.bundles import (
    bring_bundle,
    dry_run,
    export_bundle,
    take_bundle,
)
from punte.protection.configuration.actions.editions import begin_draft
from punte.protection.configuration.models import Arrival, Edition
from tests.protection.configuration.support import form, published, question, two_editors, words
from tests.support.worlds import World

FOOTER = {"titles": words("T"), "bodies": words("Ours")}


def piece(
    kind: str, key: str, content: dict[str, object], before: Sequence[object] = ()
) -> dict[str, object]:
    return {
        "kind": kind, "key": key, "version": 1, "valid_from": "2026-01-01", "content": content,
        "before": [bundle.digest(one) for one in before],
    }  # fmt: skip


def verdicts(arrival: Arrival) -> dict[str, str]:
    """Of what is not the same here."""
    return {line.ident: line.verdict for line in dry_run(arrival) if line.verdict != "same"}


def test_out_and_in_again_is_the_same(world: World) -> None:
    pair = two_editors(world)
    published(pair, "text", "print_footer", FOOTER)
    published(pair, "form", "mine", form(question("a")))
    with acting_as(pair[0]) as by:
        data = export_bundle(by=by)
        assert data == export_bundle(by=by)
        arrival = bring_bundle(by=by, data=data)
        assert verdicts(arrival) == {}
        assert {"form/mine", "text/print_footer"} <= {line.ident for line in dry_run(arrival)}
        assert take_bundle(by=by, arrival=arrival.id, chosen=[]) == []
        with pytest.raises(Conflict):
            take_bundle(by=by, arrival=arrival.id, chosen=[])


def test_new_and_newer_become_drafts_and_conflicts_wait_for_a_choice(world: World) -> None:
    pair = two_editors(world)
    delivered = queries.delivered("text", "print_heading")
    published(pair, "text", "print_footer", FOOTER)
    theirs = {"titles": words("T"), "bodies": words("Theirs")}
    data = bundle.pack(
        [
            piece("form", "fresh", form(question("a"))),
            piece("text", "print_heading", theirs, before=[delivered]),
            piece(
                "text", "print_footer", theirs, before=[queries.delivered("text", "print_footer")]
            ),
            piece("text", "print_f12", queries.delivered("text", "print_f12")),
            piece("list", "of_another_version", {"items": []}),
        ]
    )
    with acting_as(pair[0]) as by:
        arrival = bring_bundle(by=by, data=data)
        assert verdicts(arrival) == {
            "form/fresh": "new",
            "text/print_heading": "newer",
            "text/print_footer": "changed_here_too",
            "list/of_another_version": "unknown",
        }
        taken = take_bundle(by=by, arrival=arrival.id, chosen=[])
        assert {line.key for line in taken} == {"fresh", "print_heading"}
        drafts = Edition.objects.filter(state="draft")
        assert {(draft.key, arrival.sha256[:12] in draft.note) for draft in drafts} == {
            ("fresh", True),
            ("print_heading", True),
        }
        again = bring_bundle(by=by, data=data)
        assert verdicts(again)["form/fresh"] == "change_waits"
        chosen = take_bundle(by=by, arrival=again.id, chosen=["text/print_footer", "no/such"])
        assert [line.key for line in chosen] == ["print_footer"]


def test_what_cannot_stand_here_is_said_and_not_taken(world: World) -> None:
    author, _second = two_editors(world)
    short = {"items": [{"code": "only", "labels": words("Only"), "from": "", "to": ""}]}
    before = [queries.delivered("list", "document_kind")]
    with acting_as(author) as by:
        arrival = bring_bundle(
            by=by, data=bundle.pack([piece("list", "document_kind", short, before)])
        )
        [line] = dry_run(arrival)
        assert "identity" in line.fault
        assert take_bundle(by=by, arrival=arrival.id, chosen=[line.ident]) == []


def test_nothing_is_half_done(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    author, _second = two_editors(world)
    data = bundle.pack([piece("form", f"f{n}", form(question("a"))) for n in range(3)])
    with acting_as(author) as by:
        arrival = bring_bundle(by=by, data=data)

    def third_fails(**values: object) -> Edition:
        if values["key"] == "f2":
            raise Conflict
        return begin_draft(**values)  # type: ignore[arg-type]

    monkeypatch.setattr("punte.protection.configuration.travel.begin_draft", third_fails)
    with acting_as(author) as by:
        with pytest.raises(Conflict):
            take_bundle(by=by, arrival=arrival.id, chosen=[])
        assert not Edition.objects.filter(kind="form").exists()
        arrival.refresh_from_db()
        assert arrival.taken_at is None


@pytest.mark.parametrize(
    "change",
    [
        lambda body: {**body, "pieces": []},
        lambda body: {**body, "format_version": 1},
        lambda body: {**body, "format_version": {}},
        lambda body: {**body, "format": "other"},
        lambda body: {k: v for k, v in body.items() if k != "sha256"},
        lambda body: [],
    ],
)
def test_a_changed_or_foreign_file_is_refused(change: object) -> None:
    good = json.loads(bundle.pack([piece("form", "a", form(question("a")))]))
    with pytest.raises(Invalid):
        bundle.unpack(json.dumps(change(good)).encode())  # type: ignore[operator]


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(Invalid):
        bundle.unpack(data)


JSON = st.recursive(
    st.one_of(st.text(max_size=5), st.booleans(), st.integers(-9, 9)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=4), JSON))
def test_differences_of_any_contents_are_found(content: dict[str, object]) -> None:
    assert bundle.changes(content, content) == []
    assert bundle.digest(content) == bundle.digest(json.loads(bundle.canonical(content)))


def test_only_who_configures_moves_it(world: World) -> None:
    author, _second = two_editors(world)
    with acting_as(world.supervisor) as by:
        with pytest.raises(Refused):
            export_bundle(by=by)
        with pytest.raises(Refused):
            bring_bundle(by=by, data=bundle.pack([]))
    with acting_as(author) as by, pytest.raises(NotHere):
        take_bundle(by=by, arrival=new_id(), chosen=[])
