"""Labels, the chain of custody and the certificate as PDF; each printing is a reading."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.investigation.cases.door import Case, get_case, note_reading
from punte.investigation.evidence.models import Exhibit
from punte.investigation.evidence.papers import draw_certificate, draw_chain, draw_labels
from punte.investigation.evidence.queries.exhibits import chain_of, exhibits_of, get_exhibit
from punte.investigation.evidence.queries.files import files_of

MOST = 500


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _printed(request: ViewerRequest, case: Case, exhibit: Exhibit | None = None) -> None:
    about = {"exhibit": str(exhibit.pk)} if exhibit else {}
    note_reading(request.viewer, case, "exhibits", action="exhibit.print", **about)


@require_GET
@requires(Permission.SEE_CASES)
def labels(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """Labels of all exhibits of a case, or of the one that is named; from a free place on."""
    case = get_case(request.viewer, case_id)
    rows = exhibits_of(request.viewer, case)
    if wanted := request.GET.get("exhibit"):
        rows = rows.filter(pk=_key(wanted))
    chosen = list(rows[:MOST])
    if not chosen:
        raise Invalid(_("There is no exhibit to print a label for."))
    skip = request.GET.get("skip", "0")
    _printed(request, case)
    places = int(skip) % 10 if skip.isascii() and skip.isdigit() and len(skip) < 3 else 0
    return _pdf(draw_labels(chosen, skip=places), "labels")


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Invalid(_("There is no exhibit to print a label for.")) from error


@require_GET
@requires(Permission.SEE_CASES)
def chain(request: ViewerRequest, case_id: UUID, exhibit_id: UUID) -> HttpResponse:
    """The chain of custody of one exhibit."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    exhibit = get_exhibit(viewer, case, exhibit_id)
    _printed(request, case, exhibit)
    content = draw_chain(exhibit, chain_of(viewer, exhibit), files_of(viewer, exhibit))
    return _pdf(content, f"custody-{exhibit.serial}")


@require_GET
@requires(Permission.SEE_CASES)
def certificate(request: ViewerRequest, case_id: UUID, exhibit_id: UUID) -> HttpResponse:
    """That an exhibit was returned or destroyed."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    exhibit = get_exhibit(viewer, case, exhibit_id)
    if not exhibit.ended:
        raise Invalid(_("This exhibit is still kept: there is nothing to certify."))
    _printed(request, case, exhibit)
    steps, files = list(chain_of(viewer, exhibit)), files_of(viewer, exhibit)
    return _pdf(draw_certificate(exhibit, steps, files), "certificate")
