"""What other rooms may use of subjects.

Reading: `things_of`, `links_of`, `get_entity`, `nodes_of`, `members_of`, `statements_of`,
`sources_of`, `search_entities`. The graph: `neighbours`, `ties_of`, `ties_between`, `degrees_of`,
`common_neighbours`, `shortest_path`, of links that a `Sieve` lets through. Writing in bulk:
`add_source`, then `write_batch` of `NewEntity` and `MoreOfEntity` with `Said` values made by
`read_value`. The catalogue: `SCHEMATA`.
"""

from __future__ import annotations

from punte.investigation.subjects.actions.sources import Origin, add_source
from punte.investigation.subjects.actions.writing import moments_of, write_batch
from punte.investigation.subjects.batch import MoreOfEntity, NewEntity, Said
from punte.investigation.subjects.catalogue import ENDS, SCHEMATA, STARTS
from punte.investigation.subjects.models import Entity, Selector, Source, Statement
from punte.investigation.subjects.queries.entities import (
    get_entity,
    links_of,
    members_of,
    nodes_of,
    readable,
    selectors_of,
    sources_of,
    statements_of,
    things_of,
)
from punte.investigation.subjects.queries.graph import (
    Neighbourhood,
    Tie,
    common_neighbours,
    degrees_of,
    neighbours,
    ties_between,
    ties_of,
)
from punte.investigation.subjects.queries.paths import NoPath, Path, Why, shortest_path
from punte.investigation.subjects.queries.search import Found, keys_like, search_entities
from punte.investigation.subjects.queries.steps import HUB, Sieve
from punte.investigation.subjects.schema import SELECTORS, Prop, Schema
from punte.investigation.subjects.values import Value, caption_of, read_moment, read_value
from punte.investigation.subjects.words import Handling, InfoGrade, SourceGrade, SourceKind

__all__ = [
    "ENDS",
    "HUB",
    "SCHEMATA",
    "SELECTORS",
    "STARTS",
    "Entity",
    "Found",
    "Handling",
    "InfoGrade",
    "MoreOfEntity",
    "Neighbourhood",
    "NewEntity",
    "NoPath",
    "Origin",
    "Path",
    "Prop",
    "Said",
    "Schema",
    "Selector",
    "Sieve",
    "Source",
    "SourceGrade",
    "SourceKind",
    "Statement",
    "Tie",
    "Value",
    "Why",
    "add_source",
    "caption_of",
    "common_neighbours",
    "degrees_of",
    "get_entity",
    "keys_like",
    "links_of",
    "members_of",
    "moments_of",
    "neighbours",
    "nodes_of",
    "read_moment",
    "read_value",
    "readable",
    "search_entities",
    "selectors_of",
    "shortest_path",
    "sources_of",
    "statements_of",
    "things_of",
    "ties_between",
    "ties_of",
    "write_batch",
]
