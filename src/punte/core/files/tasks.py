"""Files' work in the background."""

from __future__ import annotations

from procrastinate.contrib.django import app

from punte.core.files.sweeping import sweep_files


@app.periodic(cron="17 3 * * *")
@app.task(name="files.sweep", queue="clock", queueing_lock="files_sweep")
def sweep(timestamp: int) -> dict[str, int]:
    """Every night: remove what nothing points at; returns how much of each."""
    return sweep_files()
