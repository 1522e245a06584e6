"""The frame around every page: the few places of one's role."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for `ui/layout.html`."""
    return {
        "viewer": getattr(request, "viewer", None),
        "demo": settings.DEMO,
        "idle_minutes": settings.IDLE_MINUTES,
        "navigation": [],
    }
