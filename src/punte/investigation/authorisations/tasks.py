"""What the worker does for this room: by computation an order holds no longer already."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from punte.investigation.authorisations.actions.timely import carry_out_confirmed, stop_due


@app.periodic(cron="* * * * *")
@app.task(name="authorisations.stop_measures", queue="clock")
def stop_measures(timestamp: int) -> int:
    """Write down what ended or lapsed, and destroy what two people said; returns how many."""
    return stop_due(timezone.now()) + carry_out_confirmed(timezone.now())
