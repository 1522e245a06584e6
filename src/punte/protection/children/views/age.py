"""Assessing an age."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, ViewerRequest, get_visible, requires
from punte.core.once import once_key_of
from punte.protection.assistance.door import act_page, get_file
from punte.protection.children import rules
from punte.protection.children.actions.age import (
    Found,
    answer_age,
    doubt_age,
    propose_age,
    record_finding,
)
from punte.protection.children.forms.child import (
    AgeProposalForm,
    AnswerForm,
    DoubtForm,
    FindingForm,
)
from punte.protection.children.models import AgeAssessment
from punte.protection.children.models.words import AgeMethod
from punte.protection.children.views.page import tab_url
from punte.protection.persons.door import AgeBand


@requires(Permission.WORK_FILES)
def age_doubt(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Say that the age is in doubt; an adult's file comes onto the child path."""
    file = get_file(request.viewer, file_id)
    return act_page(
        request,
        DoubtForm(request.POST or None),
        act=lambda values: doubt_age(
            by=request.viewer, file=file.id, request_key=once_key_of(request), **values
        ),
        back=tab_url(file.id),
        title=_("Doubt the age"),
        lead=_("Until two people decide, the person is presumed a child."),
        done=_("Recorded. The person is presumed a child."),
    )


@requires(Permission.WORK_FILES)
def age_find(request: ViewerRequest, assessment_id: UUID) -> HttpResponseBase:
    """Record one finding with its margin."""
    row = get_visible(AgeAssessment, viewer=request.viewer, pk=assessment_id)

    def act(values: dict[str, Any]) -> None:
        found = Found(
            method=AgeMethod(values["method"]),
            body=values["body"],
            margin=rules.Margin(values["low"], values["high"]),
            agreed=values["agreed"],
            words=values["words"],
        )
        record_finding(
            by=request.viewer, assessment=row.id, found=found, request_key=once_key_of(request)
        )

    return act_page(
        request,
        FindingForm(request.POST or None),
        act=act,
        back=tab_url(row.file_id),
        title=_("Finding about the age"),
        lead=_("No method gives an exact age. Say the margin."),
        done=_("The finding is recorded."),
    )


@requires(Permission.WORK_FILES)
def age_propose(request: ViewerRequest, assessment_id: UUID) -> HttpResponseBase:
    """Lay a result before a second person."""
    row = get_visible(AgeAssessment, viewer=request.viewer, pk=assessment_id)

    def act(values: dict[str, Any]) -> None:
        propose_age(
            by=request.viewer,
            assessment=row.id,
            version=values["version"],
            band=AgeBand(values["band"]),
            ground=values["ground"],
            request_key=once_key_of(request),
        )

    return act_page(
        request,
        AgeProposalForm(request.POST or None, initial={"version": row.version}),
        act=act,
        back=tab_url(row.file_id),
        title=_("Propose a result"),
        lead=_("A second person decides with you."),
        done=_("Proposed. It waits for a second person."),
    )


@requires(Permission.APPROVE)
def age_answer(request: ViewerRequest, assessment_id: UUID) -> HttpResponseBase:
    """Be the second person."""
    row = get_visible(AgeAssessment, viewer=request.viewer, pk=assessment_id)
    return act_page(
        request,
        AnswerForm(request.POST or None, initial={"version": row.version}),
        act=lambda values: answer_age(
            by=request.viewer, assessment=row.id, request_key=once_key_of(request), **values
        ),
        back=tab_url(row.file_id),
        title=_("Decide on the age"),
        lead=f"{row.get_proposed_display()} · {row.ground}",
        done=_("Your answer is recorded."),
    )
