"""Who belongs together: links and groups, on a file's own page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, get_visible, requires
from punte.core.once import once_key_of
from punte.protection.assistance.actions.family import link_files, remove_link
from punte.protection.assistance.forms.family import LinkForm, RemoveForm
from punte.protection.assistance.models import FileLink
from punte.protection.assistance.models.words import LinkKind
from punte.protection.assistance.pages import act_page
from punte.protection.assistance.queries.family import (
    file_by_code,
    memberships_of,
    relations_of,
)
from punte.protection.assistance.queries.files import get_file
from punte.protection.assistance.tabs import file_frame


@require_GET
@requires(Permission.SEE_FILES)
def family(request: ViewerRequest, file_id: UUID) -> HttpResponse:
    """Relatives and groups, each with a file of their own."""
    file = get_file(request.viewer, file_id)
    context = file_frame(
        request.viewer,
        file,
        "family",
        relations=relations_of(request.viewer, file),
        memberships=memberships_of(request.viewer, file),
    )
    return render(request, "assistance/family.html", context)


@requires(Permission.WORK_FILES)
def add_link(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Link this file with another of the agency."""
    viewer = request.viewer
    file = get_file(viewer, file_id)

    def act(values: dict[str, Any]) -> None:
        link_files(
            by=viewer,
            file=file.id,
            other=file_by_code(viewer, values["code"]).id,
            kind=LinkKind(values["kind"]),
            request_key=once_key_of(request),
        )

    return act_page(
        request,
        LinkForm(request.POST or None),
        act=act,
        back=reverse("protection:file_family", args=[file.id]),
        title=_("Add a family link"),
        done=_("Linked. Both files show it."),
        lead=str(file),
    )


@requires(Permission.WORK_FILES)
def drop_link(request: ViewerRequest, file_id: UUID, link_id: UUID) -> HttpResponseBase:
    """Take a link out, with a reason."""
    viewer = request.viewer
    file = get_file(viewer, file_id)
    link = get_visible(FileLink, viewer=viewer, pk=link_id)

    def act(values: dict[str, Any]) -> None:
        key = once_key_of(request)
        remove_link(by=viewer, link=link.id, reason=values["reason"], request_key=key)

    return act_page(
        request,
        RemoveForm(request.POST or None),
        act=act,
        back=reverse("protection:file_family", args=[file.id]),
        title=_("Remove the link"),
        done=_("Removed. That it stood stays to be read."),
        submit=_("Remove"),
        danger=True,
    )
