"""What the worker does for this room. Arguments are ids."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app


@app.task(name="analysis.weigh", queue="default")
def weigh_case(weighing_id: str) -> bool:
    """Weigh a case for whoever asked; False when there is nothing left to do for it."""
    from punte.investigation.analysis.background import weigh_for

    return weigh_for(UUID(weighing_id))
