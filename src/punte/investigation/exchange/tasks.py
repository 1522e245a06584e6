"""What the worker does for this room. Arguments are ids."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from punte.core.database.beat import Halted
from punte.investigation.exchange import background

STEPS = {
    "look": background.look_at,
    "check": background.check_all,
    "bring": background.bring_all,
    "undo": background.undo_all,
}


@app.task(name="exchange.step", queue="imports")
def step(run_id: str, act: str) -> bool:
    """One step of a list; False when there is nothing left to do for it."""
    try:
        STEPS[act](UUID(run_id))
    except Halted:
        return False
    return True
