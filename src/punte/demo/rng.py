"""Streams of chance that depend on the seed and a name alone, never on who draws first."""

from __future__ import annotations

from datetime import timedelta
from math import log
from random import Random

__all__ = ["Random", "delay", "stream"]


def stream(seed: int, *names: object) -> Random:
    """A generator of its own for a part of the corridor."""
    return Random(":".join(str(part) for part in (seed, *names)))


def delay(rng: Random, hours: float, spread: float = 0.8) -> timedelta:
    """A log-normal delay with this median; never under three minutes."""
    drawn = rng.lognormvariate(log(hours), spread)
    return timedelta(seconds=max(180, round(drawn * 3600)))
