"""What the worker does for this room. Arguments are ids."""

from __future__ import annotations

from uuid import UUID

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


@app.task(name="subjects.compare", queue="default", retry=RetryStrategy(max_attempts=3, wait=30))
def compare_case(case_id: str) -> int:
    """Compare the persons of a large case; returns how many pairs are new."""
    from punte.investigation.subjects.actions.merging import compare_whole_case

    return compare_whole_case(UUID(case_id))
