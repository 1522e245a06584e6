"""Programs in cases: nothing without a seat that the lead gave, everything of the case with one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest

from punte.core.access.door import Purpose, Viewer, acting_as
from punte.core.agencies.door import Membership
from punte.investigation.cases.actions.team import add_member, end_member
from punte.investigation.cases.models import Case
from punte.investigation.cases.queries.team import possible_members, team_of
from punte.investigation.cases.words import Part
from punte.investigation.subjects.actions.sources import Origin, add_narrow_source
from punte.investigation.subjects.words import SourceKind
from tests.support.cases import make_case
from tests.support.exhibits import incoming, make_exhibit
from tests.support.programs import ProgramClient, make_program
from tests.support.subjects import link, make_source, thing, write
from tests.support.worlds import World


@dataclass
class Scene:
    """A case with two things, a link and an exhibit, and a program that may be taken in."""

    case: Case
    by: Viewer
    program: ProgramClient
    about: dict[str, Any]

    def path(self, end: str = "") -> str:
        return f"/api/cases/{self.case.pk}{end}"

    def paths(self) -> list[str]:
        one, exhibit = self.about["thing"], self.about["exhibit"]
        ends = ["/tasks", "/sources", "/entities", "/exhibits", f"/entities/{one}"]
        ends += [f"/entities/{one}/links", f"/exhibits/{exhibit}"]
        return [self.path(end) for end in ["", *ends]]

    def take_in(self) -> None:
        """The lead gives the program its seat, as to a person."""
        with acting_as(self.by):
            self.case.refresh_from_db()
            [row] = possible_members(self.by, self.case).filter(account__program=True)
            add_member(
                by=self.by, case_id=self.case.pk, membership=row.pk, part=Part.ANALYST,
                version=self.case.version,
            )  # fmt: skip


@pytest.fixture
def scene(world: World) -> Scene:
    case, by = make_case(world.investigator)
    program = ProgramClient(make_program(world.police, "crime_analyst"))
    source = make_source(by, case)
    ana, phone = thing("Person", name="Ana Inventata"), thing("Phone", number="060000001")
    write(by, case, source, ana, phone, link("Use", ana, phone))
    exhibit = make_exhibit(by, case, incoming(b"RIFF invented"))
    about = {"thing": ana.id, "other": phone.id, "source": source.pk, "exhibit": exhibit.pk}
    return Scene(case, by, program, about)


def test_without_a_seat_a_case_is_not_there(world: World, scene: Scene) -> None:
    absent = scene.program.get(f"/api/cases/{uuid4()}").json()
    for path in scene.paths():
        answer = scene.program.get(path)
        assert (answer.status_code, answer.json()) == (404, absent), path
    assert scene.program.get("/api/cases").json()["items"] == []
    for end, body in (("/tasks", TASK), ("/sources", SOURCE), ("/entities", stated(scene))):
        assert scene.program.send(scene.path(end), body).status_code == 404, end


def test_the_lead_s_seat_opens_it_until_it_ends(world: World, scene: Scene) -> None:
    scene.take_in()
    for path in scene.paths():
        assert scene.program.get(path).status_code == 200, path
    [listed] = scene.program.get("/api/cases?open=true").json()["items"]
    assert listed["id"] == str(scene.case.pk)
    with acting_as(scene.by):
        scene.case.refresh_from_db()
        member = team_of(scene.case).get(account__program=True)
        end_member(
            by=scene.by, case_id=scene.case.pk, member_id=member.pk, version=scene.case.version
        )
    assert {scene.program.get(path).status_code for path in scene.paths()} == {404}


def test_a_seat_under_another_purpose_opens_nothing(world: World, scene: Scene) -> None:
    other = make_program(world.police, "crime_analyst", purpose=Purpose.MANAGEMENT)
    membership = Membership.objects.filter(account__program=True).latest("pk")
    with acting_as(scene.by):
        scene.case.refresh_from_db()
        add_member(
            by=scene.by, case_id=scene.case.pk, membership=membership.pk, part=Part.ANALYST,
            version=scene.case.version,
        )  # fmt: skip
    for path in ("/api/cases", *scene.paths()):
        assert ProgramClient(other).get(path).status_code == 404, path


TASK = {"title": "Ask the carrier", "due_on": "2026-12-24"}
SOURCE = {
    "title": "Invented register", "kind": "register", "got_at": "2026-01-02T10:00:00Z",
    "source_grade": "B", "info_grade": "2", "handling": "H1",
}  # fmt: skip


def stated(scene: Scene, **more: Any) -> dict[str, Any]:
    said = [{"prop": "number", "text": "060000009"}]
    return {"kind": "Phone", "source": str(scene.about["source"]), "statements": said, **more}


def test_what_a_program_states_has_its_source_and_grades(scene: Scene) -> None:
    scene.take_in()
    assert scene.program.send(scene.path("/tasks"), TASK).status_code == 201
    source = scene.program.send(scene.path("/sources"), SOURCE).json()["id"]
    sent = [scene.program.send(scene.path("/entities"), stated(scene, source=source), key="k")
            for _ in range(2)]  # fmt: skip
    made = sent[0].json()
    assert [answer.status_code for answer in sent] == [201, 201], sent[0].content
    assert made["id"] == sent[1].json()["id"], "once for a key"
    [said] = made["statements"]
    assert (said["value"], said["source"]) == ("+373 600 00 009", source)
    assert (said["source_grade"], said["info_grade"], said["handling"]) == ("B", "2", "H1")
    ends = {"kind": "Use", "tail": str(scene.about["thing"]), "head": made["id"], "statements": []}
    joined = scene.program.send(scene.path("/entities"), stated(scene, **ends)).json()
    assert (joined["tail"], joined["head"]) == (ends["tail"], ends["head"])
    links = scene.program.get(scene.path(f"/entities/{made['id']}/links")).json()["items"]
    assert [one["id"] for one in links] == [joined["id"]]


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "Invented"},
        {"kind": "Use"},
        {"statements": []},
        {"statements": [{"prop": "name", "text": "x"}]},
        {"statements": [{"prop": "number", "text": "a\x00b"}]},
        {"source": str(uuid4())},
        {"tail": str(uuid4())},
    ],
)
def test_what_does_not_fit_is_refused_whole(scene: Scene, wrong: dict[str, Any]) -> None:
    scene.take_in()
    answer = scene.program.send(scene.path("/entities"), stated(scene, **wrong))
    assert answer.status_code in {404, 422}, answer.content
    items = scene.program.get(scene.path("/entities")).json()["items"]
    assert len(items) == 2


def test_things_go_on_by_name_and_what_few_see_is_not_among_them(scene: Scene) -> None:
    scene.take_in()
    origin = Origin("Invented informer", SourceKind.STATEMENT, scene.case.opened_at)
    with acting_as(scene.by):
        narrow, by = add_narrow_source(
            by=scene.by, case_id=scene.case.pk, origin=origin, members=[], request_key=uuid4()
        )
    write(by, scene.case, narrow, thing("Person", name="Bogdan Inventat"))
    first = scene.program.get(scene.path("/entities?limit=1")).json()
    second = scene.program.get(scene.path(f"/entities?limit=1&after={first['next']}")).json()
    names = [one["caption"] for page in (first, second) for one in page["items"]]
    assert sorted(names) == ["060000001", "Ana Inventata"]
    assert second["next"] is None
    listed = scene.program.get(scene.path("/entities?kind=Person&q=ana")).json()["items"]
    assert [one["kind"] for one in listed] == ["Person"]
    for bad in ("x", "WyJcdTAwMDAiLCAiMSJd"):
        assert scene.program.get(scene.path(f"/entities?after={bad}")).status_code == 422
