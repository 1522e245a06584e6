"""The same selectors in other cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.core.agencies.door import Agency
from punte.core.once import once_key_of
from punte.investigation.cases.door import Case, case_frame, get_case, opened
from punte.investigation.subjects.actions.hits import QUOTA, ask_hits
from punte.investigation.subjects.forms.merging import AskForm
from punte.investigation.subjects.models import HitQuery
from punte.investigation.subjects.queries.hits import (
    askable,
    asked_agencies,
    asked_by_others,
    questions_of,
    shared_with_own_cases,
)
from punte.investigation.subjects.shown import kind_label
from punte.ui.acts import act_page


@require_GET
@requires(Permission.SEE_CASES)
def hits(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """What stands in the viewer's other cases too, what was asked for, and who asked for ours."""
    viewer = request.viewer
    case = opened(viewer, case_id, "hits")
    context = case_frame(
        viewer,
        case,
        "hits",
        shared=shared_with_own_cases(viewer, case, askable(viewer, case)),
        questions=_told(list(questions_of(viewer, case)[:30])),
        others=asked_by_others(viewer, case)[:50],
        quota=QUOTA,
    )
    return render(request, "subjects/hits.html", context)


def _told(questions: Sequence[HitQuery]) -> list[dict[str, Any]]:
    """Each question with its answers in words: whom to ask for which selector."""
    names = dict(Agency.objects.filter(pk__in=asked_agencies(questions)).values_list("pk", "name"))
    return [
        {
            "row": row,
            "asked": len(row.asked),
            "answers": [
                (answer["key"], [names[a] for a in answer["agencies"] if a in names])
                for answer in row.answers
            ],
        }
        for row in questions
    ]


@requires(Permission.WORK_CASES)
def ask(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Choose what to ask for, and say why."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    choices = _choices(viewer, case)

    def act(values: dict[str, Any]) -> HitQuery:
        keys = [choices[chosen][0] for chosen in values["selectors"]]
        return ask_hits(
            by=viewer,
            case_id=case_id,
            keys=keys,
            reason=values["reason"],
            request_key=once_key_of(request),
        )

    shown = [(number, label) for number, (_key, label) in choices.items()]
    return act_page(
        request,
        AskForm(request.POST or None, choices=shown),
        act=act,
        back=reverse("investigation:hits", args=[case_id]),
        title=_("Ask other cases"),
        done=_("Asked. The answer stands below."),
        lead=_("You learn whom to ask, or nothing. Those who hold it learn that you asked."),
        submit=_("Ask"),
    )


def _choices(viewer: Viewer, case: Case) -> dict[str, tuple[tuple[str, str], str]]:
    """Each selector by its place in the list."""
    found = askable(viewer, case)
    return {
        str(n): ((kind, key), f"{key} ({kind_label(kind)})") for n, (kind, key) in enumerate(found)
    }
