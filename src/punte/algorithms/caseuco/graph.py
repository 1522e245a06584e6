"""The things of a bundle as nodes of JSON-LD.

Classes and properties: CASE 1.5.0 and UCO 1.5.0. Since UCO 1.4 `hashMethod` and its like are plain
xsd:string, so they stand as plain JSON texts.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final
from uuid import UUID, uuid5

from punte.algorithms.caseuco import stating
from punte.algorithms.caseuco.stated import Link, Marking, Source, Statement, Subject
from punte.algorithms.caseuco.things import (
    Action,
    Bundle,
    Digest,
    Exhibit,
    File,
    Investigation,
    Item,
    Order,
    Organisation,
    Person,
    Place,
    Thing,
    Tool,
)
from punte.algorithms.caseuco.values import Node, integer, moment

Whatever = Thing | Subject | Link | Marking | Source | Statement
_UCO: Final = "https://ontology.unifiedcyberontology.org/uco/"
PREFIXES: Final = {
    "investigation": "https://ontology.caseontology.org/case/investigation/",
    **{
        name: f"{_UCO}{name}/"
        for name in (
            "action", "core", "identity", "location", "marking", "observable", "role", "tool",
            "types",
        )
    },
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip


def document(bundle: Bundle, base: str = "urn:uuid:") -> Node:
    """The bundle as one JSON-LD object.

    base: what stands before each UUID to make an IRI; it ends in a colon or a slash.
    """
    nodes = list(_Nodes(base).all_of(bundle))
    return {"@context": {"kb": base, **PREFIXES}, "@graph": nodes}


def write(bundle: Bundle, base: str = "urn:uuid:") -> bytes:
    """The document as UTF-8, always the same for the same bundle."""
    text = json.dumps(document(bundle, base), ensure_ascii=False, indent=1, allow_nan=False)
    return text.encode() + b"\n"


def pieces(
    investigation: Investigation, things: Iterable[Whatever], base: str = "urn:uuid:"
) -> Iterator[bytes]:
    """A document too large to be held, node by node; the investigation stands last in it.

    The caller answers for what `Bundle` checks: every id once, and none that leads nowhere.
    """
    nodes, ids, orders = _Nodes(base), list[UUID](), list[UUID]()
    yield json.dumps({"@context": {"kb": base, **PREFIXES}})[:-1].encode() + b', "@graph": [\n'
    for thing in things:
        ids.append(thing.id)
        if isinstance(thing, Order):
            orders.append(thing.id)
        for node in nodes.makers[type(thing)](thing):
            yield json.dumps(node, ensure_ascii=False, allow_nan=False).encode() + b",\n"
    last = nodes.investigation(investigation, tuple(ids), tuple(orders))
    yield json.dumps(last, ensure_ascii=False).encode() + b"\n]}\n"


def named(thing: UUID) -> UUID:
    """The UUID that stands for a thing in the document.

    UCO's shapes know the UUIDs of RFC 4122 alone, versions 1 to 5; a later one is given a name
    of version 5 that follows from it.
    """
    return thing if (thing.version or 0) <= 5 else uuid5(thing, "case")


class _Nodes:
    """Makes nodes whose ids begin with `base`."""

    def __init__(self, base: str):
        self.base = base
        self.makers: dict[type, Callable[[Any], Iterator[Node]]] = {
            Organisation: lambda x: self._named(x, "identity:Organization"),
            Person: self._person,
            Place: lambda x: self._named(x, "location:Location"),
            Tool: self._tool,
            Order: self._order,
            Item: self._item,
            File: self._file,
            Exhibit: self._exhibit,
            Action: self._action,
            Subject: lambda x: stating.subject(self, x),
            Link: lambda x: stating.link(self, x),
            Marking: lambda x: stating.marking(self, x),
            Statement: lambda x: stating.statement(self, x),
            Source: lambda x: stating.source(self, x),
        }

    def all_of(self, bundle: Bundle) -> Iterator[Node]:
        orders = tuple(one.id for one in bundle.things if isinstance(one, Order))
        every = tuple(one.id for one in bundle.things)
        yield self.investigation(bundle.investigation, every, orders)
        for thing in bundle.things:
            yield from self.makers[type(thing)](thing)

    def ref(self, thing: UUID) -> Node:
        return {"@id": f"{self.base}{named(thing)}"}

    def refs(self, things: tuple[UUID, ...]) -> list[Node]:
        return [self.ref(thing) for thing in things]

    def node(self, thing: UUID, kind: str, **said: Any) -> Node:
        """A node without what is empty; `core_name` stands for the property core:name."""
        facts = {name.replace("_", ":", 1): value for name, value in said.items()}
        kept = {name: value for name, value in facts.items() if value not in ("", None, [])}
        return {**self.ref(thing), "@type": kind, **kept}

    def _named(self, thing: Organisation | Place, kind: str) -> Iterator[Node]:
        yield self.node(thing.id, kind, core_name=thing.name)

    def investigation(
        self, case: Investigation, things: tuple[UUID, ...], orders: tuple[UUID, ...]
    ) -> Node:
        return self.node(
            case.id,
            "investigation:Investigation",
            core_name=case.name,
            core_description=case.description,
            core_startTime=moment(case.start) if case.start else None,
            core_endTime=moment(case.end) if case.end else None,
            investigation_investigationForm="case",
            investigation_investigationStatus=case.status,
            investigation_relevantAuthorization=self.refs(orders),
            core_object=self.refs(things),
        )

    def _person(self, person: Person) -> Iterator[Node]:
        yield self.node(person.id, "identity:Person", core_name=person.name)
        if person.organisation:
            yield self._relation(person.id, person.organisation, "Member_Of")
        if person.role:
            role = uuid5(person.id, "role")
            kind = "investigation:Investigator" if person.investigator else "role:Role"
            yield self.node(role, kind, core_name=person.role)
            yield self._relation(person.id, role, "Has_Role")

    def _relation(self, source: UUID, target: UUID, kind: str) -> Node:
        return self.node(
            uuid5(source, f"{kind} {target}"),
            "core:Relationship",
            core_source=self.ref(source),
            core_target=self.ref(target),
            core_kindOfRelationship=kind,
            core_isDirectional=True,
        )

    def _tool(self, tool: Tool) -> Iterator[Node]:
        yield self.node(tool.id, "tool:Tool", core_name=tool.name, tool_version=tool.version)

    def _order(self, order: Order) -> Iterator[Node]:
        yield self.node(
            order.id,
            "investigation:Authorization",
            investigation_authorizationIdentifier=order.number,
            investigation_authorizationType=order.kind,
            core_startTime=moment(order.start) if order.start else None,
            core_endTime=moment(order.end) if order.end else None,
        )

    def _item(self, item: Item) -> Iterator[Node]:
        said = {"core_name": item.name, "core_description": item.description}
        yield self.node(item.id, "core:Item", **said)

    def _file(self, file: File) -> Iterator[Node]:
        content = self.node(
            uuid5(file.id, "content"),
            "observable:ContentDataFacet",
            observable_mimeType=file.media_type,
            observable_sizeInBytes=integer(file.size),
            observable_hash=[self._digest(file.id, one) for one in file.digests],
        )
        name = self.node(
            uuid5(file.id, "name"),
            "observable:FileFacet",
            observable_fileName=file.name,
            observable_sizeInBytes=integer(file.size),
        )
        taken = moment(file.taken_in) if file.taken_in else None
        yield self.node(
            file.id,
            "observable:File",
            core_name=file.name,
            core_objectCreatedTime=taken,
            core_hasFacet=[name, content],
        )

    def _digest(self, file: UUID, digest: Digest) -> Node:
        value = {"@type": "xsd:hexBinary", "@value": digest.value.lower()}
        return self.node(
            uuid5(file, digest.method),
            "types:Hash",
            types_hashMethod=digest.method,
            types_hashValue=value,
        )

    def _exhibit(self, exhibit: Exhibit) -> Iterator[Node]:
        yield self.node(
            exhibit.id,
            "investigation:ProvenanceRecord",
            core_description=exhibit.what,
            investigation_exhibitNumber=exhibit.number,
            core_object=self.refs(exhibit.objects),
        )

    def _action(self, action: Action) -> Iterator[Node]:
        yield self.node(
            action.id,
            "investigation:InvestigativeAction",
            core_name=action.name,
            core_description=action.description,
            action_startTime=moment(action.start),
            action_endTime=moment(action.end) if action.end else None,
            action_performer=self.ref(action.performer) if action.performer else None,
            action_participant=self.refs(action.participants),
            action_instrument=self.refs(action.instruments),
            action_location=self.ref(action.place) if action.place else None,
            action_object=self.refs(action.objects),
            action_result=self.refs(action.results),
            investigation_wasInformedBy=self.refs(action.after),
            core_hasFacet=[
                self._argument(uuid5(action.id, f"argument {place}"), *pair)
                for place, pair in enumerate(action.arguments)
            ],
        )

    def _argument(self, facet: UUID, name: str, value: str) -> Node:
        return self.node(
            facet,
            "action:ActionArgumentFacet",
            action_argumentName=name,
            action_value=value,
        )
