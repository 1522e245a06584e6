"""What a saved chart holds, read from what a browser sends. Plain values; no queries."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from punte.core.errors import Invalid
from punte.investigation.analysis.dimensions import Only, read_only

MOST_NODES: Final = 1500
MOST_GROUPS: Final = 100
LONGEST: Final = 1_000_000
FAR: Final = 1e6
LAYOUTS: Final = ("cose", "concentric", "breadthfirst", "grid", "time", "preset")
GRADES: Final = {"source": "ABCX", "info": "1234"}
HANDLING: Final = ("", "H0", "H1", "H2", "H3")


@dataclass(frozen=True)
class Spot:
    """Where an entity stands, in the chart's own units, and in which group, if in any."""

    id: str
    x: float
    y: float
    parent: str = ""


@dataclass(frozen=True)
class Box:
    """A group that somebody drew around entities."""

    id: str
    name: str


@dataclass(frozen=True)
class Filters:
    """What is left out of sight. links, things: schemata that are hidden. source, info: the least
    grades; handling: the strictest code; since, until: days. only: values of `dimensions` that
    were chosen on bars. Empty asks for nothing.
    """

    links: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    source: str = ""
    info: str = ""
    handling: str = ""
    since: str = ""
    until: str = ""
    only: Only = field(default_factory=dict)


@dataclass(frozen=True)
class Content:
    """A chart: entities in their places, groups, those hidden one by one, filters, layout."""

    nodes: tuple[Spot, ...] = ()
    groups: tuple[Box, ...] = ()
    hidden: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    layout: str = "cose"

    def ids(self) -> list[UUID]:
        return [UUID(spot.id) for spot in self.nodes]

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    def only(self, seen: Collection[str]) -> Content:
        """What a viewer gets who sees these entities; a group of which they see none is left out,
        as its name may tell.
        """
        nodes = tuple(spot for spot in self.nodes if spot.id in seen)
        named = {spot.parent for spot in nodes}
        return replace(
            self,
            nodes=nodes,
            groups=tuple(box for box in self.groups if box.id in named),
            hidden=tuple(one for one in self.hidden if one in seen),
        )

    def keeping(self, before: Content, seen: Collection[str]) -> Content:
        """This content, and what stood before that its author cannot see: saving loses nothing of
        a colleague's.
        """
        unseen = tuple(spot for spot in before.nodes if spot.id not in seen)
        known = {box.id for box in self.groups}
        named = {spot.parent for spot in unseen} - known
        return replace(
            self,
            nodes=self.nodes + unseen,
            groups=self.groups + tuple(box for box in before.groups if box.id in named),
            hidden=self.hidden + tuple(one for one in before.hidden if one not in seen),
        )

    def merged(self, into: Mapping[str, str]) -> Content:
        """The same with entities standing as what they were merged into, each once."""
        spots: dict[str, Spot] = {}
        for spot in self.nodes:
            one = into.get(spot.id, spot.id)
            spots.setdefault(one, replace(spot, id=one))
        hidden = {into.get(one, one) for one in self.hidden}
        return replace(self, nodes=tuple(spots.values()), hidden=tuple(sorted(hidden)))


def read_content(text: str) -> Content:
    """A chart's content from JSON. Raises Invalid for what is no chart."""
    if len(text) > LONGEST:
        raise Invalid(_("This chart is too large."))
    try:
        return content_of(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Invalid(_("This is no chart that can be read.")) from error


def content_of(data: dict[str, Any]) -> Content:
    """The same from a dictionary, such as a version keeps. Raises ValueError and its kin."""
    nodes = tuple(_spot(one) for one in data["nodes"])
    groups = tuple(Box(_key(one["id"]), _name(one["name"])) for one in data.get("groups", ()))
    if len(nodes) > MOST_NODES or len(groups) > MOST_GROUPS:
        raise Invalid(_("A chart holds at most %(number)s entities.") % {"number": MOST_NODES})
    known = {box.id for box in groups}
    here = {spot.id for spot in nodes}
    if len(here) != len(nodes) or any(spot.parent and spot.parent not in known for spot in nodes):
        raise ValueError("an entity twice, or in a group that there is not")
    return Content(
        nodes=nodes,
        groups=groups,
        hidden=tuple(sorted(here & {str(one) for one in data.get("hidden", ())})),
        filters=_filters(data.get("filters") or {}),
        layout=_one_of(data.get("layout") or "preset", LAYOUTS),
    )


def _spot(one: dict[str, Any]) -> Spot:
    x, y = float(one["x"]), float(one["y"])
    if not (math.isfinite(x) and math.isfinite(y) and max(abs(x), abs(y)) <= FAR):
        raise ValueError("too far away")
    return Spot(str(UUID(str(one["id"]))), round(x, 1), round(y, 1), _key(one.get("parent") or ""))


def _key(text: Any) -> str:
    if not isinstance(text, str) or len(text) > 40 or "\x00" in text:
        raise ValueError("no key of a group")
    return text


def _name(text: Any) -> str:
    if not isinstance(text, str) or len(text) > 120 or "\x00" in text:
        raise ValueError("no name of a group")
    return text


def _one_of(value: Any, known: Collection[str]) -> str:
    if not isinstance(value, str) or value not in known:
        raise ValueError("not one of those known")
    return value


def _filters(data: dict[str, Any]) -> Filters:
    return Filters(
        links=tuple(sorted({_key(one) for one in data.get("links", ())}))[:50],
        things=tuple(sorted({_key(one) for one in data.get("things", ())}))[:50],
        source=_one_of(data.get("source") or "", ["", *GRADES["source"]]),
        info=_one_of(data.get("info") or "", ["", *GRADES["info"]]),
        handling=_one_of(data.get("handling") or "", HANDLING),
        since=_day(data.get("since") or ""),
        until=_day(data.get("until") or ""),
        only=read_only(data.get("only") or {}),
    )


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat() if text else ""
