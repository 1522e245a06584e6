"""From a suspect to an enforced sentence, and who may take which step."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.deadlines.door import clock_history, my_clocks
from punte.core.errors import Conflict, Invalid, NotHere, Refused, Stale
from punte.investigation.course.actions.accused import (
    Accusation,
    bring_charge,
    change_charge,
    drop_charge,
    move_accused,
    name_suspect,
    record_plea,
)
from punte.investigation.course.actions.court import Date, end_hearing, send_to_court, set_hearing
from punte.investigation.course.actions.judgments import (
    end_appeal,
    lodge_appeal,
    make_final,
)
from punte.investigation.course.actions.restraints import Order, lift_restraint, order_restraint
from punte.investigation.course.actions.sentences import Penalty, enforce, pass_sentence
from punte.investigation.course.models import Accused, Hearing, Restraint
from punte.investigation.course.queries.course import course_of, custody_of
from punte.investigation.course.words import (
    AppealEnd,
    Appellant,
    Enforcement,
    Finding,
    HearingKind,
    HearingState,
    Plea,
    RestraintKind,
    State,
)
from tests.investigation.course.making import (
    Act,
    ago,
    charge_of,
    entity_of,
    judged_of,
    offence_of,
    scene_of,
    sent_of,
    suspect_of,
)
from tests.support.worlds import World


def state_of(row: Accused) -> str:
    return str(Accused.objects.get(pk=row.pk).state)


def test_the_whole_way_to_an_enforced_sentence(world: World) -> None:
    scene = scene_of(world)
    accused = suspect_of(scene)
    charge = sent_of(scene, accused)
    judgment = judged_of(scene, charge, Finding.CONVICTED, told_on=ago(2))
    case = scene.case
    with acting_as(scene.prosecutor) as by:
        assert state_of(accused) == State.DEFENDANT
        clock = my_clocks(by).get(about_id=judgment.pk)
        assert timezone.localdate(clock.due_at) == ago(-13), "15 days in MD"
        make_final(by=by, case_id=case.pk, judgment_id=judgment.pk, on=ago(0), version=1)
        assert state_of(accused) == State.CONVICTED
        assert not my_clocks(by).filter(about_id=judgment.pk).exists()
        penalty = Penalty(years=7, fine=Decimal(100))
        with pytest.raises(Invalid):
            pass_sentence(
                by=by, case_id=case.pk, accused_id=accused.pk, judgment_id=judgment.pk,
                penalty=penalty, key=uuid4(),
            )  # fmt: skip
        penalty = Penalty(years=7, months=6, fine=Decimal("100.50"), currency="MDL")
        sentence = pass_sentence(
            by=by, case_id=case.pk, accused_id=accused.pk, judgment_id=judgment.pk,
            penalty=penalty, key=uuid4(),
        )  # fmt: skip
        assert sentence.prison == "7 years, 6 months"
        enforce(
            by=by, case_id=case.pk, sentence_id=sentence.pk, enforcement=Enforcement.RUNNING,
            on=ago(0), note="", version=1,
        )  # fmt: skip
        steps = course_of(by, case).steps()
        assert [step["state"] for step in steps] == ["done"] * 6 + ["current"]


def test_charges_are_a_prosecutors_to_bring(world: World) -> None:
    scene = scene_of(world)
    accused = suspect_of(scene)
    what = Accusation(offence_of(scene), "Invented", ago(1))
    with acting_as(scene.police) as by, pytest.raises(Refused):
        bring_charge(
            by=by, case_id=scene.case.pk, accused_id=accused.pk, what=what, version=1, key=uuid4()
        )
    charge_of(scene, accused)
    with acting_as(scene.police):
        assert state_of(accused) == State.ACCUSED


def test_a_stranger_sees_and_does_nothing(world: World) -> None:
    scene = scene_of(world)
    accused = suspect_of(scene)
    with acting_as(world.second_investigator) as by:
        assert not Accused.objects.filter(pk=accused.pk).exists()
        with pytest.raises(NotHere):
            name_suspect(
                by=by, case_id=scene.case.pk, entity=accused.entity_id, on=ago(1), basis="x",
                request_key=uuid4(),
            )  # fmt: skip


def test_nobody_is_named_twice_and_no_phone_is_a_suspect(world: World) -> None:
    scene = scene_of(world)
    accused = suspect_of(scene)
    with acting_as(scene.police) as by:
        phone = entity_of(scene, "Invented phone", schema="Phone")
        for entity, refusal in ((accused.entity_id, Conflict), (phone.pk, Invalid)):
            with pytest.raises(refusal):
                name_suspect(
                    by=by, case_id=scene.case.pk, entity=entity, on=ago(1), basis="x",
                    request_key=uuid4(),
                )  # fmt: skip


def test_a_charge_is_replaced_and_dropped_and_an_old_form_refused(world: World) -> None:
    scene = scene_of(world)
    accused = suspect_of(scene)
    charge = charge_of(scene, accused)
    with acting_as(scene.prosecutor) as by:
        what = Accusation(offence_of(scene), "Another wording", ago(30))
        new = change_charge(
            by=by, case_id=scene.case.pk, charge_id=charge.pk, what=what, version=1, key=uuid4()
        )
        assert new.replaces_id == charge.pk
        with pytest.raises(Stale):
            drop_charge(
                by=by, case_id=scene.case.pk, charge_id=new.pk, on=ago(1), why="x", version=7
            )
        drop_charge(by=by, case_id=scene.case.pk, charge_id=new.pk, on=ago(1), why="x", version=1)
        with pytest.raises(Conflict, match="without a charge"):
            send_to_court(
                by=by, case_id=scene.case.pk, accused=[accused.pk], key=uuid4(),
                act=Act("1", ago(0), "Sample Court"),
            )  # fmt: skip
        accused.refresh_from_db()
        record_plea(
            by=by, case_id=scene.case.pk, accused_id=accused.pk, plea=Plea.DENIES, on=ago(0),
            note="", version=accused.version,
        )  # fmt: skip
        move_accused(
            by=by, case_id=scene.case.pk, accused_id=accused.pk, to=State.CEASED, on=ago(0),
            reason="Invented", version=accused.version + 1,
        )  # fmt: skip
        with pytest.raises(Conflict):
            charge_of(scene, accused)


def order(kind: RestraintKind, start: timedelta, hours: float) -> Order:
    now = timezone.now().replace(second=0, microsecond=0)
    return Order(kind, now + start, now + start + timedelta(hours=hours), "Sample Court")


def test_a_measure_lasts_no_longer_than_the_table_lets(world: World) -> None:
    scene = scene_of(world)
    accused = suspect_of(scene)
    start = timedelta(hours=-1)
    with acting_as(scene.police) as by:

        def restrain(what: Order) -> Restraint:
            return order_restraint(
                by=by, case_id=scene.case.pk, accused_id=accused.pk, order=what, version=1,
                key=uuid4(),
            )  # fmt: skip

        with pytest.raises(Invalid, match="table of rules"):
            restrain(order(RestraintKind.RETENTION, start, 72.1))
        with pytest.raises(Invalid):
            restrain(order(RestraintKind.RETENTION, start, -1))
        row = restrain(order(RestraintKind.RETENTION, start, 72))
        clock = my_clocks(by).get(about_id=row.pk)
        assert clock.due_at == row.ends_at
        with pytest.raises(Conflict, match="runs until"):
            restrain(order(RestraintKind.RETENTION, timedelta(), 1))
        with pytest.raises(Refused):
            restrain(order(RestraintKind.ARREST, start, 24))
        lift_restraint(
            by=by, case_id=scene.case.pk, restraint_id=row.pk, at=timezone.now(), why="x", version=1
        )
        assert clock_history(by, row.pk)[0].stopped_at


def test_an_extension_begins_where_the_measure_ends(world: World) -> None:
    scene = scene_of(world)
    accused = suspect_of(scene)
    first = order(RestraintKind.ARREST, timedelta(days=-1), 30 * 24 - 1)
    with acting_as(scene.prosecutor) as by:
        rows = [
            order_restraint(
                by=by, case_id=scene.case.pk, accused_id=accused.pk, order=what, version=1,
                key=uuid4(),
            )
            for what in (
                first,
                Order(RestraintKind.ARREST, first.ends_at, first.ends_at + timedelta(days=9), "C"),
            )
        ]  # fmt: skip
        assert rows[1].extends_id == rows[0].pk
        assert custody_of(rows, timezone.now()) == 2, "a day and a minute are two"


def test_a_hearing_runs_as_a_clock_and_brings_the_next(world: World) -> None:
    scene = scene_of(world)
    at = timezone.now() + timedelta(days=3)
    with acting_as(scene.police) as by:
        day = Date(HearingKind.MERITS, at, "Sample Court", "3", [scene.prosecutor.account_id])
        row = set_hearing(by=by, case_id=scene.case.pk, day=day, key=uuid4())
        assert my_clocks(by).get(about_id=row.pk).due_at == at
        other = Date(HearingKind.MERITS, at, "C", "", [world.second_investigator.account_id])
        with pytest.raises(Invalid, match="of the team"):
            set_hearing(by=by, case_id=scene.case.pk, day=other, key=uuid4())

        def end(state: HearingState) -> Hearing:
            return end_hearing(
                by=by, case_id=scene.case.pk, hearing_id=row.pk, state=state, outcome="x",
                next_at=at + timedelta(days=7), version=1, key=uuid4(),
            )  # fmt: skip

        with pytest.raises(Invalid, match="not come"):
            end(HearingState.HELD)
        end(HearingState.POSTPONED)
        following = Hearing.objects.get(case=scene.case, state=HearingState.PLANNED)
        assert (following.follows_id, following.attends) == (row.pk, row.attends)


def test_nothing_is_final_while_an_appeal_waits_and_quashed_it_falls(world: World) -> None:
    scene = scene_of(world)
    accused = suspect_of(scene)
    charge = sent_of(scene, accused)
    judgment = judged_of(scene, charge, Finding.ACQUITTED, told_on=ago(18))
    case = scene.case.pk
    with acting_as(scene.prosecutor) as by:
        appeal = lodge_appeal(
            by=by, case_id=case, judgment_id=judgment.pk, appellant=Appellant.PROSECUTOR,
            on=ago(0), grounds="Invented", key=uuid4(),
        )  # fmt: skip
        assert appeal.late, "15 days were over"
        with pytest.raises(Conflict, match="not decided"):
            make_final(by=by, case_id=case, judgment_id=judgment.pk, on=ago(0), version=1)
        end_appeal(
            by=by, case_id=case, appeal_id=appeal.pk, end=AppealEnd.QUASHED, on=ago(0), version=1
        )
        with pytest.raises(Conflict):
            make_final(by=by, case_id=case, judgment_id=judgment.pk, on=ago(0), version=2)
        assert state_of(accused) == State.DEFENDANT
    again = judged_of(scene, charge, Finding.CONVICTED)
    with acting_as(scene.prosecutor) as by:
        make_final(by=by, case_id=case, judgment_id=again.pk, on=ago(0), version=1)
        assert state_of(accused) == State.CONVICTED
