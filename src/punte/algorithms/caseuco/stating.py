"""Subjects, links and statements as nodes: classes of CASE 1.5.0 and UCO 1.5.0.

Every value stands as an annotation with its source, grade and marking; what UCO has a place for
stands in a facet too, so that its readers find a phone's number and a person's name.
"""

from collections.abc import Iterator
from typing import Any, Final
from uuid import uuid5

from punte.algorithms.caseuco.stated import Link, Marking, Source, Statement, Subject
from punte.algorithms.caseuco.values import Maker, Node, first, moment

# Per kind: its class, a facet, and which of the facet's properties holds which value.
CLASSES: Final[dict[str, tuple[str, str, dict[str, str]]]] = {
    "Person": (
        "identity:Person", "identity:SimpleNameFacet",
        {"identity:givenName": "firstName", "identity:familyName": "lastName"},
    ),
    "Organization": ("identity:Organization", "", {}),
    "Company": ("identity:Organization", "", {}),
    "Place": ("location:Location", "", {}),
    "Address": (
        "location:Location", "location:SimpleAddressFacet",
        {"location:street": "full", "location:locality": "city", "location:country": "country"},
    ),
    "Phone": (
        "observable:PhoneAccount", "observable:PhoneAccountFacet",
        {"observable:phoneNumber": "number"},
    ),
    "Sim": (
        "observable:SIMCard", "observable:SIMCardFacet",
        {"observable:IMSI": "imsi", "observable:ICCID": "iccid"},
    ),
    "Device": (
        "observable:MobileDevice", "observable:MobileDeviceFacet", {"observable:IMEI": "imei"},
    ),
    "BankAccount": (
        "observable:Account", "observable:AccountFacet", {"observable:accountIdentifier": "iban"},
    ),
    "CryptoWallet": (
        "observable:Account", "observable:AccountFacet",
        {"observable:accountIdentifier": "publicKey"},
    ),
    "UserAccount": (
        "observable:DigitalAccount", "observable:AccountFacet",
        {"observable:accountIdentifier": "username"},
    ),
    "Advert": ("observable:ObservableObject", "", {}),
    "Event": ("core:Event", "", {}),
    "Trip": ("core:Event", "", {}),
    "Vehicle": ("core:Item", "", {}),
    "Identification": ("core:Item", "", {}),
}  # fmt: skip


def subject(maker: Maker, one: Subject) -> Iterator[Node]:
    kind, facet, places = CLASSES.get(one.kind, ("core:UcoObject", "", {}))
    held = {place: first(one.said.get(name, ())) for place, name in places.items()}
    said: dict[str, Any] = {"core_name": one.name, "core_tag": [one.kind]}
    if any(held.values()):
        part = maker.node(uuid5(one.id, "facet"), facet)
        part |= {place: value for place, value in held.items() if value}
        said["core_hasFacet"] = [part]
    yield maker.node(one.id, kind, **said)


def link(maker: Maker, one: Link) -> Iterator[Node]:
    yield maker.node(
        one.id,
        "core:Relationship",
        core_source=maker.ref(one.source),
        core_target=maker.ref(one.target),
        core_kindOfRelationship=one.kind,
        core_isDirectional=True,
        core_startTime=[moment(one.start)] if one.start else [],
        core_endTime=[moment(one.end)] if one.end else [],
    )


def marking(maker: Maker, one: Marking) -> Iterator[Node]:
    words = maker.node(
        uuid5(one.id, "words"),
        "marking:StatementMarking",
        marking_definitionType="statement",
        marking_statement=one.text,
    )
    yield maker.node(
        one.id,
        "marking:MarkingDefinition",
        marking_definitionType="statement",
        marking_definition=[words],
    )


def statement(maker: Maker, one: Statement) -> Iterator[Node]:
    yield maker.node(
        one.id,
        "core:Annotation",
        core_object=maker.refs((one.about,)),
        core_statement=one.text,
        core_description=[one.description] if one.description else [],
        core_tag=list(one.tags),
        core_objectCreatedTime=moment(one.made_at),
        core_objectMarking=maker.refs((one.marking,)) if one.marking else [],
    )


def source(maker: Maker, one: Source) -> Iterator[Node]:
    yield maker.node(
        one.id,
        "investigation:ProvenanceRecord",
        core_name=one.name,
        core_description=[one.description] if one.description else [],
        core_object=maker.refs(one.statements),
    )
    if one.exhibit:
        yield maker.node(
            uuid5(one.id, "exhibit"),
            "core:Relationship",
            core_source=maker.ref(one.id),
            core_target=maker.ref(one.exhibit),
            core_kindOfRelationship="Derived_From",
            core_isDirectional=True,
        )
