"""A chart as a file: PDF and SVG are made here; for PNG the page gets what it is to write below."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.investigation.analysis.actions.charts import note_export
from punte.investigation.analysis.content import HANDLING, read_content
from punte.investigation.analysis.exporting import as_pdf, told_of
from punte.investigation.analysis.painting import as_svg
from punte.investigation.analysis.picture import picture_of
from punte.investigation.analysis.queries.charts import get_chart
from punte.investigation.analysis.queries.graph import graph_of
from punte.investigation.analysis.reading import Asked
from punte.investigation.cases.door import get_case

FORMS = {"pdf": "application/pdf", "svg": "image/svg+xml", "png": "application/json"}


@require_POST
@requires(Permission.EXPORT_DATA)
def export(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """The chart as it stands on the page, without what a handling code keeps in the house."""
    viewer, asked = request.viewer, Asked(request)
    form, most = asked.text("form"), asked.text("handling")
    if form not in FORMS or most not in HANDLING[1:]:
        raise Invalid(_("Choose the kind of file, and the strictest handling code."))
    content = read_content(asked.text("content", 1_000_000))
    case = get_case(viewer, case_id)
    kept = get_chart(viewer, case, asked.key("chart")) if asked.text("chart") else None
    picture = picture_of(graph_of(viewer, case, content.ids()), content, most)
    left = picture.left_nodes + picture.left_links
    note_export(by=viewer, case=case, chart=kept, form=form, handling=most, left_out=left)
    told = told_of(viewer, case, picture)
    if form == "png":
        return JsonResponse({"told": told})
    name = kept.name if kept else _("New chart")
    data = as_svg(picture, told) if form == "svg" else as_pdf(name, picture, told, told[1])
    answer = HttpResponse(data, content_type=FORMS[form])
    answer["Content-Disposition"] = f'attachment; filename="chart-{case.number}.{form}"'
    return answer
