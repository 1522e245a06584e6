"""Legal aid, rights, measures: one form a page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, ViewerRequest, get_visible, requires
from punte.core.once import once_key_of
from punte.protection.assistance.door import act_page
from punte.protection.justice import rules
from punte.protection.justice.actions.common import see_file
from punte.protection.justice.actions.support import (
    Answer,
    Talk,
    answer_aid,
    answer_measure,
    ask_aid,
    ask_measure,
    explain_rights,
)
from punte.protection.justice.forms.support import (
    AidAnswerForm,
    AidForm,
    MeasureAnswerForm,
    MeasureForm,
    RightsTalkForm,
)
from punte.protection.justice.instruments import measure_named
from punte.protection.justice.models import LegalAid, ProtectiveMeasure
from punte.protection.justice.models.words import AidKind, AskState, RightsForm, Understood
from punte.protection.justice.views.page import tab_url


@requires(Permission.WORK_FILES)
def aid_new(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Record that a lawyer was asked for."""
    file = see_file(request.viewer, file_id)

    def act(values: dict[str, Any]) -> None:
        known = {**values, "kind": AidKind(values["kind"])}
        ask_aid(by=request.viewer, file=file.id, request_key=once_key_of(request), **known)

    return act_page(
        request,
        AidForm(request.POST or None),
        act=act,
        back=tab_url(file.id),
        title=_("Legal aid"),
        lead=str(file),
        done=_("The legal aid is recorded."),
    )


@requires(Permission.WORK_FILES)
def aid_answer(request: ViewerRequest, aid_id: UUID) -> HttpResponseBase:
    """Granted, refused or ended."""
    row = get_visible(LegalAid, viewer=request.viewer, pk=aid_id)
    states = rules.ASKS[AskState(row.state)]

    def act(values: dict[str, Any]) -> None:
        answer = Answer(AskState(values["state"]), values["on"], values["words"])
        answer_aid(
            by=request.viewer,
            aid=row.id,
            version=values["version"],
            answer=answer,
            office=values["office"],
        )

    return act_page(
        request,
        AidAnswerForm(request.POST or None, states=states, initial={"version": row.version}),
        act=act,
        back=tab_url(row.file_id),
        title=_("Answer on legal aid"),
        lead=row.get_kind_display(),
        done=_("The answer is recorded."),
    )


@requires(Permission.WORK_FILES)
def measure_new(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Record that a protective measure was asked for."""
    file = see_file(request.viewer, file_id)
    return act_page(
        request,
        MeasureForm(request.POST or None, file=file),
        act=lambda values: ask_measure(
            by=request.viewer, file=file.id, request_key=once_key_of(request), **values
        ),
        back=tab_url(file.id),
        title=_("Protective measure"),
        lead=_("Kinds and laws are from memory until someone compares them with the text."),
        done=_("The measure is recorded."),
    )


@requires(Permission.WORK_FILES)
def measure_answer(request: ViewerRequest, measure_id: UUID) -> HttpResponseBase:
    """Granted until a day, refused or ended."""
    row = get_visible(ProtectiveMeasure, viewer=request.viewer, pk=measure_id)
    states = rules.ASKS[AskState(row.state)]

    def act(values: dict[str, Any]) -> None:
        state = AskState(values["state"])
        answer = Answer(state, values["on"], values["words"], values["until"])
        answer_measure(by=request.viewer, measure=row.id, version=values["version"], answer=answer)

    return act_page(
        request,
        MeasureAnswerForm(request.POST or None, states=states, initial={"version": row.version}),
        act=act,
        back=tab_url(row.file_id),
        title=_("Answer on a protective measure"),
        lead=measure_named(row.kind).label,
        done=_("The answer is recorded."),
    )


@requires(Permission.WORK_FILES)
def rights_new(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Record that rights were explained."""
    file = see_file(request.viewer, file_id)

    def act(values: dict[str, Any]) -> None:
        talk = Talk(
            **{
                **values,
                "form": RightsForm(values["form"]),
                "understood": Understood(values["understood"]),
            }
        )
        explain_rights(by=request.viewer, file=file.id, talk=talk, request_key=once_key_of(request))

    return act_page(
        request,
        RightsTalkForm(request.POST or None, initial={"language": file.language}),
        act=act,
        back=tab_url(file.id),
        title=_("Rights explained"),
        lead=str(file),
        done=_("The talk is recorded."),
    )
