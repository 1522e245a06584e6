"""A whole case as CASE/UCO: it holds before the shapes, and says only what the viewer may see."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any
from uuid import uuid4

import pytest

from punte.core.access.door import Viewer, acting_as
from punte.core.ledger.door import Entry
from punte.investigation.cases.models import Case
from punte.investigation.evidence.door import Exhibit
from punte.investigation.exchange.actions.exports import begin_export
from punte.investigation.exchange.graphs.leaving import Order
from punte.investigation.exchange.graphs.mapping import Form
from punte.investigation.exchange.graphs.writing import exported
from punte.investigation.subjects.actions.sources import Origin, add_narrow_source
from punte.investigation.subjects.door import SCHEMATA, NewEntity
from punte.investigation.subjects.words import Handling, SourceKind
from tests.algorithms.caseuco.test_shapes import faults_of
from tests.support.cases import in_team, make_case
from tests.support.exhibits import incoming, make_exhibit
from tests.support.subjects import link, make_source, thing, write
from tests.support.worlds import World

pytestmark = pytest.mark.filterwarnings("ignore:.*Graph is deprecated:DeprecationWarning")
REASON = "Asked for by an invented partner"
Scene = tuple[Case, Viewer, Viewer, Exhibit]


@pytest.fixture
def scene(world: World) -> Scene:
    """A case with one of each kind, an exhibit, what H2 holds, and what few see."""
    case, by = make_case(world.investigator)
    other = in_team(case, by, world.second_investigator)
    exhibit = make_exhibit(by, case, incoming(b"RIFF invented"))
    source = make_source(by, case, "Invented report", exhibit=exhibit.pk)
    ana = thing("Person", name="Ana Inventata", firstName="Ana", lastName="Inventata")
    phone = thing("Phone", number="060000001")
    rest = [NewEntity(key, key, []) for key, one in SCHEMATA.items() if not one.is_link]
    write(by, case, source, ana, phone, *rest, link("Use", ana, phone, startDate="2026-01-02"))
    shut = make_source(by, case, "Invented partner", handling=Handling.H2)
    write(by, case, shut, thing("Phone", number="060000002"))
    origin = Origin("Invented informer", SourceKind.STATEMENT, source.got_at)
    with acting_as(by):
        narrow, by = add_narrow_source(
            by=by, case_id=case.pk, origin=origin, members=[], request_key=uuid4()
        )
    write(by, case, narrow, thing("Phone", number="060000003"))
    return case, by, other, exhibit


def taken_out(by: Viewer, case: Case, highest: str) -> tuple[dict[str, Any], dict[str, int]]:
    order = Order(REASON, Form.CASE, highest)
    with acting_as(by):
        begin_export(by=by, case_id=case.pk, order=order)
        data = b"".join(exported(by, case, order))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        left = json.loads(book.read("left_out.json"))["left_out"]
        return json.loads(book.read("case.jsonld")), left


def test_it_holds_before_the_shapes_and_keeps_what_each_source_says(scene: Scene) -> None:
    case, by, _other, exhibit = scene
    said, left = taken_out(by, case, "H2")
    assert faults_of(said) == ""
    assert left == {}
    nodes = {node["@id"]: node for node in said["@graph"]}
    assert len(nodes) == len(said["@graph"]), "no id stands twice"
    texts = [n["core:statement"] for n in nodes.values() if n["@type"] == "core:Annotation"]
    assert "firstName: Ana" in texts
    [person] = [n for n in nodes.values() if n.get("core:name") == "Ana Inventata"]
    assert person["core:hasFacet"][0]["identity:familyName"] == "Inventata"
    [use] = [n for n in nodes.values() if n.get("core:kindOfRelationship") == "Use"]
    assert nodes[use["core:source"]["@id"]] == person
    marked = [n for n in nodes.values() if "H2" in n.get("core:tag", [])]
    [code] = {n["core:objectMarking"][0]["@id"] for n in marked}
    assert "H2" in nodes[code]["marking:definition"][0]["marking:statement"]
    [record] = [n for n in nodes.values() if n.get("core:name") == "Invented report"]
    assert all(nodes[one["@id"]]["@type"] == "core:Annotation" for one in record["core:object"])
    assert exhibit.number in json.dumps(said)
    with acting_as(by):
        entry = Entry.objects.get(action="graph.export", subject=case.pk)
    assert entry.detail["form"] == "case"


def test_what_may_not_leave_or_be_seen_is_not_in_it(scene: Scene) -> None:
    case, by, other, _exhibit = scene
    own, left = (json.dumps(part) for part in taken_out(by, case, "H0"))
    assert "600 00 002" not in own
    assert "statements H2" in left
    assert "600 00 003" in own
    theirs, _left = taken_out(other, case, "H3")
    text = json.dumps(theirs, ensure_ascii=False)
    assert "600 00 002" in text
    assert "600 00 003" not in text
    assert "Invented informer" not in text
