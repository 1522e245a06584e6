"""Opening a file, from the person's page or a referral's."""

from __future__ import annotations

from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.protection.assistance.actions.opening import open_file


@require_POST
@requires(Permission.WORK_FILES)
def open_for_person(request: ViewerRequest, person_id: UUID) -> HttpResponseBase:
    """A file for a person in the agency's care; the one that is there, if there is one."""
    file = open_file(by=request.viewer, person=person_id, request_key=once_key_of(request))
    return redirect("protection:file", file.id)


@require_POST
@requires(Permission.WORK_FILES)
def open_for_referral(request: ViewerRequest, referral_id: UUID) -> HttpResponseBase:
    """A file for somebody who was referred to one's desk."""
    file = open_file(by=request.viewer, referral=referral_id, request_key=once_key_of(request))
    return redirect("protection:file", file.id)
