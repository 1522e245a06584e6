"""A graph on its way into a case: things first, then the links between them; all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db import transaction

from punte.core.access.door import Viewer
from punte.core.database.beat import Beat
from punte.core.sheets.door import Unreadable
from punte.investigation.cases.door import get_case
from punte.investigation.exchange.building.putting import Putter, Ref
from punte.investigation.exchange.ending import Counts, end_pass, keep_rejects
from punte.investigation.exchange.graphs.reading import Node, plain, read_node, records
from punte.investigation.exchange.lists.rows import Wrong
from punte.investigation.exchange.models import ListImport
from punte.investigation.exchange.passing import collected_by_batches
from punte.investigation.subjects.door import ENDS, SCHEMATA, STARTS, Said, moments_of, showable

BATCH = 2000


def look_at_graph(run: ListImport, data: bytes) -> None:
    """How many entities there are, of which schemata. Raises Unreadable."""
    often: Counter[str] = Counter()
    for _number, record in records(data):
        schema = plain(record.get("schema")) if isinstance(record, dict) else ""
        often[showable(schema[:40]) or "?"] += 1
    if not often:
        raise Unreadable("empty")
    run.rows = often.total()
    run.said = {"schemata": dict(often.most_common(40))}


class GraphPass:
    """One way through a graph. keep: bring it in; else only look, and list what is wrong."""

    def __init__(self, run: ListImport, viewer: Viewer, *, keep: bool):
        self.run, self.viewer, self.keep = run, viewer, keep
        self.case = get_case(viewer, run.case_id)
        self.put = Putter(viewer, self.case, run, run.source if keep else None)
        self.met: dict[str, Ref] = {}
        self.counts = Counts()

    def go(self, data: bytes) -> None:
        """Raises Halted, Unreadable, Conflict."""
        with Beat(self.run) as beat, collected_by_batches(), transaction.atomic():
            bad: list[tuple[int, Wrong]] = []
            for number, node in enumerate(self._nodes(data), 1):
                bad += [(node.number, wrong) for wrong in self._place(node)]
                if number % BATCH == 0:
                    self.put.flush()
                    beat.say(position=min(number, self.run.rows))
            self.put.flush()
            if not self.keep:
                keep_rejects(self.run, bad)
            end_pass(self.run, self.viewer, self.put, self.counts, keep=self.keep)

    def _nodes(self, data: bytes) -> Iterator[Node]:
        """Things, then links: a file may name a link before its ends."""
        region = self.run.options["region"]
        for links in (False, True):
            for number, record in records(data):
                node = read_node(number, record, region)
                is_link = node.ends is not None or _is_link(node)
                if is_link == links:
                    yield node

    def _place(self, node: Node) -> list[Wrong]:
        wrong = node.wrong or self._put(node)
        if wrong:
            self.counts.bad += 1
        else:
            self.counts.good += 1
        return wrong

    def _put(self, node: Node) -> list[Wrong]:
        self.put.row = node.number
        if node.ends is None:
            if node.id in self.met:
                return [Wrong("id", "twice", node.id[:80])]
            self.met[node.id] = self.put.fresh(node.schema, node.said)
            return []
        tail, head = (self.met.get(end) for end in node.ends)
        if tail is None or head is None:
            lacking = node.ends[0] if tail is None else node.ends[1]
            return [Wrong("", "no_ends", lacking[:80])]
        said = [Said(prop, value) for prop, value in node.said]
        start, end = moments_of(said, STARTS, ENDS)
        self.put.tie(node.schema, tail, head, node.said, start, end)
        return []


def _is_link(node: Node) -> bool:
    return bool(node.schema) and SCHEMATA[node.schema].is_link
