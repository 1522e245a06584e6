"""Adding a link: of which kind, with what, in which direction."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.investigation.cases.door import Case, case_frame, get_case
from punte.investigation.subjects.actions.stating import add_entity
from punte.investigation.subjects.catalogue import SCHEMATA
from punte.investigation.subjects.forms.stating import LinkForm
from punte.investigation.subjects.models import Entity
from punte.investigation.subjects.queries.entities import get_entity, sources_of
from punte.investigation.subjects.queries.search import search_entities
from punte.investigation.subjects.reading import note_search
from punte.investigation.subjects.schema import Schema
from punte.investigation.subjects.views.adding import newest_source, schema_like
from punte.ui.acts import act_page

MOST_OFFERED = 12


@require_GET
@requires(Permission.WORK_CASES)
def kinds(request: ViewerRequest, case_id: UUID, group: UUID) -> HttpResponse:
    """Which kind of link to add."""
    case = get_case(request.viewer, case_id)
    entity = get_entity(request.viewer, case, group)
    context = case_frame(
        request.viewer,
        case,
        "subjects",
        title=_("Add a link"),
        entity=entity,
        kinds=[
            (schema, reverse("investigation:link_add", args=[case_id, entity.pk, key]))
            for key, schema in SCHEMATA.items()
            if _fits(schema, entity)
        ],
        sourced=sources_of(request.viewer, case).exists(),
    )
    return render(request, "subjects/kinds.html", context)


def _fits(schema: Schema, entity: Entity) -> bool:
    return schema.is_link and any(wanted in ("", entity.schema) for wanted in schema.joins)


@requires(Permission.WORK_CASES)
def add(request: ViewerRequest, case_id: UUID, group: UUID, schema: str) -> HttpResponseBase:
    """A link of this thing with another of the case."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    entity = get_entity(viewer, case, group)
    known = schema_like(schema, is_link=True)
    form = LinkForm(
        request.POST or None,
        schema=known,
        here=entity,
        sources=sources_of(viewer, case),
        initial=newest_source(case, request),
    )

    def act(values: dict[str, Any]) -> Entity:
        ends = (entity.pk, values["other"])
        tail, head = ends if values["way"] == "forth" else ends[::-1]
        return add_entity(
            by=viewer,
            case_id=case_id,
            source_id=values["source"].pk,
            schema=known.key,
            stated=form.stated(),
            request_key=once_key_of(request),
            tail=tail,
            head=head,
        )

    return act_page(
        request,
        form,
        act=act,
        back=entity.get_absolute_url(),
        title=known.label,
        done=_("The link is kept."),
        template="subjects/link.html",
        lead=str(entity),
        ends_url=reverse("investigation:ends", args=[case_id]),
        **offered(request, case, form["text"].value() or ""),
    )


@require_POST
@requires(Permission.WORK_CASES)
def ends(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """What may stand at the other end, found while somebody types."""
    case = get_case(request.viewer, case_id)
    context = offered(request, case, request.POST.get("text", ""))
    return render(request, "subjects/ends.html", context)


def offered(request: ViewerRequest, case: Case, text: str) -> dict[str, Any]:
    """The things of the case that a text finds, and the one chosen before."""
    if not text.strip():
        return {"offered": [], "asked": False, "chosen": ""}
    found = search_entities(request.viewer, text, case=case.pk)
    note_search(request.viewer, found, case)
    return {
        "offered": found.entities[:MOST_OFFERED],
        "more": len(found.entities) > MOST_OFFERED,
        "asked": True,
        "chosen": request.POST.get("other", ""),
    }
