"""What the pages of this room share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http.response import HttpResponseBase
from django.urls import reverse

from punte.core.access.door import Permission, Viewer, ViewerRequest, get_visible
from punte.investigation.cases.door import Case, case_frame
from punte.investigation.course.models.base import CourseRow
from punte.ui.acts import act_page


def page_of(viewer: Viewer, case: Case, key: str, **context: Any) -> dict[str, Any]:
    """The context of a page of the course: the frame, and whether one decides here."""
    decides = viewer.may(Permission.DECIDE_COURSE) and case.open
    return case_frame(viewer, case, key, may_decide=decides, **context)


def act_in(
    request: ViewerRequest,
    case: Case,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: object,
    done: object,
    back: str = "",
    row: CourseRow | None = None,
    **context: Any,
) -> HttpResponseBase:
    """A form page of the case that goes back to its course, or to `back`.

    row: what the form changes; a refused form then stands on its newest version.
    """

    def version() -> int:
        assert row is not None
        return get_visible(type(row), viewer=request.viewer, case=case, pk=row.pk).version

    return act_page(
        request,
        form,
        act=act,
        back=back or course_url(case.pk),
        title=title,
        done=done,
        version=version if row is not None else None,
        **{"lead": str(case), **context},
    )


def course_url(case_id: UUID) -> str:
    return reverse("investigation:course", args=[case_id])


def victims_url(case_id: UUID) -> str:
    return reverse("investigation:victims", args=[case_id])


def start_of(row: CourseRow) -> dict[str, int]:
    return {"version": row.version}
