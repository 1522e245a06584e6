"""What other rooms may use of subjects.

Reading: `things_of`, `links_of`, `get_entity`, `members_of`, `statements_of`, `sources_of`,
`search_entities`, `ties_of`. Writing in bulk: `add_source`, then `write_batch` of `NewEntity` and
`MoreOfEntity` with `Said` values made by `read_value`. The catalogue: `SCHEMATA`.
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
    readable,
    selectors_of,
    sources_of,
    statements_of,
    things_of,
)
from punte.investigation.subjects.queries.graph import Tie, ties_of
from punte.investigation.subjects.queries.search import Found, keys_like, search_entities
from punte.investigation.subjects.schema import SELECTORS, Prop, Schema
from punte.investigation.subjects.values import Value, caption_of, read_moment, read_value
from punte.investigation.subjects.words import Handling, InfoGrade, SourceGrade, SourceKind

__all__ = [
    "ENDS",
    "SCHEMATA",
    "SELECTORS",
    "STARTS",
    "Entity",
    "Found",
    "Handling",
    "InfoGrade",
    "MoreOfEntity",
    "NewEntity",
    "Origin",
    "Prop",
    "Said",
    "Schema",
    "Selector",
    "Source",
    "SourceGrade",
    "SourceKind",
    "Statement",
    "Tie",
    "Value",
    "add_source",
    "caption_of",
    "get_entity",
    "keys_like",
    "links_of",
    "members_of",
    "moments_of",
    "read_moment",
    "read_value",
    "readable",
    "search_entities",
    "selectors_of",
    "sources_of",
    "statements_of",
    "things_of",
    "ties_of",
    "write_batch",
]
