"""A block of persons: written from the seed and its number alone, whoever writes it."""

from __future__ import annotations

from collections import Counter as Tally
from dataclasses import dataclass
from datetime import datetime, timedelta

from punte.core.vault.bulk import Sealer
from punte.demo.asks import draw_asks, withdraw_some
from punte.demo.cases import Case, draw_case, live_through
from punte.demo.clocks import RuleBook
from punte.demo.corridor import Corridor
from punte.demo.desk_work import Work
from punte.demo.rng import stream
from punte.demo.rows import Sheet
from punte.demo.scenes import scene_count, write_scenes
from punte.demo.screenings import Forms
from punte.demo.writing_persons import write_case

BLOCK = 500
YEARS = timedelta(days=5 * 365)
REFERRALS = 3
WHOLE = 20_000  # the newest persons whose closed clocks and log entries are written too


@dataclass(frozen=True)
class Order:
    """What is to be seeded. now: the moment up to which things have happened."""

    size: int
    seed: int
    now: datetime

    @property
    def spread(self) -> int:
        """How many persons are spread over the years; the rest stand in scenes."""
        return self.size - scene_count(self.size)

    @property
    def blocks(self) -> int:
        return -(-self.spread // BLOCK) + 1

    def persons_of(self, block: int) -> range:
        """Numbers of a block's persons: every so-manieth, so that each block spans the years."""
        return range(block, self.spread, self.blocks - 1)


class Writer:
    """Writes blocks; holds what all of them share."""

    def __init__(self, order: Order, corridor: Corridor, *, master: bytes, index: bytes):
        self.order = order
        self.corridor = corridor
        self.book = RuleBook(corridor)
        self.forms = Forms(order.seed)
        self.sealer = Sealer(master=master, index=index)

    def write(self, block: int) -> Sheet:
        """All rows of one block; the last block holds the scenes."""
        work = self._work(block)
        if block == self.order.blocks - 1:
            write_scenes(work, self.order.spread, self.order.size)
            return work.sheet
        cases = [self._case(work, index) for index in self.order.persons_of(block)]
        counts = share_out(work, cases)
        for number, (index, case) in enumerate(
            zip(self.order.persons_of(block), cases, strict=True)
        ):
            work.whole = index >= self.order.spread - WHOLE
            asks = draw_asks(work, case, counts[number]) if counts[number] else []
            withdraw_some(work, asks)
            write_case(work, case, asks)
        return work.sheet

    def _work(self, block: int) -> Work:
        return Work(
            self.corridor,
            self.book,
            self.forms,
            self.sealer,
            self.order.now,
            stream(self.order.seed, "block", block),
            Sheet(),
        )

    def _case(self, work: Work, index: int) -> Case:
        unit = work.corridor.draw_unit(work.rng)
        post = work.corridor.draw_post(work.rng, unit)
        moment = notified_at(work, index, self.order.spread)
        case = draw_case(work, index, self.order.size, moment, unit, post)
        live_through(work, case)
        return case


def notified_at(work: Work, index: int, count: int) -> datetime:
    """Spread over the five years, somewhat more of them lately."""
    share = (index + work.rng.random()) / count
    ago: timedelta = YEARS * float((1 - share) ** 1.15)
    return work.now - max(ago, timedelta(hours=1))


def share_out(work: Work, cases: list[Case]) -> Tally[int]:
    """How many referrals each person has: three a person, among those who are ready for any."""
    ready = [number for number, case in enumerate(cases) if case.ready is not None]
    if not ready:
        return Tally()
    total = REFERRALS * len(cases)
    counts = Tally(ready[:total])
    counts.update(work.rng.choices(ready, k=max(0, total - len(ready))))
    return counts
