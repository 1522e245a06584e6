"""Who stands where in a graph: degrees, betweenness, PageRank, clusters. Plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

import networkx as nx
import numpy as np

SEED: Final = 20260501
# Betweenness starts from as many entities as keep it to a second; from all in small graphs.
MOST_VISITS: Final = 400_000
DAMPING: Final = 0.85
MEASURES: Final = ("neighbours", "links", "between", "rank")
# What is told of a graph: those highest by each measure, and the largest clusters.
MOST_TOLD: Final = 1_000
MOST_CLUSTERS, MOST_OF_CLUSTER = 12, 60


class Step(Enum):
    """What weighing begins with, and what takes longest."""

    CLUSTERS = auto()
    PATHS = auto()


@dataclass(frozen=True)
class Weight:
    """neighbours: how many others it is linked to. links: by how many links. between: on which
    part of the shortest paths of others it lies (0 to 1). rank: PageRank, 1 over all. cluster: a
    number from 1, the largest first.
    """

    id: UUID
    neighbours: int
    links: int
    between: float
    rank: float
    cluster: int


@dataclass(frozen=True)
class Weighed:
    """sampled: from so many of the entities betweenness was counted; 0 when from all. modularity:
    how much more is linked within the clusters than chance would (at most 1).
    """

    weights: list[Weight]
    clusters: list[list[UUID]]
    sampled: int
    modularity: float


@dataclass(frozen=True)
class Cluster:
    """How many stand in it, and the most linked of them."""

    size: int
    best: tuple[UUID, ...]


@dataclass(frozen=True)
class Summary:
    """What a page tells of a graph of so many entities and links. weights: those that stand
    highest by one of the measures. clusters: the largest, in the order of their numbers.
    """

    weights: tuple[Weight, ...]
    clusters: tuple[Cluster, ...]
    entities: int
    links: int
    sampled: int

    def plain(self) -> dict[str, Any]:
        """As it is kept; the two counts beside it."""
        return {
            "weights": [
                [str(one.id), one.neighbours, one.links, one.between, one.rank, one.cluster]
                for one in self.weights
            ],
            "clusters": [[one.size, [str(key) for key in one.best]] for one in self.clusters],
            "sampled": self.sampled,
        }


def summary_from(content: dict[str, Any], entities: int, links: int) -> Summary:
    """What `Summary.plain` wrote."""
    return Summary(
        tuple(Weight(UUID(key), *numbers) for key, *numbers in content["weights"]),
        tuple(Cluster(size, tuple(map(UUID, best))) for size, best in content["clusters"]),
        entities,
        links,
        content["sampled"],
    )


def summary_of(weighed: Weighed, most: int = MOST_TOLD) -> Summary:
    """What is told of a weighed graph, the most linked first."""
    best: dict[UUID, Weight] = {}
    for measure in MEASURES:
        ranked = sorted(weighed.weights, key=attrgetter(measure), reverse=True)
        best.update((one.id, one) for one in ranked[:most])
    links = {one.id: one.links for one in weighed.weights}
    clusters = (
        Cluster(len(one), tuple(sorted(one, key=lambda key: -links[key])[:MOST_OF_CLUSTER]))
        for one in weighed.clusters[:MOST_CLUSTERS]
    )
    return Summary(
        tuple(sorted(best.values(), key=lambda one: (-one.links, one.id))),
        tuple(clusters),
        len(weighed.weights),
        sum(links.values()) // 2,
        weighed.sampled,
    )


def weigh(
    pairs: Iterable[tuple[UUID, UUID, int]],
    *,
    visits: int = MOST_VISITS,
    told: Callable[[Step], None] = lambda step: None,
) -> Weighed:
    """Weights of all ends of these pairs: (one end, the other, number of links).

    Direction plays no part. The same pairs in any order give the same weights. visits: how many
    entities and links betweenness may pass by in all. told: called when a step begins.
    """
    joined: dict[tuple[UUID, UUID], int] = defaultdict(int)
    for a, b, number in pairs:
        joined[min(a, b), max(a, b)] += number
    graph: nx.Graph = nx.Graph()
    graph.add_nodes_from(sorted({end for pair in joined for end in pair}))
    graph.add_weighted_edges_from((a, b, joined[a, b]) for a, b in sorted(joined))
    if not graph:
        return Weighed([], [], 0, 0.0)
    told(Step.CLUSTERS)
    clusters = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    ordered = sorted((sorted(one) for one in clusters), key=lambda one: (-len(one), one))
    cluster = {node: place for place, one in enumerate(ordered, start=1) for node in one}
    told(Step.PATHS)
    start = _starts(graph, visits)
    between = nx.betweenness_centrality(graph, k=start or None, seed=SEED)
    rank = _rank(graph)
    weights = [
        Weight(
            node,
            graph.degree(node),
            int(graph.degree(node, weight="weight")),
            between[node],
            rank[node],
            cluster[node],
        )
        for node in graph
    ]
    modularity = nx.community.modularity(graph, clusters, weight="weight")
    return Weighed(weights, ordered, start, modularity)


def _starts(graph: nx.Graph, visits: int) -> int:
    """From how many entities betweenness is counted; 0 for all."""
    size = len(graph) + 2 * graph.number_of_edges()
    most = max(10, visits // size)
    return 0 if most >= len(graph) else most


def _rank(graph: nx.Graph) -> dict[UUID, float]:
    """PageRank by links in either direction: where a walk along links is found how often."""
    nodes = list(graph)
    place = {node: at for at, node in enumerate(nodes)}
    edges = [(place[a], place[b], data["weight"]) for a, b, data in graph.edges(data=True)]
    ends = np.array([(a, b) for a, b, _n in edges] + [(b, a) for a, b, _n in edges])
    number = np.array([n for _a, _b, n in edges] * 2, dtype=float)
    out = np.bincount(ends[:, 0], weights=number, minlength=len(nodes))
    share = number / out[ends[:, 0]]
    rank = np.full(len(nodes), 1 / len(nodes))
    for _turn in range(100):
        moved = np.bincount(ends[:, 1], weights=rank[ends[:, 0]] * share, minlength=len(nodes))
        new = (1 - DAMPING) / len(nodes) + DAMPING * moved
        settled = np.abs(new - rank).sum() < 1e-10
        rank = new
        if settled:
            break
    return {node: float(rank[at]) for node, at in place.items()}
