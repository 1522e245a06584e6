"""The overview of a file."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.ledger.door import record
from punte.protection.assistance.queries import get_file
from punte.protection.assistance.tabs import file_frame


@require_GET
@requires(Permission.SEE_FILES)
def overview(request: ViewerRequest, file_id: UUID) -> HttpResponse:
    """Where the file stands. Reading it is an entry in the ledger."""
    file = get_file(request.viewer, file_id)
    record(
        action="file.read",
        by=request.viewer,
        subject=file.person_id,
        owners=[file.owner],
        detail={"file": str(file.id), "fields": ["overview"]},
    )
    context = file_frame(request.viewer, file, "overview")
    return render(request, "assistance/overview.html", context)
