"""A real worker in this process, logged in as the worker is, until nothing is left to do."""

from __future__ import annotations

import asyncio
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector


def run_worker() -> None:
    """Run every job that is due, on the database and role that Django is connected to now."""
    role = connection.settings_dict["OPTIONS"]["assume_role"]
    params = {**connector_params(), "options": f"-c role={role}"}
    asyncio.run(_run(PsycopgConnector(kwargs=params)))


async def _run(connector: PsycopgConnector) -> None:
    with app.replace_connector(connector) as working:
        async with working.open_async():
            await working.run_worker_async(
                wait=False, listen_notify=False, install_signal_handlers=False
            )


def states(task: str, columns: str = "status") -> list[tuple[Any, ...]]:
    """Chosen columns of a task's jobs, in the order they were queued."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [task]
        )
        return list(cursor.fetchall())
