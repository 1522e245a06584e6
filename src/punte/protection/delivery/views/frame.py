"""What every page of a file in this room begins with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from punte.core.access.door import ViewerRequest
from punte.core.ledger.door import record
from punte.protection.assistance.door import AssistanceFile, file_frame, get_file


def open_tab(request: ViewerRequest, file_id: UUID, tab: str) -> AssistanceFile:
    """The file, and an entry that this page of it was read."""
    file = get_file(request.viewer, file_id)
    enter_reading(request, file, tab)
    return file


def enter_reading(request: ViewerRequest, file: AssistanceFile, what: str) -> None:
    """An entry in the ledger that something of the file was read."""
    record(
        action="file.read",
        by=request.viewer,
        subject=file.person_id,
        owners=[file.owner],
        detail={"file": str(file.id), "fields": [what]},
    )


def show(
    request: ViewerRequest, template: str, file: AssistanceFile, tab: str, **context: Any
) -> HttpResponse:
    """A page within the frame of the file."""
    return render(
        request, f"delivery/{template}.html", file_frame(request.viewer, file, tab, **context)
    )
