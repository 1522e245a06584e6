"""Groups of persons rescued together."""

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
from punte.protection.assistance.actions.groups import add_member, begin_group, remove_member
from punte.protection.assistance.forms.family import GroupForm, JoinForm, MemberForm, RemoveForm
from punte.protection.assistance.models import GroupMember, RescueGroup
from punte.protection.assistance.pages import act_page
from punte.protection.assistance.queries.family import file_by_code, members_of, own_groups
from punte.protection.assistance.queries.files import get_file


@require_GET
@requires(Permission.SEE_FILES)
def group(request: ViewerRequest, group_id: UUID) -> HttpResponse:
    """Who was rescued together, each with a file of their own."""
    row = get_visible(RescueGroup, viewer=request.viewer, pk=group_id)
    context = {
        "group": row,
        "members": members_of(request.viewer, row),
        "may_work": request.viewer.may(Permission.WORK_FILES),
        "breadcrumbs": [{"label": _("Caseload"), "url": reverse("protection:caseload")}],
    }
    return render(request, "assistance/group.html", context)


@requires(Permission.WORK_FILES)
def new_group(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Begin a group with this file in it."""
    viewer = request.viewer
    file = get_file(viewer, file_id)

    def act(values: dict[str, Any]) -> None:
        begin_group(by=viewer, file=file.id, request_key=once_key_of(request), **values)

    return act_page(
        request,
        GroupForm(request.POST or None),
        act=act,
        back=reverse("protection:file_family", args=[file.id]),
        title=_("New group rescued together"),
        done=_("The group is there, with this person in it."),
        lead=str(file),
    )


@requires(Permission.WORK_FILES)
def join_group(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Put this file into a group that is there."""
    viewer = request.viewer
    file = get_file(viewer, file_id)

    def act(values: dict[str, Any]) -> None:
        key = once_key_of(request)
        add_member(by=viewer, group=values["group"].id, file=file.id, request_key=key)

    return act_page(
        request,
        JoinForm(request.POST or None, groups=own_groups(viewer)),
        act=act,
        back=reverse("protection:file_family", args=[file.id]),
        title=_("Add to a group"),
        done=_("Added."),
        lead=str(file),
    )


@requires(Permission.WORK_FILES)
def new_member(request: ViewerRequest, group_id: UUID) -> HttpResponseBase:
    """Add a person by pseudonym, on the group's page."""
    viewer = request.viewer
    row = get_visible(RescueGroup, viewer=viewer, pk=group_id)

    def act(values: dict[str, Any]) -> None:
        file = file_by_code(viewer, values["code"])
        add_member(by=viewer, group=row.id, file=file.id, request_key=once_key_of(request))

    return act_page(
        request,
        MemberForm(request.POST or None),
        act=act,
        back=reverse("protection:rescue_group", args=[row.id]),
        title=_("Add to the group"),
        done=_("Added."),
        lead=row.name,
    )


@requires(Permission.WORK_FILES)
def drop_member(request: ViewerRequest, member_id: UUID) -> HttpResponseBase:
    """Take a person out of a group, with a reason."""
    viewer = request.viewer
    member = get_visible(GroupMember, viewer=viewer, pk=member_id)

    def act(values: dict[str, Any]) -> None:
        key = once_key_of(request)
        remove_member(by=viewer, member=member.id, reason=values["reason"], request_key=key)

    return act_page(
        request,
        RemoveForm(request.POST or None),
        act=act,
        back=reverse("protection:rescue_group", args=[member.group_id]),
        title=_("Take out of the group"),
        done=_("Taken out. That they were in it stays to be read."),
        submit=_("Take out"),
        danger=True,
    )
