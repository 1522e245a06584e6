"""Opening a guardian's sealed name."""

from __future__ import annotations

from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from punte.core.access.door import Permission, ViewerRequest, get_visible, requires
from punte.core.agencies.door import ask_again, recently_authenticated
from punte.core.errors import Invalid
from punte.protection.assistance.door import get_file
from punte.protection.children.actions.guardians import open_guardian
from punte.protection.children.models import Guardian
from punte.protection.children.views.page import page_context, tab_url
from punte.protection.persons.door import IdentityReason

SECONDS = 60


@require_POST
@requires(Permission.OPEN_IDENTITY)
def guardian_identity(request: ViewerRequest, guardian_id: UUID) -> HttpResponseBase:
    """Show the name for a minute, after signing in again and with a reason."""
    viewer = request.viewer
    row = get_visible(Guardian, viewer=viewer, pk=guardian_id)
    file = get_file(viewer, row.file_id)
    if not recently_authenticated(request):
        return ask_again(request, back=tab_url(file.id))
    form = IdentityReason(request.POST)
    if not form.is_valid():
        raise Invalid(_("Say in at least 10 characters why you open it."))
    values = open_guardian(by=viewer, guardian=row.id, reason=form.cleaned_data["reason"])
    identity = [{"label": label, "value": ", ".join(texts)} for label, texts in values.items()]
    context = page_context(
        viewer, file, identity=identity, identity_seconds=SECONDS, identity_of=row.role
    )
    response = render(request, "children/child.html", context)
    response["Cache-Control"] = "no-store"
    return response
