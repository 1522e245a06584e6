"""The stage of a case follows its course: forward, with a sentence, and to be put back."""

from __future__ import annotations

from uuid import uuid4

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Refused
from punte.investigation.cases.actions.opening import move_case
from punte.investigation.cases.machine import leads_on
from punte.investigation.cases.models import Case
from punte.investigation.cases.queries.cases import followed_from
from punte.investigation.cases.told import told
from punte.investigation.cases.words import Stage
from punte.investigation.course.actions.judgments import end_appeal, lodge_appeal
from punte.investigation.course.actions.sentences import Penalty, enforce, pass_sentence
from punte.investigation.course.models import Accused
from punte.investigation.course.words import AppealEnd, Appellant, Enforcement, Finding
from tests.investigation.course.making import (
    Scene,
    ago,
    charge_of,
    judged_of,
    make_final_of,
    scene_of,
    sent_of,
    suspect_of,
)
from tests.support.signs import client_of
from tests.support.worlds import World


def stage_of(scene: Scene) -> str:
    return str(Case.objects.get(pk=scene.case.pk).stage)


def move(scene: Scene, by: Viewer, to: Stage) -> Case:
    with acting_as(by):
        scene.case.refresh_from_db()
        return move_case(
            by=by, case_id=scene.case.pk, to=to, reason="Recorded by mistake",
            version=scene.case.version, request_key=uuid4(),
        )  # fmt: skip


def test_from_charges_to_enforcement(world: World) -> None:
    scene = scene_of(world)
    accused = suspect_of(scene)
    with acting_as(scene.police):
        assert stage_of(scene) == Stage.LEAD, "a suspect alone moves nothing"
    charge = sent_of(scene, accused)
    judgment = judged_of(scene, charge, Finding.CONVICTED)
    with acting_as(scene.prosecutor) as by:
        assert stage_of(scene) == Stage.TRIAL, "the investigation was passed"
        about = {"by": by, "case_id": scene.case.pk}
        appeal = lodge_appeal(
            **about, judgment_id=judgment.pk, appellant=Appellant.DEFENCE, on=ago(10),
            grounds="", key=uuid4(),
        )  # fmt: skip
        assert stage_of(scene) == Stage.APPEAL
        end_appeal(**about, appeal_id=appeal.pk, end=AppealEnd.STANDS, on=ago(5), version=1)
    make_final_of(scene, judgment)
    with acting_as(scene.prosecutor):
        assert stage_of(scene) == Stage.FINAL
        sentence = pass_sentence(
            **about, accused_id=accused.pk, judgment_id=judgment.pk, penalty=Penalty(years=3),
            key=uuid4(),
        )  # fmt: skip
        enforce(
            **about, sentence_id=sentence.pk, enforcement=Enforcement.RUNNING, on=ago(0),
            note="", version=1,
        )  # fmt: skip
        assert stage_of(scene) == Stage.ENFORCEMENT
        lines = [line for line in told(by, scene.case) if "followed" in line["title"]]
    assert [line["text"].split(" · ")[0] for line in lines] == [
        "Enforcement", "Final judgment", "Appeal", "In court", "Charged",
    ]  # fmt: skip
    assert "1/2026 · Sample Court" in lines[3]["text"]


def test_not_final_while_a_court_has_somebody_to_judge(world: World) -> None:
    scene = scene_of(world)
    first, second = suspect_of(scene), suspect_of(scene, "Inventat Altul")
    charge = sent_of(scene, first)
    sent_of(scene, second)
    make_final_of(scene, judged_of(scene, charge, Finding.ACQUITTED))
    with acting_as(scene.police):
        assert stage_of(scene) == Stage.TRIAL


def test_what_few_may_know_moves_nothing_that_all_see(world: World) -> None:
    scene = scene_of(world)
    accused = suspect_of(scene)
    with acting_as(scene.prosecutor) as by:
        Accused.objects.filter(pk=accused.pk).update(audiences=[by.account_audience])
    charge_of(scene, accused)
    with acting_as(scene.police):
        assert stage_of(scene) == Stage.LEAD


def test_the_lead_puts_back_what_followed_and_nothing_else(world: World) -> None:
    scene = scene_of(world)
    charge_of(scene, suspect_of(scene))
    with acting_as(scene.police) as by:
        scene.case.refresh_from_db()
        assert followed_from(by, scene.case) == Stage.LEAD
    path = f"/cases/{scene.case.pk}/stage/"
    assert "put back what followed" in client_of(scene.police).get(path).content.decode()
    with pytest.raises(Refused):
        move(scene, scene.police, Stage.TRIAL)
    with pytest.raises(Refused):
        move(scene, scene.police, Stage.INVESTIGATION)
    assert move(scene, scene.police, Stage.LEAD).stage == Stage.LEAD
    with pytest.raises(Conflict):
        move(scene, scene.police, Stage.CHARGED)
    assert "put back what followed" not in client_of(scene.police).get(path).content.decode()


def test_by_itself_it_goes_forward_alone() -> None:
    order = [stage for stage in Stage if stage != Stage.CLOSED]
    for place, now in enumerate(order):
        for goal, to in enumerate(order):
            assert leads_on(now, to) == (goal > place), (now, to)
        assert not leads_on(now, Stage.CLOSED)
        assert not leads_on(Stage.CLOSED, now)
