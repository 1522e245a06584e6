"""Acts on a child's file: one form a page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, ViewerRequest, get_visible, requires
from punte.core.once import once_key_of
from punte.protection.assistance.door import act_page, get_file
from punte.protection.children.actions.guardians import (
    NAME_KINDS,
    Appointment,
    clear_conflict,
    end_guardian,
    mark_conflict,
    record_guardian,
)
from punte.protection.children.actions.people import (
    School,
    call_in,
    end_companion,
    record_schooling,
)
from punte.protection.children.forms.child import (
    CompanionForm,
    ConflictForm,
    EndForm,
    GuardianEndForm,
    GuardianForm,
    SchoolForm,
)
from punte.protection.children.models import Companion, Guardian
from punte.protection.children.models.words import (
    Attendance,
    Barrier,
    GuardianEnd,
    GuardianKind,
    SchoolLevel,
)
from punte.protection.children.views.page import tab_url


@requires(Permission.WORK_FILES)
def guardian_new(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Record who acts for the child."""
    file = get_file(request.viewer, file_id)

    def act(values: dict[str, Any]) -> None:
        who = Appointment(
            kind=GuardianKind(values["kind"]),
            identity={kind: values[kind] for kind in NAME_KINDS},
            **{name: values[name] for name in PLAIN},
        )
        record_guardian(by=request.viewer, file=file.id, who=who, request_key=once_key_of(request))

    return act_page(
        request,
        GuardianForm(request.POST or None),
        act=act,
        back=tab_url(file.id),
        title=_("Guardian or legal representative"),
        lead=str(file),
        done=_("The guardian is recorded."),
    )


PLAIN = ("role", "agency_name", "appointed_by", "starts_on", "ends_on", "conflict_words")


@requires(Permission.WORK_FILES)
def guardian_conflict(request: ViewerRequest, guardian_id: UUID) -> HttpResponseBase:
    """Mark a guardian who may not act."""
    row = get_visible(Guardian, viewer=request.viewer, pk=guardian_id)
    return act_page(
        request,
        ConflictForm(request.POST or None, initial={"version": row.version}),
        act=lambda values: mark_conflict(by=request.viewer, guardian=row.id, **values),
        back=tab_url(row.file_id),
        title=_("Mark a conflict of interest"),
        lead=_("From then on no consent of this guardian stands."),
        submit=_("Mark"),
        danger=True,
        done=_("Marked. This guardian cannot consent."),
    )


@requires(Permission.APPROVE)
def guardian_clear(request: ViewerRequest, guardian_id: UUID) -> HttpResponseBase:
    """A second person says that the conflict is settled."""
    row = get_visible(Guardian, viewer=request.viewer, pk=guardian_id)
    return act_page(
        request,
        ConflictForm(request.POST or None, initial={"version": row.version}),
        act=lambda values: clear_conflict(by=request.viewer, guardian=row.id, **values),
        back=tab_url(row.file_id),
        title=_("Clear a conflict of interest"),
        lead=_("Only another person than the one who marked it may do this."),
        done=_("Cleared. This guardian may act again."),
    )


@requires(Permission.WORK_FILES)
def guardian_end(request: ViewerRequest, guardian_id: UUID) -> HttpResponseBase:
    """The last day of a guardian."""
    row = get_visible(Guardian, viewer=request.viewer, pk=guardian_id)

    def act(values: dict[str, Any]) -> None:
        end_guardian(
            by=request.viewer,
            guardian=row.id,
            version=values["version"],
            ends_on=values["ends_on"],
            reason=GuardianEnd(values["reason"]),
        )

    return act_page(
        request,
        GuardianEndForm(request.POST or None, initial={"version": row.version}),
        act=act,
        back=tab_url(row.file_id),
        title=_("End of a guardian's time"),
        lead=row.role,
        done=_("The last day is recorded."),
    )


@requires(Permission.WORK_FILES)
def school_new(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """How it stands with school now."""
    file = get_file(request.viewer, file_id)

    def act(values: dict[str, Any]) -> None:
        school = School(
            level=SchoolLevel(values["level"]),
            attendance=Attendance(values["attendance"]),
            since=values["since"],
            district=values["district"],
            barriers=[Barrier(key) for key in values["barriers"]],
            note=values["note"],
        )
        record_schooling(
            by=request.viewer, file=file.id, school=school, request_key=once_key_of(request)
        )

    return act_page(
        request,
        SchoolForm(request.POST or None),
        act=act,
        back=tab_url(file.id),
        title=_("School"),
        lead=str(file),
        done=_("The school is recorded."),
    )


@requires(Permission.WORK_FILES)
def companion_new(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Call in someone by role and body."""
    file = get_file(request.viewer, file_id)
    return act_page(
        request,
        CompanionForm(request.POST or None, file=file),
        act=lambda values: call_in(
            by=request.viewer, file=file.id, request_key=once_key_of(request), **values
        ),
        back=tab_url(file.id),
        title=_("Who stands beside the child"),
        lead=str(file),
        done=_("Recorded."),
    )


@requires(Permission.WORK_FILES)
def companion_end(request: ViewerRequest, companion_id: UUID) -> HttpResponseBase:
    """The last day of someone called in."""
    row = get_visible(Companion, viewer=request.viewer, pk=companion_id)
    return act_page(
        request,
        EndForm(request.POST or None, initial={"version": row.version}),
        act=lambda values: end_companion(by=request.viewer, companion=row.id, **values),
        back=tab_url(row.file_id),
        title=_("No longer called in"),
        lead=row.body,
        done=_("The last day is recorded."),
    )
