"""Invented recordings for tests."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.investigation.recordings.actions.planning import Ground, Upload, plan_intake
from punte.investigation.recordings.actions.taking import take_intake
from punte.investigation.recordings.analysing import look_through
from punte.investigation.recordings.models import Intake, Recording
from tests.investigation.authorisations.support import PHONE, Team
from tests.support.database import as_role
from tests.support.sounds import bext, tone, wave

OWN: dict[str, Any] = {"basis": "handed_in", "basis_text": "Handed in by the owner, invented."}
TAPPED: dict[str, Any] = {
    "measure": "interception", "target_kind": "phone", "target": PHONE,
}  # fmt: skip


def ground(**values: Any) -> Ground:
    known: dict[str, Any] = {
        "device": "Invented Recorder 7", "place": "Testville police", "zone": "UTC",
    }  # fmt: skip
    return Ground(**{**known, **values})


def upload(raw: bytes, name: str = "call.wav") -> Upload:
    return Upload(name, len(raw), io.BytesIO(raw))


def made_at(when: datetime, seconds: float = 0.5, channels: int = 1) -> bytes:
    """A recording whose file says when it was made, by a clock in UTC."""
    said = bext(date=f"{when:%Y-%m-%d}", time=f"{when:%H:%M:%S}", said=str(uuid4()))
    return wave(tone(seconds, 8000, channels), 8000, said)


def plan(team: Team, uploads: Sequence[Upload], by: Viewer | None = None, **values: Any) -> Intake:
    with acting_as(by or team.investigator) as viewer:
        return plan_intake(
            by=viewer, case_id=team.key, ground=ground(**values), uploads=uploads,
            request_key=uuid4(),
        )  # fmt: skip


def take(team: Team, intake: Intake, by: Viewer | None = None) -> Intake:
    with acting_as(by or team.investigator) as viewer:
        return take_intake(by=viewer, case_id=team.key, intake_id=intake.pk, version=intake.version)


def taken(team: Team, raw: bytes | None = None, **values: Any) -> Recording:
    """One recording that was taken in and looked through."""
    sound = raw or made_at(timezone.now() - timedelta(hours=1), 2.0)
    take(team, plan(team, [upload(sound)], **(values or OWN)))
    with acting_as(team.investigator):
        made = Recording.objects.latest("number")
    with as_role("punte_worker"):
        look_through(made.pk)
    return made
