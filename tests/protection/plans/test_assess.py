"""Keeping assessments: whole, by class of data, with a person's decision."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from punte.core.access.door import DataClass, acting_as
from punte.core.deadlines.door import clock_history, start_clock
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ledger.door import Entry
from punte.protection.plans.actions.assess import Answers, Decision, add_part, keep_assessment
from punte.protection.plans.door import last_assessment
from punte.protection.plans.models import Assessment, MedicalPart
from punte.protection.plans.models.words import Rating
from punte.protection.plans.queries.assessments import get_assessment, shifts, whole
from tests.protection.plans.support import assess, file_of, found
from tests.support.worlds import World, viewer

HIGH = {"retaliation": {"level": "high", "factors": ["threatened"], "note": ""}}


def test_the_decided_risk_becomes_the_file_s(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        row = assess(by, file, risks=HIGH, decision=Decision(Rating.HIGH))
        file.refresh_from_db()
        assert (row.number, row.suggested, row.risk, file.risk) == (1, "high", "high", "high")
        assert row.reasons == [{"code": "risk_high", "key": "retaliation", "count": 0}]
        assert last_assessment(by, file) == row
        assert Entry.objects.filter(action="assessment.record", subject=file.person_id).exists()


def test_not_rated_leaves_the_risk_of_the_file(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by, risk="high")
        assess(by, file)
        file.refresh_from_db()
        assert file.risk == "high"


def test_deciding_otherwise_wants_a_reason(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        with pytest.raises(Invalid):
            assess(by, file, risks=HIGH, decision=Decision(Rating.LOW))
        kept = assess(by, file, risks=HIGH, decision=Decision(Rating.LOW, "They are in prison"))
        assert (kept.suggested, kept.risk) == ("high", "low")


def test_the_clock_is_met_and_a_plan_is_owed(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        start_clock(
            by=by, measure="assistance.assess", jurisdiction=file.jurisdiction,
            record=file.person_id, about_kind="file", about_id=file.id, owner=file.owner,
            audiences=file.audiences, url="/files/",
        )  # fmt: skip
        assess(by, file)
        assess(by, file)
        clocks = {clock.measure: clock for clock in clock_history(by, file.id)}
        assert clocks["assistance.assess"].met_at is not None
        assert clocks["assistance.plan"].met_at is None
        assert len(clocks) == 2


def test_the_same_form_twice_keeps_one(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file, key = file_of(by), uuid4()
        answers, decision = Answers(1, {}, {}), Decision(Rating.NOT_RATED)
        for _ in range(2):
            keep_assessment(
                by=by, file=file.id, answers=answers, decision=decision, request_key=key
            )
        assert Assessment.objects.count() == 1


def test_a_closed_file_refuses(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by, state="closed", closed_at=timezone.now())
        with pytest.raises(Conflict):
            assess(by, file)


def test_an_assessment_is_never_altered(world: World) -> None:
    with acting_as(world.caseworker) as by:
        row = assess(by, file_of(by))
        row.risk = "low"
        with pytest.raises(DatabaseError), transaction.atomic():
            row.save()


def test_another_agency_sees_and_writes_nothing(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        row = assess(by, file)
    with acting_as(world.coordinator) as stranger:
        with pytest.raises(NotHere):
            get_assessment(stranger, row.id)
        with pytest.raises(NotHere):
            assess(stranger, file)


def test_a_role_without_the_permission_is_refused(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
    manager = viewer(world.ngo, "manager")
    with acting_as(manager), pytest.raises(Refused):
        assess(manager, file)


def test_medical_answers_are_for_the_medical_class(world: World) -> None:
    nurse = viewer(world.ngo, "health_worker")
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        row = assess(by, file, {"legal": {"stay": found("some")}})
        with pytest.raises(Refused):
            assess(by, file, {"health": {"medicines": found("urgent")}})
        with pytest.raises(Refused):
            add_part(
                by=by, assessment=row.id, data_class=DataClass.MEDICAL,
                needs={"health": {"medicines": found("urgent")}},
            )  # fmt: skip
    with acting_as(nurse):
        add_part(
            by=nurse, assessment=row.id, data_class=DataClass.MEDICAL,
            needs={"health": {"medicines": found("urgent", "daily")}},
        )  # fmt: skip
        [seen] = whole(nurse, [row])
        assert (seen.level("health"), seen.level("legal")) == ("urgent", "hidden")
        with pytest.raises(Conflict):
            add_part(
                by=nurse, assessment=row.id, data_class=DataClass.MEDICAL,
                needs={"health": {"medicines": found("none")}},
            )  # fmt: skip
    with acting_as(world.caseworker) as by:
        [seen] = whole(by, [row])
        assert (seen.level("health"), seen.level("legal")) == ("hidden", "some")
        assert not MedicalPart.objects.exists(), "the second wall hides it from the role"


def test_a_part_takes_only_its_own_areas(world: World) -> None:
    with acting_as(world.caseworker) as by:
        row = assess(by, file_of(by))
        for needs in ({}, {"housing": {"shelter": found("some")}}):
            with pytest.raises(Invalid):
                add_part(by=by, assessment=row.id, data_class=DataClass.LEGAL, needs=needs)


def test_a_later_one_shows_the_change(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        first = assess(by, file, {"housing": {"shelter": found("urgent")}})
        second = assess(
            by, file, {"housing": {"shelter": found("some")}, "work": {"job": found("some")}}
        )
        assert (first.number, second.number) == (1, 2)
        now, before = whole(by, [second, first])
        areas = {s.key: s for s in shifts(now, before)[0]}
        assert (areas["housing"].before, areas["housing"].trend) == ("urgent", "better")
        assert areas["work"].trend == "newly"
        assert (areas["education"].now, areas["education"].trend) == ("not_asked", "same")
        assert areas["health"].trend == "unknown"
