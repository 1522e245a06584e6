"""A file's caseworker, its closing and its reopening."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.protection.approvals.door import second_person
from punte.protection.assistance.actions.caseworker import assign_caseworker
from punte.protection.assistance.actions.closing import Ending, close_file
from punte.protection.assistance.actions.reopening import reopen_file
from punte.protection.assistance.forms.file import AssignForm, CloseForm, ReopenForm
from punte.protection.assistance.models import Closure
from punte.protection.assistance.models.words import ReopenReason
from punte.protection.assistance.pages import act_page, ask_at
from punte.protection.assistance.queries.files import colleagues, get_file
from punte.protection.assistance.registry import still_open
from punte.protection.assistance.wishes import wish_for
from punte.protection.configuration.door import Place


@requires(Permission.WORK_FILES)
def assign(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Give the file to a colleague."""
    viewer = request.viewer
    file = get_file(viewer, file_id)
    form = AssignForm(
        request.POST or None,
        colleagues=colleagues(viewer),
        initial={"account": file.caseworker_id, "version": file.version},
    )

    def act(values: dict[str, Any]) -> None:
        assign_caseworker(
            by=viewer,
            file=file.id,
            account=values["account"].pk,
            request_key=once_key_of(request),
            version=values["version"],
            note=values["note"],
        )

    return act_page(
        request,
        form,
        act=act,
        back=file.get_absolute_url(),
        title=_("Give the file to a caseworker"),
        done=_("The file is in other hands; they are told."),
        version=lambda: get_file(viewer, file_id).version,
        lead=str(file),
    )


@requires(Permission.WORK_FILES)
def close(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Close the file; what is still open is shown first."""
    viewer = request.viewer
    file = get_file(viewer, file_id)
    wish = wish_for(file, "file.close")
    if file.state == file.State.OPEN and (page := second_person(request, wish)) is not None:
        return page
    left = still_open(viewer, file)
    form = CloseForm(request.POST or None, still_open=bool(left), initial={"version": file.version})

    def act(values: dict[str, Any]) -> Closure:
        version = values.pop("version")
        return close_file(
            by=viewer,
            file=file.id,
            ending=Ending(**values),
            request_key=once_key_of(request),
            version=version,
        )

    return act_page(
        request,
        form,
        act=act,
        back=file.get_absolute_url(),
        title=_("Close the file"),
        done=_("Closed. Follow-ups are planned."),
        template="assistance/close.html",
        asked=ask_at(request, Place.CLOSURE, file),
        version=lambda: get_file(viewer, file_id).version,
        lead=str(file),
        submit=_("Close the file"),
        left=left,
    )


@requires(Permission.WORK_FILES)
def reopen(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Open a closed file again."""
    viewer = request.viewer
    file = get_file(viewer, file_id)
    wish = wish_for(file, "file.reopen")
    if file.state == file.State.CLOSED and (page := second_person(request, wish)) is not None:
        return page
    form = ReopenForm(request.POST or None, initial={"version": file.version})

    def act(values: dict[str, Any]) -> None:
        reopen_file(
            by=viewer,
            file=file.id,
            reason=ReopenReason(values["reason"]),
            request_key=once_key_of(request),
            note=values["note"],
            version=values["version"],
        )

    return act_page(
        request,
        form,
        act=act,
        back=file.get_absolute_url(),
        title=_("Open the file again"),
        done=_("Open again. Planned follow-ups are stopped."),
        version=lambda: get_file(viewer, file_id).version,
        lead=str(file),
        submit=_("Open again"),
    )
