"""One entity: all that is stated of it, its links, its selectors, what happened."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.investigation.cases.door import case_frame, get_case
from punte.investigation.subjects.catalogue import SCHEMATA
from punte.investigation.subjects.exhibits import exhibits_of
from punte.investigation.subjects.models import Entity
from punte.investigation.subjects.queries.entities import get_entity, members_of
from punte.investigation.subjects.queries.facts import (
    facts_of,
    happened,
    ids_of,
    kin_of,
    links_with,
)
from punte.investigation.subjects.reading import note_seen
from punte.investigation.subjects.schema import EXHIBIT
from punte.ui.tables import Column, Table

MOST_SHOWN = 12


@require_GET
@requires(Permission.SEE_CASES)
def entity(request: ViewerRequest, case_id: UUID, group: UUID) -> HttpResponse:
    """A thing with its facts, links, selectors and times; or a link with its ends."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_entity(viewer, case, group)
    note_seen(viewer, case, row, "entity")
    facts = facts_of(viewer, case, row)
    context = case_frame(
        viewer,
        case,
        "subjects",
        entity=row,
        schema=SCHEMATA[row.schema],
        ends=_ends(row),
        facts=facts,
        members=list(members_of(viewer, row)),
        kin=[] if row.is_link else kin_of(viewer, row),
        most=MOST_SHOWN,
        events=[] if row.is_link else happened(viewer, row),
        exhibits=exhibits_of(viewer, case, ids_of(facts, EXHIBIT.key)),
    )
    return render(request, "subjects/entity.html", context)


def _ends(row: Entity) -> list[tuple[object, Entity]]:
    """For a link: the words for its ends, and what stands there."""
    words = SCHEMATA[row.schema].ends
    return [(word, end) for word, end in zip(words, (row.tail, row.head), strict=False) if end]


@require_GET
@requires(Permission.SEE_CASES)
def links(request: ViewerRequest, case_id: UUID, group: UUID) -> HttpResponse:
    """All single links of a thing, the latest first."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_entity(viewer, case, group)
    note_seen(viewer, case, row, "entity")
    schema = request.GET.get("schema", "")
    table = Table(
        name="links",
        columns=[
            Column("kind", _("Link"), value="label", link=Entity.get_absolute_url, head=True),
            Column("tail", _("From"), value="tail", link=lambda one: one.tail.get_absolute_url()),
            Column("head", _("To"), value="head", link=lambda one: one.head.get_absolute_url()),
            Column("about", _("What is said"), value="caption"),
            Column("started", _("Since"), value="started_at"),
            Column("ended", _("Until"), value="ended_at"),
        ],
        rows=links_with(viewer, row, schema if schema in SCHEMATA else ""),
        params=request.GET,
        caption=_("Links"),
        count_to=1000,
        empty_title=_("No link"),
    )
    return render(
        request,
        "subjects/links.html",
        case_frame(viewer, case, "subjects", entity=row, table=table),
    )
