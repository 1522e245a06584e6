"""Cases on their way out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from punte.algorithms.htcds import about
from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.core.files.door import streamed_file
from punte.protection.approvals.door import second_person
from punte.protection.assistance.door import get_file
from punte.protection.interchange.actions.exports import (
    Order,
    check_order,
    order_export,
    wish_for,
)
from punte.protection.interchange.exporting import Selection, columns_out, going
from punte.protection.interchange.forms import Export, OneFile
from punte.protection.interchange.writers import (
    csv_bytes,
    json_lines,
    own_lines,
    several_fields,
    xlsform_bytes,
    xlsx_bytes,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {
    "csv": ("cases.csv", "text/csv; charset=utf-8"),
    "xlsx": ("cases.xlsx", XLSX),
    "jsonl": ("cases.jsonl", "application/jsonl"),
    "own": ("files.jsonl", "application/jsonl"),
}


@requires(Permission.EXPORT_CASES)
def export(request: ViewerRequest) -> HttpResponseBase:
    """Which cases, as what, why; then the file. An address may say what the form begins with."""
    form = Export(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        selection = Selection(values["status"], values["since"], values["until"])
        order = Order(values["form"], selection, values["reason"], values["identity"])
        asked = {name: request.POST.get(name, "") for name in form.fields if name != "reason"}
        back = f"{reverse('protection:export')}?{urlencode({k: v for k, v in asked.items() if v})}"
        answer = _take_out(request, form, order, back)
        if answer is not None:
            return answer
    return render(request, "interchange/export.html", {"form": form, "about": about()})


def _take_out(
    request: ViewerRequest, form: Form, order: Order, back: str
) -> HttpResponseBase | None:
    """The file, or the page that asks a second person; None when the form must say more.

    back: where one comes back to with the same order once it is approved.
    """
    viewer = request.viewer
    kept = [(name, request.POST[name]) for name in form.fields if name in request.POST]
    try:
        check_order(viewer, order)
        page = second_person(request, wish_for(viewer, order, back), kept=kept)
        if page is not None:
            return page
        order_export(by=viewer, order=order)
    except Invalid as error:
        form.add_error(None, error.message)
        return None
    return _answer(request, order)


def _answer(request: ViewerRequest, order: Order) -> HttpResponseBase:
    name, content_type = KINDS[order.form]
    return streamed_file(request, request.viewer, pieces_of(request, order), name, content_type)


def pieces_of(request: ViewerRequest, order: Order) -> Callable[[], Iterator[bytes]]:
    """What makes the file of an order, piece by piece."""
    viewer, reason = request.viewer, order.reason if order.identity else ""
    keys, several = columns_out(identity=order.identity), several_fields()
    # Without names the parts of a large spreadsheet may wait beside the sealed files.
    disk = None if order.identity else Path(settings.FILES_ROOT) / "incoming"

    def make() -> Iterator[bytes]:
        cases = going(viewer, order.selection, reason=reason, sections=order.form == "own")
        if order.form == "csv":
            return csv_bytes(cases, keys, several)
        if order.form == "xlsx":
            return xlsx_bytes(cases, keys, several, plain_disk=disk)
        return own_lines(cases) if order.form == "own" else json_lines(cases)

    return make


@requires(Permission.EXPORT_CASES)
def export_file(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """One assistance file, whole, as our own JSON."""
    file = get_file(request.viewer, file_id)
    form = OneFile(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        selection = Selection(person=file.person_id)
        order = Order("own", selection, values["reason"], values["identity"])
        answer = _take_out(request, form, order, request.path)
        if answer is not None:
            return answer
    context = {
        "form": form, "title": _("Take out one file"), "submit": pgettext("data", "Take out"),
        "lead": _("The whole file as one document, for another Punte or another program."),
        "back_url": reverse("protection:file", args=[file.id]),
    }  # fmt: skip
    return render(request, "ui/form_page.html", context)


@require_GET
@requires(Permission.EXPORT_CASES)
def export_form(request: ViewerRequest) -> HttpResponse:
    """The standard as XLSForm; it holds no case."""
    body = xlsform_bytes(own="own" in request.GET)
    headers = {"Content-Disposition": 'attachment; filename="htcds.xlsx"'}
    return HttpResponse(body, content_type=XLSX, headers=headers)
