"""Called by procrastinate once it is ready: finds every room's tasks.py."""

from __future__ import annotations

from procrastinate import App


def on_app_ready(app: App) -> None:
    """Nothing to add yet: tasks are found by `import_paths` of the Django integration."""
