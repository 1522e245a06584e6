"""A best-interests assessment: writing, reading, signing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.protection.assistance.door import act_page, file_frame, get_file, note_reading
from punte.protection.children.actions.best_interests import (
    assess_best_interests,
    sign_assessment,
)
from punte.protection.children.forms.best_interests import BestInterestsForm, SignForm
from punte.protection.children.instruments import dimensions
from punte.protection.children.models import BestInterests
from punte.protection.children.models.words import Finding
from punte.protection.children.queries.page import get_assessment
from punte.protection.children.views.page import tab_url

TONES = {Finding.GOOD: "ok", Finding.CONCERN: "warning", Finding.DANGER: "late"}


@requires(Permission.WORK_FILES)
def assessment_new(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Assess the best interests; earlier assessments stay as they are."""
    file = get_file(request.viewer, file_id)
    form = BestInterestsForm(request.POST or None)

    def act(_values: dict[str, Any]) -> None:
        assess_best_interests(
            by=request.viewer,
            file=file.id,
            found=form.assessment(),
            request_key=once_key_of(request),
        )

    return act_page(
        request,
        form,
        act=act,
        back=tab_url(file.id),
        title=_("Best-interests assessment"),
        lead=_("No names, no addresses. It is kept for good; a better view is a new one."),
        done=_("Kept. A second person signs it now."),
    )


@require_GET
@requires(Permission.SEE_FILES)
def assessment(request: ViewerRequest, assessment_id: UUID) -> HttpResponseBase:
    """One assessment, whole. Reading it is an entry in the ledger."""
    viewer = request.viewer
    row = get_assessment(viewer, assessment_id)
    file = get_file(viewer, row.file_id)
    note_reading(viewer, file, "child", assessment=str(row.id))
    signature = getattr(row, "signature", None)
    context = file_frame(
        viewer,
        file,
        "child",
        row=row,
        parts=shown_parts(row),
        signature=signature,
        may_sign=signature is None
        and viewer.may(Permission.APPROVE)
        and row.recorded_by_id != viewer.account_id,
    )
    return render(request, "children/assessment.html", context)


def shown_parts(row: BestInterests) -> list[dict[str, Any]]:
    """The elements with their answers and ratings; "not rated" is said, never zero."""
    shown = []
    for part in dimensions():
        rating = row.ratings.get(part.key, "")
        shown.append(
            {
                "label": part.label,
                "rating": Finding(rating).label if rating else pgettext("finding", "not rated"),
                "tone": TONES[Finding(rating)] if rating else "plain",
                "facts": [(q.text, row.answers.get(q.key, "")) for q in part.questions],
            }
        )
    return shown


@requires(Permission.APPROVE)
def assessment_sign(request: ViewerRequest, assessment_id: UUID) -> HttpResponseBase:
    """Be the second person."""
    row = get_assessment(request.viewer, assessment_id)
    return act_page(
        request,
        SignForm(request.POST or None),
        act=lambda values: sign_assessment(
            by=request.viewer, assessment=row.id, request_key=once_key_of(request), **values
        ),
        back=reverse("protection:child_assessment", args=[row.id]),
        title=_("Sign the assessment"),
        lead=row.get_recommendation_display(),
        done=_("Your answer is recorded."),
    )
