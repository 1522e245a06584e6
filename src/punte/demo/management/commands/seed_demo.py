"""`python -m punte seed_demo`: fill an empty database with the invented corridor."""

from __future__ import annotations

import os
import sys
import time
from argparse import ArgumentParser
from datetime import UTC, date, datetime
from datetime import time as clock_time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from punte.demo import seeding
from punte.demo.blocks import Order

MOST = 1_000_000
DEFAULT = 5000


class Command(BaseCommand):
    """Fills, heals what was broken off, and leaves a filled database alone."""

    help = "Fill an empty database with both countries' invented agencies, people and cases."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", type=int, default=DEFAULT, help="persons (10 to 1,000,000)")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--today", type=date.fromisoformat, help="the last day")
        parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))

    def handle(self, *args: Any, **options: Any) -> None:
        size = options["size"]
        if not 10 <= size <= MOST:
            raise CommandError(f"--size goes from 10 to {MOST:,}, not {size:,}.")
        before = seeding.standing()
        if before is not None and before.finished is not None:
            self.stdout.write(f"The demo corridor is there already ({before}); nothing was done.")
            return
        if seeding.holds_real_people():
            raise CommandError(
                "People who are not of the demo work in this database; it is left alone."
            )
        if before is not None:
            self.stdout.write("An earlier filling was broken off: clearing it away, starting over.")
            seeding.clear(before)
        start = time.monotonic()
        order = Order(size, options["seed"], _moment(options["today"]))
        bar = Progress()
        seeding.fill(order, workers=options["workers"], say=bar.say, progress=bar.show)
        bar.say("")
        took = time.monotonic() - start
        self.stdout.write(f"{size:,} invented persons with three referrals each, in {took:.0f} s.")


def _moment(day: date | None) -> datetime:
    """Noon of the chosen day, or the present minute."""
    if day is not None:
        return datetime.combine(day, clock_time(12), UTC)
    return timezone.now().replace(second=0, microsecond=0)


class Progress:
    """One line that is written over on a terminal, and now and then a line elsewhere."""

    def __init__(self) -> None:
        self.start = self.shown = time.monotonic()
        self.live = sys.stderr.isatty()

    def show(self, done: int, size: int) -> None:
        """Rate and remaining time."""
        now = time.monotonic()
        if now - self.shown < (0.5 if self.live else 10) and done < size:
            return
        self.shown = now
        rate = done / max(now - self.start, 0.001)
        left = (size - done) / max(rate, 0.001)
        self.say(f"{done:,} of {size:,} persons, {rate:,.0f} a second, {left:,.0f} s to go")

    def say(self, text: str) -> None:
        sys.stderr.write(f"\r\x1b[2K  {text}" if self.live else f"  {text}\n" if text else "")
        sys.stderr.flush()
