"""Clocks as the rooms would have started, paused, met and stopped them, and what they called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from punte.core.deadlines.rules import (
    Call,
    Unit,
    calls_of,
    due_at,
    in_force,
    next_call,
    warn_at,
)
from punte.demo.corridor import Corridor, RuleRow
from punte.demo.rng import Random
from punte.demo.rows import Sheet, id_at


class RuleBook:
    """The table of rules with the countries' zones and holidays."""

    def __init__(self, corridor: Corridor):
        self.corridor = corridor
        self.zones = {code: ZoneInfo(zone) for code, zone in corridor.zones.items()}
        self.rule = lru_cache(50_000)(self._rule)

    def _rule(self, measure: str, country: str, day: date) -> RuleRow | None:
        rows = [
            row
            for row in self.corridor.rules
            if row.measure == measure and row.jurisdiction in ("", country)
        ]
        return in_force(rows, day)

    def due(self, rule: RuleRow, country: str, start: datetime) -> datetime:
        """When a term that begins now ends."""
        if rule.unit == Unit.HOURS and not rule.working_days:
            return start + timedelta(hours=rule.term)
        return due_at(
            start=start,
            term=rule.term,
            unit=Unit(rule.unit),
            working_days=rule.working_days,
            holidays=self.corridor.holidays[country] if rule.working_days else (),
            zone=self.corridor.zones[country],
        )


@dataclass
class Run:
    """One clock and what happened to it."""

    book: RuleBook
    country: str
    rule: RuleRow
    started: datetime
    responsible: int
    paused: datetime | None = None
    waited: timedelta = field(default_factory=timedelta)
    met: datetime | None = None
    stopped: datetime | None = None

    @property
    def open(self) -> bool:
        return self.met is None and self.stopped is None

    @cached_property
    def first_due(self) -> datetime:
        """When it would be due without any pause; counted only where someone asks."""
        return self.book.due(self.rule, self.country, self.started)

    @property
    def due(self) -> datetime:
        return self.first_due + self.waited

    @property
    def warn(self) -> datetime:
        return warn_at(self.started, self.first_due, self.rule.warn_before) + self.waited

    @property
    def calls(self) -> list[Call]:
        return calls_of(self.warn, self.due)

    def looked_until(self, now: datetime) -> datetime:
        """Until when the worker looked at it."""
        return self.met or self.stopped or self.paused or now


@dataclass
class Clocks:
    """The clocks about one thing (a notification, a person, a referral)."""

    book: RuleBook
    country: str
    about_kind: str
    about: str
    record: str
    url: str
    owner: int
    audiences: tuple[int, ...]
    runs: list[Run] = field(default_factory=list)

    def running(self, measure: str) -> Run | None:
        return next((r for r in self.runs if r.open and r.rule.measure == measure), None)

    def start(self, measure: str, at: datetime, responsible: int) -> None:
        """A clock that already runs goes on."""
        if self.running(measure) is not None:
            return
        rule = self.book.rule(measure, self.country, at.astimezone(self._zone).date())
        if rule is not None:
            self.runs.append(Run(self.book, self.country, rule, at, responsible))

    @property
    def _zone(self) -> ZoneInfo:
        return self.book.zones[self.country]

    def meet(self, measures: Iterable[str], at: datetime) -> None:
        for run in filter(None, map(self.running, measures)):
            run.met = at

    def pause(self, measures: Iterable[str], at: datetime) -> None:
        for run in filter(None, map(self.running, measures)):
            run.paused = run.paused or at

    def resume(self, measures: Iterable[str], at: datetime) -> None:
        for run in filter(None, map(self.running, measures)):
            if run.paused is not None:
                run.waited += at - run.paused
                run.paused = None

    def stop(self, at: datetime) -> None:
        for run in self.runs:
            if run.open:
                run.stopped = at

    def next_due(self) -> Run | None:
        """The open clock that runs and is due first."""
        going = [run for run in self.runs if run.open and run.paused is None]
        return min(going, key=lambda run: run.due, default=None)

    def write(
        self, sheet: Sheet, rng: Random, now: datetime, *, code: str, all_of_them: bool
    ) -> Iterator[tuple[Run, Call]]:
        """Write the rows; yields the calls that were made. Closed ones only when asked for.

        code: the person's pseudonym.
        """
        for run in self.runs:
            if not (run.open or all_of_them):
                continue
            key = id_at(rng, run.started)
            calls, until = run.calls, run.looked_until(now)
            self._write_run(sheet, key, code, run, calls, until)
            for call in calls:
                if call.at <= until:
                    called = id_at(rng, call.at)
                    sheet.add("deadlines_clock_call", called, key, call.stage.value, call.at)
                    yield run, call

    def _write_run(
        self, sheet: Sheet, key: str, code: str, run: Run, calls: list[Call], until: datetime
    ) -> None:
        late = run.due <= until if run.met is None else run.due < run.met
        sheet.add(
            "deadlines_clock", key, self.record, code, self.about_kind, self.about,
            run.rule.measure, run.rule.id, run.rule.term, run.rule.unit, run.responsible,
            self.url, run.started, run.due, calls[0].at, next_call(calls, until), run.paused,
            run.waited, run.met, run.due if late else None, run.stopped, self.owner,
            sorted({*self.audiences, self.owner, run.responsible}), None,
        )  # fmt: skip
