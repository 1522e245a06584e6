"""One act on many files: choose, look at what would happen, do it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.core.once import once_key_of
from punte.protection.caseload.actions.bulk import Bulk, do_bulk, preview
from punte.protection.caseload.bulk_rules import ACT_NAMES, MOST, BulkAct
from punte.protection.caseload.forms.files import BulkForm


@require_POST
@requires(Permission.WORK_FILES)
def bulk(request: ViewerRequest) -> HttpResponseBase:
    """`step` says how far one is: "" asks what exactly, "preview" shows, "confirm" does."""
    act = act_of(request)
    files = chosen(request.POST.getlist("file"))
    if not files:
        messages.info(request, _("Choose files first: tick the boxes before them."))
        return redirect("protection:caseload")
    step = request.POST.get("step", "")
    form = BulkForm(request.POST if step else None, viewer=request.viewer, act=act)
    if step and form.is_valid():
        what = bulk_of(act, form)
        if step == "confirm":
            return do(request, what, files)
        return show(request, form, files, what)
    return show(request, form, files, None)


def act_of(request: ViewerRequest) -> BulkAct:
    try:
        return BulkAct(request.POST.get("act", ""))
    except ValueError as error:
        raise Invalid(_("Choose what to do with the files.")) from error


def chosen(values: list[str]) -> dict[UUID, int]:
    """Files and the version one looked at, from "id:version". Raises Invalid for anything else."""
    if len(values) > MOST:
        raise Invalid(_("Choose at most 200 files at once."))
    found = {}
    for value in values:
        key, _colon, version = value.partition(":")
        try:
            found[UUID(key)] = int(version[:10])
        except ValueError as error:
            raise Invalid(_("One of the chosen files cannot be read. Choose anew.")) from error
    return found


def bulk_of(act: BulkAct, form: BulkForm) -> Bulk:
    values = form.cleaned_data
    return Bulk(
        act=act,
        account=int(values["account"]) if values.get("account") else None,
        words=values.get("words", ""),
        due_on=values.get("due_on"),
    )


def do(request: ViewerRequest, what: Bulk, files: dict[UUID, int]) -> HttpResponseBase:
    done = do_bulk(by=request.viewer, bulk=what, files=files, request_key=once_key_of(request))
    messages.success(
        request,
        ngettext("Done for %(count)s file.", "Done for %(count)s files.", done) % {"count": done},
    )
    return redirect("protection:caseload")


def show(
    request: ViewerRequest, form: BulkForm, files: dict[UUID, int], what: Bulk | None
) -> HttpResponseBase:
    """The questions of the act; once they are answered, what happens to each file."""
    lines = preview(request.viewer, what, files) if what else []
    context = {
        "form": form,
        "title": ACT_NAMES[form.act],
        "act": form.act.value,
        "files": [f"{key}:{version}" for key, version in files.items()],
        "count": len(files),
        "lines": lines,
        "shown": what is not None,
        "will": sum(not line.why_not for line in lines),
        "unseen": len(files) - len(lines),
        "back_url": reverse("protection:caseload"),
    }
    return render(request, "caseload/bulk.html", context)
