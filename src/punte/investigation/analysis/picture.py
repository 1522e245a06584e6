"""What of a chart goes into a picture that leaves the house. Plain values; no queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from punte.investigation.analysis.content import Content, Filters, Spot
from punte.investigation.analysis.dimensions import fits, of_link, of_thing
from punte.investigation.analysis.queries.graph import Edge, Graph, Node, Part


@dataclass(frozen=True)
class Line:
    """All links of one schema between two entities that are in the picture."""

    source: Spot
    target: Spot
    schema: str
    count: int
    grade: str
    handling: str


@dataclass
class Picture:
    """nodes and lines in sight; left_nodes, left_links: how many their handling code kept out."""

    nodes: list[tuple[Node, Spot]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    boxes: list[tuple[str, float, float, float, float]] = field(default_factory=list)
    left_nodes: int = 0
    left_links: int = 0

    @property
    def strictest(self) -> str:
        """The strictest handling code of what is in it."""
        codes = [node.handling for node, _spot in self.nodes]
        return max([*codes, *(line.handling for line in self.lines)], default="H0")


def picture_of(graph: Graph, content: Content, most: str) -> Picture:
    """A chart as its page shows it, without what may not be passed on.

    most: the strictest handling code that may go out; links are dropped one by one by their own
    code, entities by theirs, and with an entity its links.
    """
    spots = {spot.id: spot for spot in content.nodes if spot.id not in content.hidden}
    filters, picture, kept = content.filters, Picture(), {}
    for node in graph.nodes:
        spot = spots.get(str(node.id))
        if spot is None or node.schema in filters.things:
            continue
        known = of_thing(node.grade, node.handling, node.links)
        if not passes(filters, node.grade, node.handling) or not fits(filters.only, known):
            continue
        if node.handling > most:
            picture.left_nodes += 1
            continue
        kept[node.id] = spot
        picture.nodes.append((node, spot))
    for edge in graph.edges:
        _take_line(picture, edge, filters, most, kept.get(edge.source), kept.get(edge.target))
    picture.boxes = list(_boxes(content, [spot for _node, spot in picture.nodes]))
    return picture


def _take_line(
    picture: Picture,
    edge: Edge,
    filters: Filters,
    most: str,
    source: Spot | None,
    target: Spot | None,
) -> None:
    if edge.schema in filters.links:
        return
    parts = [part for part in edge.parts if _in_sight(part, filters)]
    good = [part for part in parts if part.handling <= most] if source and target else []
    if source and target:
        picture.left_links += sum(p.count for p in parts) - sum(p.count for p in good)
    if not good or source is None or target is None:
        return
    picture.lines.append(
        Line(
            source,
            target,
            edge.schema,
            sum(part.count for part in good),
            min(part.grade for part in good),
            max(part.handling for part in good),
        )
    )


def passes(filters: Filters, grade: str, handling: str) -> bool:
    """Whether something of this grade and code is in sight."""
    return (
        (not filters.source or grade[0] <= filters.source)
        and (not filters.info or grade[1] <= filters.info)
        and (not filters.handling or handling <= filters.handling)
    )


def _in_sight(part: Part, filters: Filters) -> bool:
    known = of_link(part.day, part.hour, part.grade, part.handling)
    if not passes(filters, part.grade, part.handling) or not fits(filters.only, known):
        return False
    if part.day is None:
        return True
    return (not filters.since or part.day >= filters.since) and (
        not filters.until or part.day <= filters.until
    )


def _boxes(content: Content, spots: list[Spot]) -> Iterable[tuple[str, float, float, float, float]]:
    for box in content.groups:
        inside = [spot for spot in spots if spot.parent == box.id]
        if inside:
            xs, ys = [spot.x for spot in inside], [spot.y for spot in inside]
            yield box.name, min(xs) - 50, min(ys) - 50, max(xs) + 50, max(ys) + 70
