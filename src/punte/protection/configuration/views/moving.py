"""Forms as workbooks, and the whole configuration as a file: out, in, and looked at first."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid, NotHere
from punte.protection.configuration import bundle, queries
from punte.protection.configuration.actions.bundles import (
    bring_bundle,
    dry_run,
    export_bundle,
    take_bundle,
)
from punte.protection.configuration.forms import FileField
from punte.protection.configuration.models import Edition
from punte.protection.configuration.views.drafts import get_draft, save
from punte.protection.configuration.words import Kind
from punte.protection.configuration.xlsform import (
    MOST_BYTES,
    Fault,
    WrongWorkbook,
    read_xlsform,
    write_xlsform,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_POST
@requires(Permission.CONFIGURE)
def export(request: ViewerRequest) -> HttpResponse:
    """The file with all that is in force."""
    data = export_bundle(by=request.viewer)
    return _download(data, "application/json", f"punte-{timezone.localdate()}.json")


def _download(data: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires(Permission.CONFIGURE)
def bring(request: ViewerRequest) -> HttpResponse:
    """A file from another server, to be looked at."""
    form = FileField(request.POST or None, request.FILES or None, most=bundle.MOST_BYTES)
    if request.method == "POST" and form.is_valid():
        try:
            arrived = bring_bundle(by=request.viewer, data=form.cleaned_data["file"])
        except Invalid as error:
            form.add_error("file", error.message)
        else:
            return redirect("protection:configuration_arrival", arrived.id)
    context = {
        "form": form,
        "title": _("Bring in a configuration"),
        "lead": _("Nothing changes yet: you see first what would become different."),
        "submit": _("Look at it"),
        "back_url": reverse("protection:configuration"),
        "multipart": True,
    }
    return render(request, "ui/form_page.html", context)


@requires(Permission.CONFIGURE)
def arrival(request: ViewerRequest, arrival_id: UUID) -> HttpResponse:
    """What the file would change here; POST takes it over."""
    row = queries.get_arrival(request.viewer, arrival_id)
    if request.method == "POST":
        chosen = request.POST.getlist("chosen")
        taken = take_bundle(by=request.viewer, arrival=row.id, chosen=chosen)
        said = ngettext(
            "%(count)d piece is taken over.", "%(count)d pieces are taken over.", len(taken)
        )
        messages.success(request, said % {"count": len(taken)})
        return redirect("protection:configuration_arrival", row.id)
    words, lines = _verdicts(), dry_run(row)
    context = {
        "row": row,
        "lines": [
            (line, words["fault" if line.fault else line.verdict])
            for line in lines
            if line.verdict != "same"
        ],
        "same": [line for line in lines if line.verdict == "same"],
    }
    return render(request, "configuration/arrival.html", context)


def _verdicts() -> dict[str, tuple[str, str]]:
    """Each verdict in words, and the tone of its chip."""
    return {
        "fault": (_("cannot stand here"), "late"),
        "new": (_("new here"), "ok"),
        "newer": (_("newer than here"), "ok"),
        "older": (_("older than here"), "warning"),
        "changed_here_too": (_("changed here too"), "late"),
        "change_waits": (_("a change waits here for a second person"), "warning"),
        "unknown": (_("not known here"), "late"),
    }


@require_GET
@requires(Permission.CONFIGURE)
def xlsform(request: ViewerRequest, edition_id: UUID) -> HttpResponse:
    """One version of a form as an XLSForm workbook."""
    row = queries.get_edition(request.viewer, edition_id)
    if row.kind != Kind.FORM:
        raise NotHere(what="read form")
    data = write_xlsform(row.content, key=row.key, version=row.version)
    return _download(data, XLSX, f"{row.key}-{row.version}.xlsx")


@require_POST
@requires(Permission.CONFIGURE)
def take_xlsform(request: ViewerRequest, edition_id: UUID) -> HttpResponse:
    """Put the questions of a workbook in place of the draft's; wrong rows are named."""
    row = get_draft(request, edition_id)
    if row.kind != Kind.FORM:
        raise NotHere(what="read form")
    form = FileField(request.POST, request.FILES, most=MOST_BYTES)
    faults: list[Fault] = []
    if form.is_valid():
        try:
            _key, content = read_xlsform(form.cleaned_data["file"])
        except WrongWorkbook as wrong:
            faults = wrong.faults
        else:
            kept = {"data_class": row.data_class, **content}
            faults = [Fault("", 0, said) for said in save(request, row, kept)]
        if not faults:
            return redirect(row.get_absolute_url())
    return _refused(request, row, form, faults)


def _refused(
    request: ViewerRequest, row: Edition, form: FileField, faults: list[Fault]
) -> HttpResponse:
    context = {"row": row, "form": form, "faults": faults}
    return render(request, "configuration/wrong_workbook.html", context, status=422)
