"""Called by procrastinate once it is ready; it has imported every room's `tasks.py` by then."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured
from procrastinate import App


def on_app_ready(app: App) -> None:
    """Refuse to start when the worker is told to serve some queues and a task stands in another."""
    served = app.worker_defaults.get("queues")
    strays = {task.queue for task in app.tasks.values()} - set(served or ())
    if served and strays:
        raise ImproperlyConfigured(
            f"No worker serves the queues {sorted(strays)}; see PROCRASTINATE_WORKER_DEFAULTS."
        )
