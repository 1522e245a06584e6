"""Court bundles of a case: ask for one, see how far it is, take it away."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.core.files.door import streamed_file
from punte.core.once import once_key_of
from punte.investigation.bundle.actions import ask_bundle, fetch_bundle, stop_bundle
from punte.investigation.bundle.forms import BundleForm
from punte.investigation.bundle.gathering import fault_sentence
from punte.investigation.bundle.models import KEPT, CourtBundle
from punte.investigation.bundle.queries import bundles_of, get_bundle, is_open
from punte.investigation.bundle.words import FAILURES
from punte.investigation.cases.door import case_frame, opened
from punte.investigation.evidence.door import exhibits_of
from punte.ui.tables import Column, Table

COLUMNS = [
    Column("asked", gettext_lazy("Asked for"), value="created_at", head=True,
           link=CourtBundle.get_absolute_url, template="bundle/cells/moment.html"),
    Column("by", gettext_lazy("By"), value="by.name"),
    Column("exhibits", gettext_lazy("Exhibits"), value=lambda row: len(row.exhibits), number=True),
    Column("state", gettext_lazy("State"), value=lambda row: row.get_state_display(),
           template="bundle/cells/state.html"),
    Column("reason", gettext_lazy("Why")),
]  # fmt: skip


@requires(Permission.EXPORT_DATA)
def bundles(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Choose exhibits and say why; below, the bundles there were."""
    viewer = request.viewer
    case = opened(viewer, case_id, "exhibits")
    rows = list(exhibits_of(viewer, case))
    form = BundleForm(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        values["exhibits"] = [UUID(key) for key in values["exhibits"]]
        try:
            return redirect(
                ask_bundle(by=viewer, case_id=case_id, request_key=once_key_of(request), **values)
            )
        except Invalid as error:
            form.add_error(None, error.message)
    table = Table(
        name="bundles", columns=COLUMNS, rows=bundles_of(viewer, case), params=request.GET,
        caption=_("Court bundles"), count_to=1000, empty_title=_("No bundle was asked for yet"),
        empty_text=_("Each one stands here with who asked for it, why, and until when it is kept."),
    )  # fmt: skip
    context = case_frame(
        viewer, case, "bundle", form=form, exhibits=rows, table=table, days=KEPT.days
    )
    return render(request, "bundle/bundles.html", context)


@require_GET
@requires(Permission.EXPORT_DATA)
def detail(request: ViewerRequest, case_id: UUID, bundle_id: UUID) -> HttpResponse:
    """How far it is, what is in it and what is not, until when it is kept."""
    viewer = request.viewer
    case = opened(viewer, case_id, "exhibits")
    bundle = get_bundle(viewer, case_id, bundle_id)
    chosen = [row for row in exhibits_of(viewer, case) if str(row.pk) in bundle.exhibits]
    context = case_frame(
        viewer, case, "bundle", bundle=bundle, exhibits=chosen, days=KEPT.days,
        faults=[fault_sentence(fault) for fault in bundle.faults],
        shut=bundle.ready and not is_open(viewer, bundle), failure=FAILURES.get(bundle.failure, ""),
        command="python verify_bundle.py .",
    )  # fmt: skip
    return render(request, "bundle/bundle.html", context)


@require_GET
@requires(Permission.EXPORT_DATA)
def progress(request: ViewerRequest, case_id: UUID, bundle_id: UUID) -> HttpResponse:
    """The part of the page that moves; the whole page anew when it has ended."""
    bundle = get_bundle(request.viewer, case_id, bundle_id)
    if not bundle.busy:
        return HttpResponse(headers={"HX-Redirect": bundle.get_absolute_url()})
    return render(request, "bundle/progress.html", {"bundle": bundle})


@require_POST
@requires(Permission.EXPORT_DATA)
def stop(request: ViewerRequest, case_id: UUID, bundle_id: UUID) -> HttpResponseBase:
    """Stop what is under way."""
    return redirect(stop_bundle(by=request.viewer, case_id=case_id, bundle_id=bundle_id))


@require_POST
@requires(Permission.EXPORT_DATA)
def fetch(request: ViewerRequest, case_id: UUID, bundle_id: UUID) -> HttpResponseBase:
    """The bundle as one ZIP."""
    viewer = request.viewer
    _bundle, given = fetch_bundle(by=viewer, case_id=case_id, bundle_id=bundle_id)
    answer = streamed_file(request, viewer, lambda: given.chunks, given.name, "application/zip")
    answer.headers["Content-Length"] = str(given.size)
    return answer
