"""Invented services on offer for tests."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from punte.core.access.door import Viewer
from punte.core.agencies.door import Desk
from punte.protection.catalogue.actions import Offered, save_offer
from punte.protection.catalogue.models import Offer

ALWAYS = ("24h",) * 7


def make_offer(by: Viewer, desk: Desk, service: str = "housing", **values: Any) -> Offer:
    """A place for adults and families at a desk of the viewer's agency; bind the viewer first."""
    known: dict[str, Any] = {
        "place": f"{by.jurisdiction}-{'IS' if by.jurisdiction == 'RO' else 'CU'}",
        "capacity": 10,
        "free_places": 2,
        "waiting_days": 0,
        "hours": ALWAYS,
        "languages": ["ro"],
        "takes_families": True,
    }
    offered = Offered(service=service, **{**known, **values})
    return save_offer(by=by, desk=desk.pk, offered=offered, request_key=uuid4())
