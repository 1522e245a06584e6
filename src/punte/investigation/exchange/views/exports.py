"""A case's graph as a file."""

from __future__ import annotations

from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import render

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.files.door import streamed_file
from punte.investigation.cases.door import case_frame, opened
from punte.investigation.exchange.actions.exports import begin_export
from punte.investigation.exchange.forms import Export
from punte.investigation.exchange.graphs.leaving import Order, codes_of
from punte.investigation.exchange.graphs.mapping import Form
from punte.investigation.exchange.graphs.writing import exported
from punte.investigation.subjects.door import Handling


@requires(Permission.EXPORT_DATA)
def export(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Say in which form, up to which code, and why; then it is sent while it is made."""
    viewer = request.viewer
    case = opened(viewer, case_id, "lists")
    form = Export(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        order = Order(values["reason"], Form(values["form"]), values["highest"])
        begin_export(by=viewer, case_id=case_id, order=order)
        name = f"punte-{case.number}.zip"
        make = lambda: exported(viewer, case, order)  # noqa: E731
        return streamed_file(request, viewer, make, name, "application/zip")
    codes = [(Handling(code).label, often) for code, often in codes_of(viewer, case).items()]
    context = case_frame(viewer, case, "lists", form=form, codes=codes)
    return render(request, "exchange/export.html", context)
