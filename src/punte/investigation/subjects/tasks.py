"""What the worker does for this room."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


@app.task(
    name="subjects.tell_hits",
    queue="clock",
    retry=RetryStrategy(max_attempts=5, exponential_wait=5),
)
def tell_hits() -> int:
    """Tell the teams whose selectors others asked for; returns how many lines were told of."""
    from punte.investigation.subjects.actions.hits import tell_teams

    return tell_teams()
