"""What the worker does for this room."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from punte.core.api.models import ApiAct

# So long a program may send a change again without its coming twice.
KEPT = timedelta(days=30)


@app.periodic(cron="17 3 * * *")
@app.task(name="api.forget_keys", queue="clock")
def forget_keys(timestamp: int) -> int:
    """Forget keys of changes that no program will send again; returns how many."""
    return ApiAct.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
