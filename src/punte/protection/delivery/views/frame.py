"""A page of this room within the frame of a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from punte.core.access.door import ViewerRequest
from punte.protection.assistance.door import AssistanceFile, file_frame


def show(
    request: ViewerRequest, template: str, file: AssistanceFile, tab: str, **context: Any
) -> HttpResponse:
    """A page within the frame of the file."""
    return render(
        request, f"delivery/{template}.html", file_frame(request.viewer, file, tab, **context)
    )
