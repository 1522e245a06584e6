"""What other rooms may use of subjects.

Reading: `things_of`, `links_of`, `get_entity`, `nodes_of`, `members_of`, `statements_of`,
`sources_of`, `search_entities`. The graph: `neighbours`, `ties_of`, `ties_between`, `degrees_of`,
`common_neighbours`, `shortest_path`, of links that a `Sieve` lets through. Writing in bulk:
`add_source`, then `write_batch` of `NewEntity` and `MoreOfEntity` with `Said` values made by
`read_value`; one by one: `add_entity` and `add_statements` of `Stated` texts. A room that writes
statements of its own calls `keep_true` after. Merging: `suggest_merges`, `propose_merge`,
`decide_merge`; `ask_hits` asks what other cases hold. The room of exhibits names them by
`register_exhibits`; `tie_exhibit` says that an entity is one. The catalogue: `SCHEMATA`.
"""

from __future__ import annotations

from punte.investigation.subjects.actions.hits import ask_hits
from punte.investigation.subjects.actions.keeping import keep_true, note_row
from punte.investigation.subjects.actions.merging import (
    decide_merge,
    propose_merge,
    suggest_merges,
)
from punte.investigation.subjects.actions.sources import (
    Origin,
    add_narrow_source,
    add_source,
    name_exhibit,
    open_narrow,
)
from punte.investigation.subjects.actions.stating import add_entity, add_statements, tie_exhibit
from punte.investigation.subjects.actions.writing import moments_of, write_batch
from punte.investigation.subjects.batch import MoreOfEntity, NewEntity, Said
from punte.investigation.subjects.catalogue import ENDS, SCHEMATA, STARTS, prop_of
from punte.investigation.subjects.exhibits import Named, register_exhibits
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
from punte.investigation.subjects.schema import EXHIBIT, SELECTORS, STANDS, Prop, Schema
from punte.investigation.subjects.stated import Stated
from punte.investigation.subjects.values import Value, caption_of, read_moment, read_value, showable
from punte.investigation.subjects.words import Handling, InfoGrade, SourceGrade, SourceKind

__all__ = [
    "ENDS",
    "EXHIBIT",
    "HUB",
    "SCHEMATA",
    "SELECTORS",
    "STANDS",
    "STARTS",
    "Entity",
    "Found",
    "Handling",
    "InfoGrade",
    "MoreOfEntity",
    "Named",
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
    "Stated",
    "Statement",
    "Tie",
    "Value",
    "Why",
    "add_entity",
    "add_narrow_source",
    "add_source",
    "add_statements",
    "ask_hits",
    "caption_of",
    "common_neighbours",
    "decide_merge",
    "degrees_of",
    "get_entity",
    "keep_true",
    "keys_like",
    "links_of",
    "members_of",
    "moments_of",
    "name_exhibit",
    "neighbours",
    "nodes_of",
    "note_row",
    "open_narrow",
    "prop_of",
    "propose_merge",
    "read_moment",
    "read_value",
    "readable",
    "register_exhibits",
    "search_entities",
    "selectors_of",
    "shortest_path",
    "showable",
    "sources_of",
    "statements_of",
    "suggest_merges",
    "things_of",
    "tie_exhibit",
    "ties_between",
    "ties_of",
    "write_batch",
]
