"""One way through all rows of a list: a dry run, or the whole of it in one transaction."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.database.beat import Beat
from punte.core.sheets.door import Table
from punte.investigation.cases.door import get_case
from punte.investigation.exchange.building.putting import Putter, Told
from punte.investigation.exchange.building.rows import make_of
from punte.investigation.exchange.ending import Counts, alone, end_pass, keep_rejects
from punte.investigation.exchange.lists.fields import Field, kind_of, with_needs
from punte.investigation.exchange.lists.rows import Clock, Read, RowReader
from punte.investigation.exchange.models import ListImport
from punte.investigation.subjects.door import Value, read_value

BATCH = 5000
PREVIEWED = 10


@contextmanager
def collected_by_batches() -> Iterator[None]:
    """Rows live for one batch; looking through the whole program for them takes long."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def owner_of(run: ListImport) -> Value | None:
    """The phone that the list is from, where it was named beside the file."""
    text = run.options.get("owner", "")
    if not text:
        return None
    field = Field("number", "", "phone")
    zone = ZoneInfo(run.options["zone"])
    return read_value(field.prop, text, region=run.options["region"], zone=zone)


def reader_of(run: ListImport) -> RowReader:
    """Reads the rows of a run by its columns and options."""
    return RowReader(
        with_needs(kind_of(run.kind), owner=bool(run.options.get("owner"))),
        run.columns,
        region=run.options["region"],
        clock=Clock(ZoneInfo(run.options["zone"]), timedelta(minutes=run.options.get("offset", 0))),
        now=timezone.now(),
    )


class Pass:
    """One way through a list. keep: bring it in; else only look, and list what is wrong."""

    def __init__(self, run: ListImport, viewer: Viewer, *, keep: bool):
        self.run, self.viewer, self.keep = run, viewer, keep
        self.case = get_case(viewer, run.case_id)
        self.reader = reader_of(run)
        self.owner = owner_of(run)
        self.make = make_of(run.kind, self.owner)
        self.put = Putter(viewer, self.case, run, run.source if keep else None)
        self.counts = Counts()

    def go(self, table: Table) -> None:
        """All batches, then the end; all or nothing. Raises Halted, Unreadable, Conflict."""
        with Beat(self.run) as beat, collected_by_batches(), transaction.atomic():
            if self.keep:
                alone(self.run.case_id)
            done = 0
            while batch := [self.reader.read(*row) for row in islice(table.rows, BATCH)]:
                self._batch(batch)
                done += len(batch)
                beat.say(position=done)
                gc.collect(1)
            self.put.finish()
            self.put.flush()
            end_pass(self.run, self.viewer, self.put, self.counts, keep=self.keep)

    def _batch(self, reads: list[Read]) -> None:
        good = [read for read in reads if not read.wrong]
        values = (value for read in good for value in read.values.values())
        own = [self.owner] if self.owner else []
        self.put.look_up([*values, *own], self._places(good))
        for read in good:
            self.put.row = read.number
            self.put.told = Told(read.number) if len(self.counts.preview) < PREVIEWED else None
            self.make(read.values, self.put)
            if self.put.told is not None:
                self.counts.preview.append(vars(self.put.told))
        self.put.flush()
        self.counts.good += len(good)
        self.counts.bad += len(reads) - len(good)
        if not self.keep:
            bad = ((read.number, wrong) for read in reads for wrong in read.wrong)
            keep_rejects(self.run, bad)

    def _places(self, reads: list[Read]) -> list[str]:
        """The names of places where something was seen."""
        if self.run.kind != "plates":
            return []
        keys = ("place", "camera")
        return [read.values[key].value for read in reads for key in keys if key in read.values]
