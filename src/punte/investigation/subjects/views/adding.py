"""Adding things, what is stated of them, and taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, get_visible, requires
from punte.core.errors import NotHere
from punte.core.once import once_key_of
from punte.investigation.cases.door import Case, case_frame, get_case
from punte.investigation.subjects.actions.keeping import withdraw_statement
from punte.investigation.subjects.actions.several import Added, add_several
from punte.investigation.subjects.actions.stating import (
    add_entity,
    add_statements,
    tie_exhibit,
)
from punte.investigation.subjects.catalogue import SCHEMATA, prop_of
from punte.investigation.subjects.exhibits import exhibits_of
from punte.investigation.subjects.forms.stating import (
    ExhibitForm,
    SeveralForm,
    StatedForm,
    WithdrawForm,
)
from punte.investigation.subjects.models import Entity, Statement
from punte.investigation.subjects.queries.entities import get_entity, sources_of
from punte.investigation.subjects.schema import Schema
from punte.ui.acts import act_page


def schema_like(key: str, *, is_link: bool) -> Schema:
    """A kind of thing or of link. Raises NotHere."""
    schema = SCHEMATA.get(key)
    if schema is None or schema.is_link != is_link:
        raise NotHere(what="read a kind of entity")
    return schema


def newest_source(case: Case, request: ViewerRequest) -> dict[str, Any]:
    """The source that came last is the one that somebody most likely writes from."""
    return {"source": sources_of(request.viewer, case).first()}


@require_GET
@requires(Permission.WORK_CASES)
def kinds(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """Which kind of thing to add."""
    case = get_case(request.viewer, case_id)
    context = case_frame(
        request.viewer,
        case,
        "subjects",
        title=_("Add a subject"),
        kinds=[
            (schema, reverse("investigation:entity_add", args=[case_id, key]))
            for key, schema in SCHEMATA.items()
            if not schema.is_link
        ],
        sourced=sources_of(request.viewer, case).exists(),
    )
    return render(request, "subjects/kinds.html", context)


@requires(Permission.WORK_CASES)
def add(request: ViewerRequest, case_id: UUID, schema: str) -> HttpResponseBase:
    """A new thing, with several values at once."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    known = schema_like(schema, is_link=False)
    form = StatedForm(
        request.POST or None,
        schema=known,
        sources=sources_of(viewer, case),
        initial=newest_source(case, request),
    )

    def act(values: dict[str, Any]) -> Entity:
        return add_entity(
            by=viewer,
            case_id=case_id,
            source_id=values["source"].pk,
            schema=known.key,
            stated=form.stated(),
            request_key=once_key_of(request),
        )

    return act_page(
        request,
        form,
        act=act,
        back=Entity.get_absolute_url,
        back_url=reverse("investigation:entity_kinds", args=[case_id]),
        title=known.label,
        done=_("It is kept."),
        template="subjects/stated.html",
        lead=str(case),
    )


@requires(Permission.WORK_CASES)
def state(request: ViewerRequest, case_id: UUID, group: UUID) -> HttpResponseBase:
    """More that a source says of a thing or a link."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    entity = get_entity(viewer, case, group)
    form = StatedForm(
        request.POST or None,
        schema=SCHEMATA[entity.schema],
        sources=sources_of(viewer, case),
        initial=newest_source(case, request),
    )

    def act(values: dict[str, Any]) -> int:
        return add_statements(
            by=viewer,
            case_id=case_id,
            entity_id=entity.pk,
            source_id=values["source"].pk,
            stated=form.stated(),
        )

    return act_page(
        request,
        form,
        act=act,
        back=entity.get_absolute_url(),
        title=_("What more is said of it"),
        done=_("It is kept."),
        template="subjects/stated.html",
        lead=str(entity),
    )


@requires(Permission.WORK_CASES)
def exhibit(request: ViewerRequest, case_id: UUID, group: UUID) -> HttpResponseBase:
    """Say that a thing is one of the exhibits."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    entity = get_entity(viewer, case, group)
    form = ExhibitForm(
        request.POST or None,
        exhibits=exhibits_of(viewer, case),
        sources=sources_of(viewer, case),
        initial=newest_source(case, request),
    )

    def act(values: dict[str, Any]) -> int:
        return tie_exhibit(
            by=viewer,
            case_id=case_id,
            entity_id=entity.pk,
            source_id=values["source"].pk,
            exhibit=UUID(values["exhibit"]),
        )

    return act_page(
        request,
        form,
        act=act,
        back=entity.get_absolute_url(),
        title=_("Which exhibit it is"),
        done=_("It is kept."),
        lead=str(entity),
    )


@requires(Permission.WORK_CASES)
def several(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Many things of one kind, pasted one a line."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    form = SeveralForm(
        request.POST or None,
        sources=sources_of(viewer, case),
        initial=newest_source(case, request),
    )

    def act(values: dict[str, Any]) -> Added:
        added = add_several(
            by=viewer,
            case_id=case_id,
            source_id=values["source"].pk,
            schema=values["schema"],
            lines=values["lines"],
            request_key=once_key_of(request),
        )
        _tell(request, added)
        return added

    return act_page(
        request,
        form,
        act=act,
        back=reverse("investigation:case_subjects", args=[case_id]),
        title=_("Add several quickly"),
        done=_("The list is kept."),
        lead=_("What the case holds already is not made twice: the source states it too."),
    )


def _tell(request: ViewerRequest, added: Added) -> None:
    """What came of the lines; what was refused is named by its line."""
    new, known = added.new, added.known
    parts = [
        ngettext("%(n)s is new.", "%(n)s are new.", new) % {"n": new},
        ngettext("%(n)s was there.", "%(n)s were there.", known) % {"n": known} if known else "",
    ]
    messages.info(request, " ".join(filter(None, parts)))
    for number, why in added.refused[:20]:
        messages.warning(request, _("Line %(n)s: %(why)s") % {"n": number, "why": why})


@requires(Permission.WORK_CASES)
def withdraw(request: ViewerRequest, case_id: UUID, statement_id: UUID) -> HttpResponseBase:
    """Take back what was written; it stays to be read, with the reason."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_visible(Statement, viewer=viewer, case=case, pk=statement_id)

    def act(values: dict[str, Any]) -> Statement:
        return withdraw_statement(by=viewer, case_id=case_id, statement_id=statement_id, **values)

    return act_page(
        request,
        WithdrawForm(request.POST or None),
        act=act,
        back=row.entity.get_absolute_url(),
        title=_("Withdraw a statement"),
        done=_("It is withdrawn."),
        lead=f"{prop_of(row.entity.schema, row.prop).label}: {row.value[:200]}",
        submit=_("Withdraw"),
        danger=True,
    )
