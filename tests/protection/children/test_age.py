"""In doubt a child, until two people decide."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from punte.core.access.door import Viewer, acting_as
from punte.core.deadlines.door import clocks_about
from punte.core.errors import Conflict, Invalid, NotHere, PunteError, Refused
from punte.protection.assistance.models import AssistanceFile
from punte.protection.children import rules
from punte.protection.children.actions.age import answer_age, doubt_age, propose_age
from punte.protection.children.models import AgeAssessment, AgeStep
from punte.protection.children.models.words import AgeMethod, AgeMove, AgeState
from punte.protection.persons.models import Person
from punte.protection.persons.models.words import AgeBand
from tests.protection.children.making import WORDS, child_of, find
from tests.support.worlds import World, viewer

ENDS = st.none() | st.integers(0, 40)


def doubt(by: Viewer, file: AssistanceFile) -> AgeAssessment:
    return doubt_age(by=by, file=file.id, reason=WORDS, request_key=uuid4())


def propose(by: Viewer, row: AgeAssessment, band: AgeBand, version: int) -> AgeAssessment:
    return propose_age(
        by=by, assessment=row.id, version=version, band=band, ground=WORDS, request_key=uuid4()
    )


def answer(by: Viewer, row: AgeAssessment, version: int, agrees: bool = True) -> AgeAssessment:
    return answer_age(
        by=by, assessment=row.id, version=version, agrees=agrees, words=WORDS, request_key=uuid4()
    )


def band_of(file: AssistanceFile) -> tuple[str, str]:
    row = AssistanceFile.objects.select_related("person").get(pk=file.pk)
    return row.age_band, row.person.age_band


def test_an_adult_in_doubt_is_presumed_a_child_and_two_decide(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = child_of(by, age_band="adult")
        row = doubt(by, file)
        assert band_of(file) == ("unknown", "unknown")
        measures = {clock.measure for clock in clocks_about(by, [file.id])[file.id]}
        assert measures == {"child.guardian", "child.best_interests", "child.age"}
        find(by, row, 19, 23)
        propose(by, row, AgeBand.ADULT, 2)
        assert band_of(file) == ("unknown", "unknown")
        with pytest.raises(Refused):
            answer(by, row, 3)
    with acting_as(world.supervisor) as by:
        answer(by, row, 3)
        assert band_of(file) == ("adult", "adult")
        assert clocks_about(by, [file.id]) == {}


def test_a_child_by_two_people_keeps_the_path(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = child_of(by, age_band="unknown")
        row = doubt(by, file)
        find(by, row, 15, 17)
        propose(by, row, AgeBand.CHILD, 2)
    with acting_as(world.second_coordinator) as by:
        assert answer(by, row, 3).state == AgeState.DECIDED
        assert band_of(file) == ("child", "child")
        with pytest.raises(Conflict):
            find(by, row, 3, 4)
        assert doubt(by, file).band_before == "child"


@pytest.mark.parametrize("low", [None, 0, 17])
def test_the_benefit_of_the_doubt(world: World, low: int | None) -> None:
    with acting_as(world.coordinator) as by:
        row = doubt(by, child_of(by))
        find(by, row, 20, 24)
        if low is not None:
            find(by, row, low, 30)
            with pytest.raises(Invalid, match="benefit of the doubt"):
                propose(by, row, AgeBand.ADULT, 3)
        with pytest.raises(Invalid):
            propose(by, row, AgeBand.UNKNOWN, 2)


def test_bodies_are_not_examined_without_agreement(world: World) -> None:
    with acting_as(world.coordinator) as by:
        row = doubt(by, child_of(by))
        with pytest.raises(Invalid):
            find(by, row, 16, 20, method=AgeMethod.WRIST)
        with pytest.raises(Invalid):
            find(by, row, 16, None, method=AgeMethod.WRIST, agreed=True)
        find(by, row, 16, 20, method=AgeMethod.WRIST, agreed=True)
        with pytest.raises(Invalid):
            find(by, row, 20, 16)


def test_a_referred_person_s_own_file_stays_with_its_agency(world: World) -> None:
    from tests.support.files import make_file
    from tests.support.persons import make_person

    with acting_as(world.coordinator) as by:
        person = make_person(by, age_band="adult")
    with acting_as(world.caseworker) as by:
        file = make_file(by, person)
        doubt(by, file)
        assert AssistanceFile.objects.get(pk=file.pk).age_band == "unknown"
    with acting_as(world.coordinator):
        assert Person.objects.get(pk=person.pk).age_band == "adult"


def test_who_may_not(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = child_of(by)
        row = doubt(by, file)
        find(by, row, 15, 16)
        propose(by, row, AgeBand.CHILD, 2)
    with acting_as(world.other_caseworker) as by, pytest.raises(Refused):
        answer(by, row, 3)
    with acting_as(world.coordinator) as by, pytest.raises(NotHere):
        answer(by, row, 3)
    with acting_as(viewer(world.ngo, "supervisor")) as by:
        with pytest.raises(Conflict):
            answer(by, row, 2)
        with pytest.raises(Conflict, match="assessed already"):
            doubt(by, file)
        assert answer(by, row, 3, agrees=False).state == AgeState.OPEN


@given(st.lists(st.builds(rules.Margin, ENDS, ENDS), max_size=6))
def test_more_findings_never_make_an_adult_of_a_possible_child(found: list[rules.Margin]) -> None:
    whole = rules.widest(found)
    for margin in found:
        if margin.low is not None and rules.may_be_child(margin):
            assert rules.may_be_child(whole)
        if margin.low is not None:
            assert whole.low is not None
            assert whole.low <= margin.low


class Ages(RuleBasedStateMachine):
    """Two people in any order of tries; a model says what each try must give."""

    people: list[Viewer]

    def __init__(self) -> None:
        super().__init__()
        with acting_as(self.people[0]) as by:
            self.file = child_of(by, age_band="adult")
            self.row = doubt(by, self.file)
        self.state, self.version, self.low = AgeState.OPEN, 1, None
        self.proposer, self.band = -1, AgeBand.UNKNOWN

    def attempt(self, who: int, act: Any) -> Any:
        try:
            with acting_as(self.people[who]) as by:
                return act(by)
        except PunteError as error:
            return type(error)

    @rule(who=st.sampled_from([0, 1]), low=st.integers(12, 24))
    def find(self, who: int, low: int) -> None:
        made = self.attempt(who, lambda by: find(by, self.row, low, low + 4))
        if self.state != AgeState.OPEN:
            assert made is Conflict
            return
        assert made is None
        self.version += 1
        self.low = low if self.low is None else min(low, self.low)

    @rule(who=st.sampled_from([0, 1]), band=st.sampled_from(list(AgeBand)))
    def propose(self, who: int, band: AgeBand) -> None:
        made = self.attempt(who, lambda by: propose(by, self.row, band, self.version))
        doubtful = self.low is None or self.low < 18
        if band == AgeBand.UNKNOWN or (band == AgeBand.ADULT and doubtful):
            assert made is Invalid
        elif self.state != AgeState.OPEN:
            assert made is Conflict
        else:
            assert made.state == AgeState.PROPOSED
            self.state, self.proposer, self.band = AgeState.PROPOSED, who, band
            self.version += 1

    @rule(who=st.sampled_from([0, 1]), agrees=st.booleans())
    def answer(self, who: int, agrees: bool) -> None:
        made = self.attempt(who, lambda by: answer(by, self.row, self.version, agrees))
        if self.state != AgeState.PROPOSED:
            assert made is Conflict
        elif who == self.proposer:
            assert made is Refused
        else:
            self.state = AgeState.DECIDED if agrees else AgeState.OPEN
            self.version += 1

    @invariant()
    def the_file_says_what_two_decided(self) -> None:
        with acting_as(self.people[0]):
            row = AgeAssessment.objects.get(pk=self.row.pk)
            assert (row.state, row.version) == (self.state, self.version)
            decided = self.state == AgeState.DECIDED
            assert band_of(self.file)[0] == (self.band if decided else AgeBand.UNKNOWN)
            confirmed = AgeStep.objects.filter(assessment=row, move=AgeMove.CONFIRM).count()
            assert confirmed == int(decided)


def test_any_order_of_tries(world: World) -> None:
    class Here(Ages):
        people = [world.coordinator, world.supervisor]

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Here, settings=settings(max_examples=8, stateful_step_count=12)
    )
