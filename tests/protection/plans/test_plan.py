"""Goals and steps: added, changed by several people, settled, ordered, agreed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.deadlines.door import clock_history
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.protection.assistance.models import AssistanceFile
from punte.protection.plans.actions.agree import Agreed, agree_plan
from punte.protection.plans.actions.plan import Outcome, edit_item, move_item, settle
from punte.protection.plans.door import current_plan, open_steps, steps_left
from punte.protection.plans.models import Agreement, Change, Goal, Plan, Step
from punte.protection.plans.models.words import AgreedHow
from punte.protection.plans.queries.plans import history_of, show_plan
from tests.protection.plans.support import assess, file_of, goal_of, step_of
from tests.support.worlds import World, viewer


def version(file: AssistanceFile) -> int:
    return Plan.objects.get(file=file).version


def edit(by: Viewer, row: Goal | Step, at: int, **values: Any) -> Outcome:
    kind = "goal" if isinstance(row, Goal) else "step"
    came = edit_item(by=by, kind=kind, item=row.id, values=values, version=at)
    row.refresh_from_db()
    return came


def agreed(**values: Any) -> Agreed:
    today = timezone.localdate()
    given = {"agreed_on": today, "language": "ro", "how": AgreedHow.SIGNED,
             "review_on": today + timedelta(days=30), **values}  # fmt: skip
    return Agreed(**given)


def agree(by: Viewer, file: AssistanceFile, at: int, **values: Any) -> Agreement:
    return agree_plan(by=by, file=file.id, agreed=agreed(**values), version=at, request_key=uuid4())


def test_the_first_goal_begins_the_plan(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        assert current_plan(by, file) is None
        goal = goal_of(by, file)
        step = step_of(by, goal, desk=str(world.desk.pk), doer="desk")
        plan = current_plan(by, file)
        assert plan is not None
        assert plan.version == Change.objects.count()
        assert step.desk == world.desk
        assert steps_left(by, file) == 1
        assert list(open_steps(by)) == [step]


@pytest.mark.parametrize("few", [0, 100])
def test_open_steps_of_a_caseworker(
    world: World, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("punte.protection.plans.queries.plans.FEW", few)
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        step = step_of(by, goal_of(by, file))
        assert list(open_steps(by, caseworker=by.account_id)) == [step]
        assert list(open_steps(by, caseworker=world.other_caseworker.account_id)) == []


def test_two_edits_of_different_fields_both_stand(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        step = step_of(by, goal_of(by, file))
        read = version(file)
        edit(by, step, read, words="Call the landlord", doer="caseworker")
    with acting_as(world.other_caseworker) as colleague:
        came = edit(colleague, step, read, words="Ask the landlord", doer="person")
        assert came == Outcome(("doer",), (), joined=True)
        assert (step.words, step.doer, step.disputed) == ("Call the landlord", "person", [])


def test_two_edits_of_one_field_are_kept_until_settled(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        goal = goal_of(by, file)
        read = version(file)
        edit(by, goal, read, words="Mine")
    with acting_as(world.other_caseworker) as colleague:
        came = edit(colleague, goal, read, words="Theirs")
        assert came == Outcome(("words",), ("words",), joined=True)
        assert (goal.words, goal.disputed) == ("Mine", ["words"])
        [line] = show_plan(colleague, file, everything=False).goals
        [dispute] = line.disputes
        assert [(r.words, r.mine) for r in dispute.rivals] == [("Mine", False), ("Theirs", True)]
        assert [r.who for r in dispute.rivals] == [by.display_name, colleague.display_name]
        # An edit of another field settles nothing.
        edit(colleague, goal, version(file), wanted="yes")
        assert goal.disputed == ["words"]
        with pytest.raises(Conflict):
            agree(colleague, file, version(file))
        settle(
            by=colleague, kind="goal", item=goal.id, field="words", value="Mine",
            version=version(file),
        )  # fmt: skip
        goal.refresh_from_db()
        assert (goal.words, goal.disputed) == ("Mine", [])
        [(_field, told), *_rest] = history_of(colleague, "goal", goal.id)
        assert [t.new for t in told] == ["Mine", "Theirs", "Mine", "A room of her own"]
        assert [t.standing for t in told] == [True, False, False, False]


def test_the_first_author_edits_again_without_having_seen_the_second(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        goal = goal_of(by, file)
        read = version(file)
        edit(by, goal, read, words="Mine")
        mine_read = version(file)
    with acting_as(world.other_caseworker) as colleague:
        edit(colleague, goal, read, words="Theirs")
    with acting_as(world.caseworker) as by:
        edit(by, goal, mine_read, words="Mine, better")
        [line] = show_plan(by, file, everything=False).goals
        assert [r.words for r in line.disputes[0].rivals] == ["Theirs", "Mine, better"]


def test_the_same_edit_twice_changes_nothing_more(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        goal = goal_of(by, file)
        read = version(file)
        edit(by, goal, read, words="Anew")
        count = Change.objects.count()
        assert edit(by, goal, read, words="Anew").changed == ()
        assert settle(
            by=by, kind="goal", item=goal.id, field="words", value="X", version=read
        ) == goal, "nothing is disputed, so nothing is settled"  # fmt: skip
        assert Change.objects.count() == count


def test_changes_are_never_altered(world: World) -> None:
    with acting_as(world.caseworker) as by:
        goal_of(by, file_of(by))
        with pytest.raises(DatabaseError), transaction.atomic():
            Change.objects.update(new="another")


@pytest.mark.parametrize(
    "values",
    [
        {"words": ""},
        {"words": "x" * 301},
        {"words": "a\x00b"},
        {"doer": "somebody"},
        {"due_on": "31 February"},
        {"desk": "999999"},
        {"desk": "many"},
        {"colour": "blue"},
        {"state": "dropped"},
    ],
)
def test_what_makes_no_sense_is_refused(world: World, values: dict[str, str]) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        step = step_of(by, goal_of(by, file))
        with pytest.raises(Invalid):
            edit(by, step, version(file), **values)


def test_a_dropped_step_says_why_and_leaves_the_open_ones(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        step = step_of(by, goal_of(by, file))
        edit(by, step, version(file), state="dropped", reason="She moved")
        assert list(open_steps(by)) == []
        assert show_plan(by, file, everything=False).hidden == 1
        assert len(show_plan(by, file, everything=True).goals[0].steps) == 1


def test_nobody_has_read_the_future(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        goal = goal_of(by, file)
        with pytest.raises(Invalid):
            edit(by, goal, version(file) + 1, words="Early")


def test_moving_changes_places_once(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        first, second = goal_of(by, file, words="One"), goal_of(by, file, words="Two")
        for _ in range(2):
            move_item(by=by, kind="goal", item=second.id, up=True, seen_at=2)
        shown = show_plan(by, file, everything=True).goals
        assert [line.row.id for line in shown] == [second.id, first.id]
        move_item(by=by, kind="goal", item=second.id, up=True, seen_at=1)


def test_agreement_runs_the_clocks(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        assess(by, file)
        goal = goal_of(by, file)
        agree(by, file, version(file))
        clocks = {clock.measure: clock for clock in clock_history(by, file.id)}
        assert clocks["assistance.plan"].met_at is not None
        assert clocks["assistance.plan_review"].met_at is None
        assert not show_plan(by, file, everything=False).changed_since
        edit(by, goal, version(file), wanted="yes")
        assert show_plan(by, file, everything=False).changed_since
        agree(by, file, version(file), review_on=timezone.localdate() + timedelta(days=90))
        reviews = [c for c in clock_history(by, file.id) if c.measure.endswith("plan_review")]
        assert [c.met_at is None for c in reviews] == [False, True]


def test_an_old_page_cannot_agree(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        goal = goal_of(by, file)
        read = version(file)
        edit(by, goal, read, words="Other")
        with pytest.raises(Conflict):
            agree(by, file, read)


def test_what_cannot_be_agreed_to(world: World) -> None:
    today = timezone.localdate()
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        with pytest.raises(Invalid):
            agree(by, file, 0)
        goal_of(by, file)
        for wrong in (
            {"agreed_on": today + timedelta(days=1)},
            {"review_on": today},
            {"review_on": today + timedelta(days=400)},
        ):
            with pytest.raises(Invalid):
                agree(by, file, version(file), **wrong)


def test_walls(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        goal = goal_of(by, file)
        step_of(by, goal)
    with acting_as(world.coordinator) as stranger:
        assert list(open_steps(stranger)) == []
        with pytest.raises(NotHere):
            edit(stranger, goal, 1, words="Mine")
        with pytest.raises(NotHere):
            step_of(stranger, goal)
    manager = viewer(world.ngo, "manager")
    with acting_as(manager):
        with pytest.raises(Refused):
            edit(manager, goal, 1, words="Mine")
        with pytest.raises(Refused):
            goal_of(manager, file)


def test_a_closed_file_keeps_its_plan_as_it_is(world: World) -> None:
    with acting_as(world.caseworker) as by:
        file = file_of(by)
        goal = goal_of(by, file)
        step_of(by, goal)
        file.state, file.closed_at = "closed", timezone.now()
        file.save()
        for act in (
            lambda: edit(by, goal, 1, words="Late"),
            lambda: goal_of(by, file),
            lambda: step_of(by, goal),
            lambda: agree(by, file, version(file)),
            lambda: move_item(by=by, kind="goal", item=goal.id, up=True, seen_at=1),
        ):
            with pytest.raises(Conflict):
                act()
        assert list(open_steps(by)) == []
