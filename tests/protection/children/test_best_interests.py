"""Assessments are kept for good, and count with a second signature."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from punte.core.access.door import acting_as
from punte.core.deadlines.door import clocks_about
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.protection.children.actions.best_interests import (
    Option,
    assess_best_interests,
    sign_assessment,
)
from punte.protection.children.actions.path import start_child_path
from punte.protection.children.data_messages import MESSAGES
from punte.protection.children.instruments import dimensions, roles_in
from punte.protection.children.models import BestInterests, Signature
from tests.protection.children.making import WORDS, answers, assessment, child_of
from tests.support.worlds import World


def test_two_sign_and_the_clock_stops(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = child_of(by)
        start_child_path(by, [file])
        row = assess_best_interests(by=by, file=file.id, found=assessment(), request_key=uuid4())
        with pytest.raises(Refused):
            sign_assessment(by=by, assessment=row.id, agrees=True, words="", request_key=uuid4())
    with acting_as(world.supervisor) as by:
        key = uuid4()
        kept = sign_assessment(by=by, assessment=row.id, agrees=True, words="", request_key=key)
        assert (
            sign_assessment(by=by, assessment=row.id, agrees=True, words="", request_key=key)
            == kept
        )
        left = {clock.measure for clock in clocks_about(by, [file.id])[file.id]}
        assert left == {"child.guardian"}
        with pytest.raises(Conflict):
            sign_assessment(
                by=by, assessment=row.id, agrees=False, words=WORDS, request_key=uuid4()
            )


def test_given_back_and_assessed_again_both_stay(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = child_of(by)
        start_child_path(by, [file])
        row = assess_best_interests(by=by, file=file.id, found=assessment(), request_key=uuid4())
    with acting_as(world.second_coordinator) as by:
        with pytest.raises(Invalid):
            sign_assessment(by=by, assessment=row.id, agrees=False, words=" ", request_key=uuid4())
        sign_assessment(by=by, assessment=row.id, agrees=False, words=WORDS, request_key=uuid4())
        assert len(clocks_about(by, [file.id])[file.id]) == 2
        assess_best_interests(by=by, file=file.id, found=assessment(), request_key=uuid4())
        assert BestInterests.objects.filter(file=file).count() == 2


def test_a_caseworker_assesses_and_does_not_sign(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = child_of(by)
        row = assess_best_interests(by=by, file=file.id, found=assessment(), request_key=uuid4())
    with acting_as(world.other_caseworker) as by, pytest.raises(Refused):
        sign_assessment(by=by, assessment=row.id, agrees=True, words="", request_key=uuid4())
    with acting_as(world.supervisor) as by, pytest.raises(NotHere):
        sign_assessment(by=by, assessment=row.id, agrees=True, words="", request_key=uuid4())


@pytest.mark.parametrize(
    "wrong",
    [
        {"answers": {}},
        {"answers": {**answers(), "made_up": "x"}},
        {"ratings": {"safety": "perfect"}},
        {"options": [Option("Only one", "a", "b")]},
        {"reasons": " "},
        {"reasons": "x" * 4001},
    ],
)
def test_what_is_not_whole_is_refused(world: World, wrong: dict[str, object]) -> None:
    with acting_as(world.coordinator) as by:
        file = child_of(by)
        with pytest.raises(Invalid):
            assess_best_interests(
                by=by, file=file.id, found=assessment(**wrong), request_key=uuid4()
            )


def test_an_adult_s_file_has_none(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = child_of(by, age_band="adult")
        with pytest.raises(Conflict):
            assess_best_interests(by=by, file=file.id, found=assessment(), request_key=uuid4())


def test_an_assessment_is_never_changed(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = child_of(by)
        assess_best_interests(by=by, file=file.id, found=assessment(), request_key=uuid4())
        for rows in (BestInterests.objects.all(), Signature.objects.all()):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                rows.update(owner=1)


def test_the_data_s_words_are_those_that_translators_see() -> None:
    said = [part.source for part in dimensions()]
    said += [question.source for part in dimensions() for question in part.questions]
    said += [role.source for country in ("RO", "MD") for role in roles_in(country)]
    said += [role.law for country in ("RO", "MD") for role in roles_in(country)]
    assert set(said) == set(MESSAGES)
    assert {role.key for role in roles_in("RO")} & {"das", "atas"} == set()
    assert not any(role.verified for role in roles_in("MD"))
