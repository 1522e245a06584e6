"""One way through all rows of a file: each batch is one transaction with its place in the file."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.database.staging import write_like
from punte.core.ids import new_id
from punte.core.sheets.door import Table
from punte.core.vault.door import (
    Kind,
    Probe,
    Sealer,
    alike_among,
    index_key,
    master_key,
    probes_of,
)
from punte.protection.assistance.door import AssistanceFile, Misfit, read_sections
from punte.protection.interchange.bringing import bring
from punte.protection.interchange.models import ImportedRow, ImportRun, Reject
from punte.protection.interchange.own import checked
from punte.protection.interchange.rows import Read, RowReader, Wrong

BATCH = 2000
DRAWS = 5
State = ImportRun.State


class Halted(Exception):
    """Somebody stopped the run, or another worker has it."""


@dataclass
class Done:
    """What one batch came to: the run as it stands, the rows that were new, what they are like."""

    run: ImportRun
    fresh: list[Read]
    probes: set[Probe]


@contextmanager
def _collected_by_batches() -> Iterator[None]:
    """Thousands of rows live for one batch each: until the end of one there is nothing to collect,
    and looking through the whole program for it takes a quarter of the time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Pass:
    """One way through all rows of a file. keep: bring them in; else only look."""

    def __init__(self, run: ImportRun, viewer: Viewer, *, keep: bool):
        self.run, self.viewer, self.keep = run, viewer, keep
        self.sealer = Sealer(master=master_key(), index=index_key())
        self.reader = RowReader(
            run.columns, secret=index_key(), source=run.source, today=timezone.localdate()
        )
        # Of a dry run: keys with their contents, and probes as numbers. What was brought in, the
        # database knows; what was only looked at, nobody but us.
        self.met: dict[int, int] = {}
        self.likes: set[int] = set()

    def go(self, table: Table) -> None:
        """All batches, then the end. Raises Halted, Unreadable."""
        if self.keep:
            next(islice(table.rows, self.run.position, self.run.position), None)
        # While the database takes one batch, the next is read.
        with _collected_by_batches(), ThreadPoolExecutor(max_workers=1) as reading:
            ahead = reading.submit(self._next, table)
            while batch := ahead.result():
                ahead = reading.submit(self._next, table)
                self._batch(batch)
                gc.collect(1)
        ended = State.DONE if self.keep else State.CHECKED
        self._move(state=ended, moved_at=timezone.now())

    def _next(self, table: Table) -> list[Read]:
        """The next rows, read; without the database."""
        return [self._read(table, *row) for row in islice(table.rows, BATCH)]

    def _read(self, table: Table, number: int, cells: list[Any]) -> Read:
        read = self.reader.read(number, cells, table.nested.get(number, {}))
        values = (
            {Kind(kind): texts for kind, texts in read.case.identity.items()} if read.case else {}
        )
        if values:
            read.tokens = self.sealer.tokens(values, self.viewer.jurisdiction)
        return read

    def _batch(self, reads: list[Read]) -> None:
        """One transaction; once more when somebody else drew the same pseudonym just now."""
        for attempt in range(1, DRAWS + 1):
            try:
                with transaction.atomic():
                    done = self._act(reads)
                break
            except IntegrityError as error:
                if "pseudonym_once" not in str(error) or attempt == DRAWS:
                    raise
        self.run = done.run
        if not self.keep:
            self.likes.update(map(hash, done.probes))
            self.met.update({r.key.int: r.content.int for r in done.fresh if r.key and r.content})

    def _act(self, reads: list[Read]) -> Done:
        run = self._held()
        fresh = [read for read in self._sorted_out(reads) if self._fits(read)]
        probes = {read.number: probes_of(read.tokens) for read in fresh}
        # Before anything is written: nobody is like themselves.
        alike = self._alike(probes)
        if self.keep and fresh:
            bring(run, self.viewer, fresh, self.sealer)
        bad = [read for read in reads if read.wrong]
        self._list(run, bad)
        run.position += len(reads)
        run.good += len(fresh)
        run.bad += len(bad)
        run.known += len(reads) - len(bad) - len(fresh)
        run.alike += alike
        run.moved_at = timezone.now()
        run.save(update_fields=["position", "good", "bad", "known", "alike", "moved_at"])
        return Done(run, fresh, set().union(*probes.values()))

    def _held(self) -> ImportRun:
        """The row of the run, held; Halted when it is no longer ours to go on with."""
        run = ImportRun.objects.select_for_update().get(id=self.run.id)
        if run.state != self.run.state or run.position != self.run.position:
            raise Halted
        return run

    def _move(self, **values: Any) -> None:
        with transaction.atomic():
            run = self._held()
            for name, value in values.items():
                setattr(run, name, value)
            run.save(update_fields=list(values))

    def _sorted_out(self, reads: list[Read]) -> list[Read]:
        """Rows to bring in: good, not in already, and once. Others get their reason."""
        keys = [read.key for read in reads if read.key]
        rows = ImportedRow.objects.filter(owner=self.run.owner, source_key__among=keys)
        held = {
            key.int: (content.int, run == self.run.id)
            for key, content, run in rows.values_list("source_key", "content", "run_id")
        }
        fresh = []
        for read in reads:
            if read.key is None or read.content is None:
                continue
            key, content = read.key.int, read.content.int
            if key not in held and key in self.met:
                held[key] = self.met[key], True
            if key not in held:
                held[key] = content, True
                fresh.append(read)
                continue
            before, twice = held[key]
            if before != content:
                read.wrong = [Wrong("", "twice_in_file" if twice else "changed_since")]
        return fresh

    def _fits(self, read: Read) -> bool:
        """Whether all that hangs on an open file can be written here; else the row stays out.
        Closed files are history: what hangs on them is kept as it came.
        """
        if read.sections and read.known.file.get("state") == AssistanceFile.State.OPEN:
            try:
                read.writes = read_sections(self.viewer, checked(read.sections))
            except Misfit as misfit:
                why = "section_refused" if misfit.refused else "section_misfit"
                read.wrong = [Wrong(misfit.place, why)]
        return not read.wrong

    def _alike(self, probes: dict[int, set[Probe]]) -> int:
        """How many are like somebody known, or like an earlier row. Advice: nothing follows."""
        found = alike_among(probes, owner=self.run.owner)
        met: set[Probe] = set()
        for number, pairs in probes.items():
            if pairs & met or not self.likes.isdisjoint(map(hash, pairs)):
                found.add(number)
            met |= pairs
        return len(found)

    def _list(self, run: ImportRun, reads: list[Read]) -> None:
        """The reasons of rows that stay out."""
        pattern = Reject(run_id=run.id, attempt=run.attempt, owner=run.owner, audiences=[run.owner])
        write_like(
            pattern,
            ("id", "row", "column", "reason", "shown"),
            (
                (new_id(), read.number, wrong.column[:120], wrong.reason, wrong.shown)
                for read in reads
                for wrong in read.wrong
            ),
        )
