"""Taking a court bundle out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Conflict, Invalid
from punte.core.files.door import streamed_file
from punte.core.ledger.door import record
from punte.investigation.bundle.folder import Folder, folder_of, zipped
from punte.investigation.bundle.gathering import gather
from punte.investigation.bundle.papers import papers_of
from punte.investigation.cases.door import Case, case_frame, opened
from punte.investigation.evidence.door import Exhibit, exhibits_of, open_evidence
from punte.ui.forms import ReasonForm


class BundleForm(ReasonForm):
    """Which exhibits, whether copies go along, and why."""

    exhibits = forms.MultipleChoiceField(
        label=gettext_lazy("Exhibits"), widget=forms.CheckboxSelectMultiple
    )
    copies = forms.BooleanField(label=gettext_lazy("Working copies go along too"), required=False)
    field_order = ("exhibits", "copies", "reason")

    def __init__(self, *args: Any, rows: list[Exhibit], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [(str(row.pk), str(row)) for row in rows]
        self.fields["exhibits"].choices = choices  # type: ignore[attr-defined]


@requires(Permission.EXPORT_DATA)
def bundle(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Choose exhibits, say why; then the folder as one ZIP."""
    viewer = request.viewer
    case = opened(viewer, case_id, "exhibits")
    rows = list(exhibits_of(viewer, case))
    form = BundleForm(request.POST or None, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            folder = _folder(request, case, form.cleaned_data)
        except (Conflict, Invalid) as error:
            form.add_error(None, error.message)
        else:
            return _sent(request, case, folder, form.cleaned_data["reason"])
    context = case_frame(viewer, case, "bundle", form=form, exhibits=rows)
    return render(request, "bundle/bundle.html", context)


def _folder(request: ViewerRequest, case: Case, values: dict[str, Any]) -> Folder:
    chosen = [UUID(key) for key in values["exhibits"]]
    proven = gather(request.viewer, case, chosen, copies=values["copies"])
    folder = folder_of(proven, papers_of(proven))
    record(
        action="bundle.export",
        by=request.viewer,
        subject=case.pk,
        owners=[case.owner],
        detail={
            "fields": ["exhibits"],
            "reason": values["reason"],
            "exhibits": [str(one.exhibit.pk) for one in proven.exhibits],
            "files": len(folder.files),
            "checkpoint": proven.head.size,
        },
    )
    return folder


def _sent(request: ViewerRequest, case: Case, folder: Folder, reason: str) -> HttpResponseBase:
    viewer = request.viewer

    def chunks(key: UUID) -> Iterator[bytes]:
        return open_evidence(by=viewer, file_id=key, reason=reason, why="exported")[1].chunks

    name = _("bundle-%(number)s.zip") % {"number": case.number}
    return streamed_file(request, viewer, lambda: zipped(folder, chunks), name, "application/zip")
