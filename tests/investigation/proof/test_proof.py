"""What evidence tells between hypotheses, and a list for the defence that is whole."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from punte.core.access.door import acting_as, open_circle
from punte.core.errors import Invalid, NotHere, Refused
from punte.investigation.cases.models import Task
from punte.investigation.proof.actions.defence import (
    Served,
    add_thing,
    decide_thing,
    list_missing,
    serve,
)
from punte.investigation.proof.actions.hypotheses import (
    Evidence,
    add_piece,
    judge_piece,
    state_hypothesis,
)
from punte.investigation.proof.models import Fitting, Hypothesis, Piece, Thing, Wording
from punte.investigation.proof.queries.defence import missing_of, servings_of
from punte.investigation.proof.queries.hypotheses import matrix_of
from punte.investigation.proof.weighing import against, telling_of
from punte.investigation.proof.words import Decision, Fit, Telling, ThingKind
from punte.investigation.subjects.door import Origin, Source, SourceKind, add_source
from tests.investigation.course.making import Scene, scene_of
from tests.support.papers import words_on
from tests.support.signs import client_of
from tests.support.subjects import make_source
from tests.support.worlds import World

FITS = st.sampled_from([*Fit, None])


@settings(max_examples=40)
@given(st.lists(FITS, max_size=6))
def test_what_goes_alike_with_all_tells_nothing(fits: list[str | None]) -> None:
    told = telling_of(fits)
    assert (told == Telling.NOTHING) == (len(set(fits)) == 1 and None not in fits)
    assert (told == Telling.MUCH) == ({Fit.CONSISTENT, Fit.INCONSISTENT} <= set(fits))
    assert telling_of(fits[::-1]) == told


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(1, 3), FITS)))
def test_only_what_is_inconsistent_weighs_against(judged: list[tuple[int, str | None]]) -> None:
    others = [(weight, fit) for weight, fit in judged if fit != Fit.INCONSISTENT]
    assert against(others) == 0
    assert against(judged) == sum(w for w, fit in judged if fit == Fit.INCONSISTENT)


@pytest.fixture
def scene(world: World) -> Scene:
    return scene_of(world)


def at(name: str, *args: object) -> str:
    return reverse(f"investigation:{name}", args=args)


def send(client: Client, path: str, **values: Any) -> Any:
    return client.post(path, {"once": str(uuid4()), **values})


def source_of(scene: Scene, title: str = "Invented statement") -> Source:
    with acting_as(scene.police) as by:
        origin = Origin(title, SourceKind.STATEMENT, timezone.now() - timedelta(days=1))
        return add_source(by=by, case_id=scene.case.pk, origin=origin, request_key=uuid4())


def stated(scene: Scene, statement: str) -> Hypothesis:
    with acting_as(scene.police) as by:
        return state_hypothesis(
            by=by, case_id=scene.case.pk, statement=statement, disproof="Invented", key=uuid4()
        )


def piece_of(scene: Scene, **what: Any) -> Piece:
    with acting_as(scene.police) as by:
        return add_piece(by=by, case_id=scene.case.pk, what=Evidence(**what), key=uuid4())


def test_the_matrix_knows_who_judged_what_and_the_newest_counts(scene: Scene) -> None:
    one, two = stated(scene, "One"), stated(scene, "Two")
    piece = piece_of(scene, source=source_of(scene).pk)
    case = scene.case
    with acting_as(scene.police) as by:
        both = {one.pk: Fit.CONSISTENT, two.pk: Fit.CONSISTENT}
        assert judge_piece(by=by, case_id=case.pk, piece_id=piece.pk, fits=both, remark="") == 2
        assert matrix_of(by, case).rows[0].telling == Telling.NOTHING
    with acting_as(scene.prosecutor) as by:
        changed = {**both, two.pk: Fit.INCONSISTENT}
        assert judge_piece(by=by, case_id=case.pk, piece_id=piece.pk, fits=changed, remark="") == 1
        matrix = matrix_of(by, case)
        assert matrix.rows[0].telling == Telling.MUCH
        assert matrix.against == [0, 2]
        who = Fitting.objects.filter(hypothesis=two).order_by("at").values_list("by", flat=True)
        assert list(who) == [scene.police.account_id, scene.prosecutor.account_id]


def test_a_judgement_is_never_rewritten(scene: Scene) -> None:
    one = stated(scene, "One")
    piece = piece_of(scene, words="Invented")
    with acting_as(scene.police) as by:
        fits = {one.pk: Fit.CONSISTENT}
        judge_piece(by=by, case_id=scene.case.pk, piece_id=piece.pk, fits=fits, remark="")
        for model in (Fitting, Wording):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.update(at=timezone.now())


def test_evidence_is_one_thing_of_this_case(world: World, scene: Scene) -> None:
    other = scene_of(world)
    foreign = source_of(other)
    with pytest.raises(NotHere):
        piece_of(scene, source=foreign.pk)
    for what in ({}, {"words": " "}, {"exhibit": uuid4(), "source": uuid4()}):
        with pytest.raises(Invalid):
            piece_of(scene, **what)


def test_a_hypothesis_over_its_pages(scene: Scene, world: World) -> None:
    case = scene.case.pk
    client = client_of(scene.police)
    add = at("hypothesis_add", case)
    assert send(client, add, statement="Sun", disproof="").status_code == 422
    assert send(client, add, statement="Sun", disproof="Rain").status_code == 302
    with acting_as(scene.police):
        row = Hypothesis.objects.get(case=case)
    revised = {"statement": "Sun", "disproof": "Rain", "state": "rejected", "why": "Rained"}
    path = at("hypothesis_revise", case, row.pk)
    assert send(client, path, **revised, version=1).status_code == 302
    assert send(client, path, **revised, version=1).status_code == 409
    assert send(client, at("hypothesis_disprove", case, row.pk)).status_code == 302
    page = client.get(at("hypothesis", case, row.pk)).content.decode()
    assert "Rained" in page
    with acting_as(scene.police):
        assert Task.objects.get(case=case).details == "Rain"
    stranger = client_of(world.second_investigator)
    for path in (at("hypotheses", case), at("hypothesis", case, row.pk), at("defence_list", case)):
        assert stranger.get(path).status_code == 404


def asked(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_pages_ask_no_more_for_more(scene: Scene) -> None:
    client = client_of(scene.police)
    pages = [at("hypotheses", scene.case.pk), at("defence_list", scene.case.pk)]

    def more(words: str) -> None:
        row = stated(scene, words)
        piece = piece_of(scene, source=source_of(scene, words).pk)
        with acting_as(scene.police) as by:
            fits = {row.pk: Fit.CONSISTENT}
            judge_piece(by=by, case_id=scene.case.pk, piece_id=piece.pk, fits=fits, remark="")

    more("One")
    few = [asked(client, page) for page in pages]
    more("Two")
    more("Three")
    assert [asked(client, page) for page in pages] == few


def test_the_list_is_whole_when_every_source_is_on_it(scene: Scene) -> None:
    source_of(scene)
    case = scene.case
    with acting_as(scene.police) as by:
        assert [one.kind for one in missing_of(by, case)] == [ThingKind.SOURCE]
        assert list_missing(by=by, case_id=case.pk) == 1
        assert missing_of(by, case) == []
        assert list_missing(by=by, case_id=case.pk) == 0


def test_what_is_shown_is_a_prosecutors_to_decide(scene: Scene) -> None:
    case = scene.case.pk
    with acting_as(scene.police) as by:
        thing = add_thing(by=by, case_id=case, kind=ThingKind.RECORDING, title="Invented tape")
    wrong: tuple[tuple[Decision, bool], ...] = (
        (Decision.WITHHOLD, False),
        (Decision.DISCLOSE, True),
    )

    def decide(by: Any, decision: Decision, ground: str, sensitive: bool, version: int) -> Thing:
        return decide_thing(
            by=by, case_id=case, thing_id=thing.pk, decision=decision, ground=ground,
            sensitive=sensitive, version=version,
        )  # fmt: skip

    with acting_as(scene.police) as by, pytest.raises(Refused):
        decide(by, Decision.DISCLOSE, "", False, 1)
    with acting_as(scene.prosecutor) as by:
        for decision, sensitive in wrong:
            with pytest.raises(Invalid):
                decide(by, decision, "", sensitive, 1)
        how = Served(timezone.localdate(), "Defence counsel", "Receipt 1")
        with pytest.raises(Invalid, match="decided to be shown"):
            serve(by=by, case_id=case, things=[thing.pk], how=how, key=uuid4())
        decide(by, Decision.DISCLOSE, "", False, 1)
        row = serve(by=by, case_id=case, things=[thing.pk], how=how, key=uuid4())
        assert row.things == [thing.pk]


def test_what_few_see_is_not_counted_among_what_was_served(scene: Scene) -> None:
    case = scene.case.pk
    with acting_as(scene.prosecutor) as by:
        circle, few = open_circle(by=by, within=scene.case.owner)
    for narrow_to in (None, circle):
        make_source(few, scene.case, "Invented", narrow_to=narrow_to)
    with acting_as(few):
        list_missing(by=few, case_id=case)
        things = list(Thing.objects.filter(case=case, kind=ThingKind.SOURCE))
        for one in things:
            decide_thing(
                by=few, case_id=case, thing_id=one.pk, decision=Decision.DISCLOSE, ground="",
                sensitive=False, version=1,
            )  # fmt: skip
        how = Served(timezone.localdate(), "Defence counsel", "Receipt 1")
        served = [one.pk for one in things]
        serve(by=few, case_id=case, things=served, how=how, key=uuid4())
        hidden = [one.pk for one in things if one.audiences == [circle]]
        serve(by=few, case_id=case, things=hidden, how=how, key=uuid4())
        assert sorted(len(row.things) for row in servings_of(few, scene.case)) == [1, len(served)]
    with acting_as(scene.police) as by:
        (row,) = servings_of(by, scene.case)
        assert set(row.things) == set(served) - set(hidden)
    page = client_of(scene.police).get(at("defence_list", case)).content.decode()
    assert f"{len(served) - 1} thing" in page
    assert f"{len(served)} thing" not in page


def test_papers_for_the_defence_hold_nothing_sensitive(scene: Scene) -> None:
    case = scene.case.pk
    with acting_as(scene.prosecutor) as by:
        for title, sensitive in (("Open tape", False), ("Secret tape", True)):
            row = add_thing(by=by, case_id=case, kind=ThingKind.RECORDING, title=title)
            decide_thing(
                by=by, case_id=case, thing_id=row.pk, decision=Decision.WITHHOLD, ground="art. 1",
                sensitive=sensitive, version=1,
            )  # fmt: skip
    police, prosecutor = client_of(scene.police), client_of(scene.prosecutor)
    file = b"".join(police.get(at("defence_csv", case))).decode()  # type: ignore[call-overload]
    assert "Open tape" in file
    assert "Secret tape" not in file
    said = words_on(police.get(at("defence_pdf", case)).content)
    assert "Open tape" in said
    assert "Secret" not in said
    assert police.get(at("defence_sensitive", case)).status_code == 403
    assert "Secret tape" in words_on(prosecutor.get(at("defence_sensitive", case)).content)


@pytest.mark.parametrize("wrong", ["\x00", "9" * 1200])
def test_bad_input_is_said_on_the_form(scene: Scene, wrong: str) -> None:
    client, case = client_of(scene.prosecutor), scene.case.pk
    values = dict.fromkeys(("statement", "words", "exhibit", "source", "weight"), wrong)
    assert send(client, at("piece_add", case), **values).status_code == 422
    assert send(client, at("hypothesis_add", case), **values).status_code == 422
    values = dict.fromkeys(("things", "on", "whom", "kind", "title"), wrong)
    assert send(client, at("defence_serve", case), **values).status_code == 422
    assert send(client, at("defence_add", case), **values).status_code == 422
