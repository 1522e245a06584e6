"""What is written holds before the shapes of the ontology itself; planted faults do not."""

import json
import lzma
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pyshacl
import pytest
import rdflib

from punte.algorithms.caseuco import document
from tests.algorithms.caseuco.small import one, small_bundle

DATA = Path(__file__).parents[2] / "data" / "case" / "case-1.5.0.ttl.xz"
Said = dict[str, Any]
# rdflib's own reader of JSON-LD still uses what rdflib itself calls old.
pytestmark = pytest.mark.filterwarnings("ignore:.*Graph is deprecated:DeprecationWarning")


@cache
def classes() -> rdflib.Graph:
    """Which class is below which: all that the shapes need to know of the ontology."""
    kept = rdflib.Graph()
    for triple in ontology().triples((None, rdflib.RDFS.subClassOf, None)):
        kept.add(triple)
    return kept


@cache
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(data=lzma.decompress(DATA.read_bytes()), format="turtle")


def faults_of(said: Said) -> str:
    """What the shapes say against a document; empty when they have nothing to say."""
    graph = rdflib.Graph().parse(data=json.dumps(said), format="json-ld")
    strange = names_of(said) - {str(term) for term in ontology().subjects()}
    holds, _graph, text = pyshacl.validate(
        graph, shacl_graph=ontology(), ont_graph=classes(), inplace=True
    )
    return " ".join([*sorted(strange), *([] if holds else [text])])


def names_of(said: Said) -> set[str]:
    """The IRIs of all classes and properties that a document uses."""
    found: set[str] = set()

    def walk(value: Any) -> None:
        for part in value if isinstance(value, list) else []:
            walk(part)
        if isinstance(value, dict):
            found.update([value["@type"]] if "@type" in value and "@value" not in value else [])
            found.update(key for key in value if not key.startswith("@"))
            walk(list(value.values()))

    walk(said["@graph"])
    prefixes = said["@context"]
    return {prefixes[name.split(":")[0]] + name.split(":")[1] for name in found}


def changed(change: Callable[[dict[str, Said]], None]) -> Said:
    said = document(small_bundle())
    change({node["@id"].removeprefix("urn:uuid:"): node for node in said["@graph"]})
    return said


def test_a_small_case_holds() -> None:
    assert faults_of(document(small_bundle())) == ""


def test_a_wrong_date_and_a_missing_method_are_found() -> None:
    def plant(nodes: dict[str, Said]) -> None:
        nodes[str(one("seizure"))]["action:startTime"]["@value"] = "4 March 2026"
        content = nodes[str(one("file"))]["core:hasFacet"][1]
        del content["observable:hash"][0]["types:hashMethod"]
        nodes[str(one("copy"))]["action:invented"] = "x"

    faults = faults_of(changed(plant))
    assert "action:startTime" in faults
    assert "types:hashMethod" in faults
    assert "uco/action/invented" in faults
