"""Oversight: is the log whole, who did what, who saw one person's data."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import NotHere
from punte.core.ledger.door import (
    KIND_NAMES,
    Check,
    Entry,
    Report,
    check_of,
    entry_of,
    inclusion_proof,
    log_key,
    newest_check,
    newest_checkpoint,
    newest_stamp,
    place_of,
    start_check,
    waiting_count,
)
from punte.core.oversight.actions import note_report
from punte.core.oversight.columns import LOG
from punte.core.oversight.forms import Days, LogFilter, PersonNumber
from punte.core.oversight.queries import (
    fields_of,
    get_entry,
    log_rows,
    person_report,
    reason_of,
)
from punte.ui.tables import Saved, Table


@requires(Permission.VERIFY_LEDGER)
@require_GET
def home(request: ViewerRequest) -> HttpResponse:
    """The state of the log: its head, the last check, and the ways on."""
    context = {
        "head": newest_checkpoint(),
        "waiting": waiting_count(),
        "stamp": newest_stamp(),
        "key": log_key().vkey,
        "person_form": PersonNumber(),
        **_check_context(newest_check()),
    }
    return render(request, "oversight/home.html", context)


@requires(Permission.VERIFY_LEDGER)
@require_POST
def check_start(request: ViewerRequest) -> HttpResponse:
    """Ask the worker to verify the whole log."""
    start_check(by=request.viewer)
    return redirect("oversight:home")


@requires(Permission.VERIFY_LEDGER)
@require_GET
def check_state(request: ViewerRequest, check_id: UUID) -> HttpResponse:
    """The part of the home page that follows a running check."""
    return render(request, "oversight/check.html", _check_context(check_of(check_id)))


def _check_context(check: Check | None) -> dict[str, object]:
    done = check is not None and check.state in {Check.State.SOUND, Check.State.BROKEN}
    return {"check": check, "report": Report.from_json(check.result) if check and done else None}


@requires(Permission.VERIFY_LEDGER)
@require_GET
def checkpoint(request: ViewerRequest) -> HttpResponse:
    """The newest signed head, to be kept elsewhere."""
    head = newest_checkpoint()
    if head is None:
        raise NotHere(_("Nothing is sealed yet."), what="ledger checkpoint")
    return _attached(head.note, f"checkpoint-{head.size}.txt")


@requires(Permission.VERIFY_LEDGER)
@require_GET
def proof(request: ViewerRequest, entry_id: UUID) -> HttpResponse:
    """A `.tlog-proof` of one entry one may read; `?entry=yes` puts the entry itself into it."""
    entry = entry_of(request.viewer, entry_id)
    shown = entry if request.GET.get("entry") == "yes" else None
    return _attached(inclusion_proof(entry.id, entry=shown), f"{entry.id}.tlog-proof")


def _attached(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires(Permission.SEE_READINGS)
@require_GET
def log(request: ViewerRequest) -> HttpResponse:
    """The log, narrowed, sorted, by pages."""
    form = LogFilter(request.GET)
    good = form.is_valid()
    rows = log_rows(request.viewer, form.filters()) if good else Entry.objects.none()
    kinds = [Saved(words, f"kind={kind}") for kind, words in KIND_NAMES.items()]
    table = Table(
        name="log",
        columns=LOG,
        rows=rows,
        params=request.GET,
        caption=_("Entries of the log"),
        default_sort="-at",
        filters=form,
        saved=[Saved(_("All"), ""), *kinds],
        empty_title=_("Nothing is in the log yet"),
        empty_text=_("Every change, every reading of a person and every denied try comes here."),
    )
    return render(request, "oversight/log.html", {"table": table, "form": form})


@requires(Permission.SEE_READINGS)
@require_GET
def entry_page(request: ViewerRequest, entry_id: UUID) -> HttpResponse:
    """One entry with all it says, and its place in the tree."""
    entry = get_entry(request.viewer, entry_id)
    context = {
        "entry": entry,
        "place": place_of(entry),
        "fields": fields_of(entry),
        "reason": reason_of(entry),
        "may_prove": request.viewer.may(Permission.VERIFY_LEDGER),
        "detail": json.dumps(entry.detail, indent=2, ensure_ascii=False, sort_keys=True),
        "breadcrumbs": [
            {"label": _("Oversight"), "url": reverse("oversight:home")},
            {"label": _("Log"), "url": reverse("oversight:log")},
        ],
    }
    return render(request, "oversight/entry.html", context)


@requires(Permission.SEE_READINGS)
@require_GET
def find_person(request: ViewerRequest) -> HttpResponseBase:
    """From a person's number to the report."""
    form = PersonNumber(request.GET or None)
    if form.is_valid():
        return redirect("oversight:person_readings", form.cleaned_data["subject"])
    return render(
        request,
        "oversight/find_person.html",
        {"person_form": form},
        status=422 if form.is_bound else 200,
    )


@requires(Permission.SEE_REPORT)
@require_GET
def person_readings(request: ViewerRequest, person_id: UUID) -> HttpResponse:
    """Who saw this person's data: to read, to print, to hand over."""
    form = Days(request.GET)
    filters = form.filters(subject=person_id) if form.is_valid() else None
    if filters is None:
        context = {"form": form, "subject": person_id}
        return render(request, "oversight/person.html", context, status=422)
    report = person_report(request.viewer, person_id, filters)
    note_report(by=request.viewer, subject=person_id)
    context = {"form": form, "subject": person_id, "report": report, "filters": filters}
    return render(request, "oversight/person.html", context)
