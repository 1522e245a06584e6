"""The chains of an agency on their pages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from punte.core.access.door import Viewer
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.escalation import chain_actions, queries
from punte.core.escalation.rules import Step
from punte.core.ledger.door import Entry
from tests.support.signs import client_of
from tests.support.worlds import AgencyFactory, World, acting_as, viewer


@pytest.fixture
def manager(world: World) -> Viewer:
    return viewer(world.ngo, "manager")


def page(world: World, name: str, *more: object) -> str:
    return reverse(f"escalation:{name}", args=[world.ngo.pk, *more])


def add(by: Viewer, world: World, *, after: int = 0, who: str = "role:manager") -> None:
    with acting_as(by):
        chain_actions.add_step(
            by=by, agency_id=world.ngo.pk, urgent=False, after=after, step=Step(who, 20, True)
        )


def test_colleagues_read_it_and_strangers_do_not(world: World) -> None:
    own, foreign = client_of(world.caseworker), client_of(world.coordinator)
    for name, more in (("chains", []), ("preview", ["urgent"]), ("preview", ["ordinary"])):
        assert own.get(page(world, name, *more)).status_code == 200
        assert foreign.get(page(world, name, *more)).status_code == 404
    assert "Add a step" not in own.get(page(world, "chains")).content.decode()
    assert own.get(page(world, "preview", "odd")).status_code == 404


def test_a_manager_adds_takes_out_and_goes_back_to_the_default(
    world: World, manager: Viewer
) -> None:
    client = client_of(manager)
    form = {"who": "role:manager", "hours": "20", "counted": "at_work", "after": "0"}
    assert client.get(page(world, "add", "ordinary")).status_code == 200
    assert client.post(page(world, "add", "ordinary"), form).status_code == 302
    own = queries.chain_of(world.ngo.pk, urgent=False)
    assert [step.who for step in own.in_order] == [
        "responsible",
        "role:supervisor",
        "role:manager",
        "coordination",
        "oversight",
    ]
    assert client.post(page(world, "add", "ordinary"), form).status_code == 409
    out = client.post(page(world, "remove", "ordinary"), {"after": "1", "place": "2"})
    assert out.status_code == 302
    assert len(queries.chain_of(world.ngo.pk, urgent=False).in_order) == 4
    assert client.post(page(world, "default", "ordinary"), {"after": "2"}).status_code == 302
    assert queries.chain_of(world.ngo.pk, urgent=False).steps == []
    assert queries.chain_of(world.ngo.pk, urgent=True).version == 0
    with acting_as(manager):
        assert Entry.objects.filter(action="escalation.change").count() == 3


def test_the_preview_says_names_and_where_nobody_works(world: World, manager: Viewer) -> None:
    lead = viewer(world.ngo, "supervisor")
    assert world.caseworker
    shown = client_of(manager).get(page(world, "preview", "ordinary")).content.decode()
    assert world.desk.name in shown
    with acting_as(lead):
        _due, lines = queries.preview(world.ngo, False, world.desk)
    assert [len(line.people) for line in lines] == [1, 1, 0, 0]
    assert lines == sorted(lines, key=lambda line: line.at)
    assert "nobody" in shown


def test_the_coordination_is_told_by_few_unless_the_agency_says_otherwise(
    world: World, manager: Viewer
) -> None:
    unit = AgencyFactory(jurisdiction=world.ro, kind="coordination")
    for _one in range(5):
        viewer(unit, "coordinator")
    client = client_of(manager)

    def told() -> int:
        with acting_as(manager):
            _due, lines = queries.preview(world.ngo, False, world.desk)
        return next(len(line.accounts) for line in lines if line.who == "National coordination")

    assert told() == 3
    assert "In all 3 people would be told" in (
        client.get(page(world, "preview", "ordinary")).content.decode()
    )
    client.post(page(world, "remove", "ordinary"), {"after": "0", "place": "2"})
    form = {"who": "coordination", "hours": "27", "counted": "at_work"}
    client.post(page(world, "add", "ordinary"), {**form, "after": "1", "most": "4"})
    assert told() == 4
    assert "at most 4 people" in client.get(page(world, "chains")).content.decode()
    client.post(page(world, "remove", "ordinary"), {"after": "2", "place": "2"})
    client.post(page(world, "add", "ordinary"), {**form, "after": "3", "most": ""})
    assert told() == 5


def test_others_may_not_change_it(world: World, manager: Viewer) -> None:
    with pytest.raises(Refused):
        add(world.caseworker, world)
    with pytest.raises(NotHere):
        add(viewer(world.unit, "manager"), world)
    add(manager, world)
    with pytest.raises(Conflict):
        add(manager, world, who="stand_in")


@pytest.mark.parametrize("who", ["role:oversight", "account:1", "desk:9999", "nobody", "role:"])
def test_only_people_of_the_agency_stand_in_a_chain(
    world: World, manager: Viewer, who: str
) -> None:
    with pytest.raises(Invalid):
        add(manager, world, who=who)


@pytest.mark.parametrize(
    "change",
    [
        {"hours": "-1"},
        {"most": "0"},
        {"most": "9" * 400},
        {"hours": "9" * 400},
        {"who": "x\x00"},
        {"after": ""},
        {"counted": "never"},
    ],
)
def test_a_wrong_step_is_explained(world: World, manager: Viewer, change: dict[str, str]) -> None:
    form = {"who": "stand_in", "hours": "1", "counted": "all", "after": "0"}
    answer = client_of(manager).post(page(world, "add", "urgent"), {**form, **change})
    assert answer.status_code == 422
    assert queries.chain_of(world.ngo.pk, urgent=True).version == 0
