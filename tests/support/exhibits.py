"""Invented exhibits for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.investigation.cases.door import Case
from punte.investigation.evidence.door import (
    Category,
    ClockSource,
    Exhibit,
    Finding,
    Incoming,
    take_exhibit,
)


def finding(**values: Any) -> Finding:
    """What was taken an hour ago in an invented house."""
    known: dict[str, Any] = {
        "what": "Invented telephone",
        "category": Category.DEVICE,
        "found_place": "Invented house, room 3",
        "found_at": timezone.now() - timedelta(hours=1),
        "clock": ClockSource.WATCH,
        "finder": "Officer Invented, badge 7",
        "legal_basis": "Invented search order 12/2026",
        "seal": "A-001",
    }
    return Finding(**{**known, **values})


def incoming(content: bytes, name: str = "call.wav", **more: Any) -> Incoming:
    """A file in pieces."""
    pieces = [content[start : start + 7] for start in range(0, len(content), 7)]
    return Incoming(name, pieces, expected=len(content), **more)


def make_exhibit(by: Viewer, case: Case, *files: Incoming, **values: Any) -> Exhibit:
    """An exhibit that the viewer takes and holds. It binds the viewer by itself."""
    with acting_as(by):
        return take_exhibit(
            by=by, case_id=case.pk, finding=finding(**values), request_key=uuid4(), files=files
        )
