"""What the worker does for this room. Arguments are ids."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from punte.investigation.recordings import analysing, program

AGAIN = RetryStrategy(max_attempts=3, exponential_wait=5)


@app.task(name="recordings.analyse", queue="sound", retry=AGAIN)
def analyse(recording_id: str) -> bool:
    """Waveform and speech of one recording."""
    return analysing.look_through(UUID(recording_id))


@app.task(name="recordings.write_down", queue="sound")
def write_down(recording_id: str, account_id: int, language: str) -> bool:
    """Let the agency's own program write down what is said."""
    return program.write_down(UUID(recording_id), account_id, language)


@app.task(name="recordings.forget_waiting", queue="sound", retry=AGAIN)
def forget_waiting(intake_id: str) -> int:
    """Bytes that waited are kept elsewhere now, or are not wanted."""
    return analysing.forget_intake(UUID(intake_id))


@app.periodic(cron="29 3 * * *")
@app.task(name="recordings.forget_old", queue="clock", queueing_lock="recordings.forget_old")
def forget_old(timestamp: int) -> int:
    """Every night: folders that were looked at and never taken in."""
    return analysing.forget_old()
