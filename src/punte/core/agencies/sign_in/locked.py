"""The page for one who tried a wrong password too often."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone


def locked_page(
    request: HttpRequest, original: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """Say kindly when to try again; axes calls this once the limit is reached."""
    wait = settings.AXES_COOLOFF_TIME
    context = {
        "minutes": int(wait.total_seconds() // 60),
        "again_at": timezone.now() + wait,
    }
    return render(request, "account/locked.html", context, status=429)


def axes_username(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The address that was tried, in one spelling, for counting failures."""
    tried = (credentials or {}).get("email") or request.POST.get("login") or ""
    return str(tried).replace("\x00", "").strip().lower()[:254]
