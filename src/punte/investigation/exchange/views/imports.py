"""Lists on their way into a case: all of them, a new one, progress, rejects, undoing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.files.door import streamed_file
from punte.core.once import once_key_of
from punte.investigation.cases.door import (
    Case,
    accounts_with,
    case_frame,
    get_case,
    note_reading,
    opened,
    team_of,
)
from punte.investigation.exchange.actions.imports import (
    Upload,
    begin_import,
    start_import,
    stop_import,
    undo_import,
)
from punte.investigation.exchange.actions.keeping import take_list
from punte.investigation.exchange.forms import NewList, Undo
from punte.investigation.exchange.models import ListImport
from punte.investigation.exchange.queries import get_run, lists_of, reasons_of, rejects_of
from punte.investigation.exchange.rejected import rejected_csv
from punte.investigation.exchange.shown import kind_label, preview_of
from punte.investigation.exchange.words import REASONS, failure_words, said_words
from punte.ui.acts import act_page
from punte.ui.tables import Column, Table

COLUMNS = [
    Column("title", gettext_lazy("List"), head=True, link=lambda run: run.get_absolute_url()),
    Column("kind", gettext_lazy("Kind"), value=kind_label),
    Column("state", gettext_lazy("State"), value=lambda run: run.get_state_display(),
           template="exchange/cells/state.html"),
    Column("good", gettext_lazy("Good rows"), number=True),
    Column("bad", gettext_lazy("Rejected rows"), number=True),
    Column("by", gettext_lazy("By"), value="by.name"),
    Column("created", gettext_lazy("Begun"), value="created_at",
           template="exchange/cells/moment.html"),
]  # fmt: skip
REJECTS = [
    Column("row", gettext_lazy("Row"), number=True),
    Column("column", gettext_lazy("Column")),
    Column("cell", gettext_lazy("What stands there")),
    Column("reason", gettext_lazy("Why"), value=lambda row: REASONS.get(row.reason, row.reason)),
]


@require_GET
@requires(Permission.IMPORT_DATA)
def lists(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """All lists of a case, the newest first."""
    viewer = request.viewer
    case = opened(viewer, case_id, "lists")
    table = Table(
        name="lists", columns=COLUMNS, rows=lists_of(viewer, case), params=request.GET,
        caption=_("Lists"), count_to=1000, empty_title=_("No list was brought in yet"),
        empty_text=_(
            "Call records, plate reads, bookings and other lists come in from files. Every row is"
            " checked before anything is written."
        ),
        empty_url=reverse("investigation:list_new", args=[case_id]) if case.open else "",
        empty_action=_("Bring in a list") if case.open else "",
    )  # fmt: skip
    return render(request, "exchange/lists.html", case_frame(viewer, case, "lists", table=table))


@requires(Permission.IMPORT_DATA)
def new(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Choose a file."""
    case = get_case(request.viewer, case_id)
    team = team_of(case).exclude(account=request.viewer.account_id)
    exhibits = bool(accounts_with(case, Permission.KEEP_EVIDENCE))

    def act(values: dict[str, Any]) -> ListImport:
        file = values.pop("file")
        upload = Upload(**values, name=file.name or "", chunks=file.chunks())
        return begin_import(
            by=request.viewer, case_id=case_id, upload=upload, request_key=once_key_of(request)
        )

    return act_page(
        request,
        NewList(request.POST or None, request.FILES or None, team=team, exhibits=exhibits),
        act=act,
        back=lambda run: run.get_absolute_url(),
        back_url=reverse("investigation:lists", args=[case_id]),
        multipart=True,
        submit=_("Look at the file"),
        title=_("Bring in a list"),
        done=_("The file is kept. Nothing comes in before you say so."),
        lead=str(case),
    )


def _context(request: ViewerRequest, case: Case, run: ListImport) -> dict[str, Any]:
    viewer = request.viewer
    rejects = None
    if run.attempt and run.bad:
        rejects = Table(
            name="rejects", columns=REJECTS, rows=rejects_of(viewer, run), params=request.GET,
            caption=_("Rows that stay out"), count_to=1000,
        )  # fmt: skip
    reasons = [(REASONS.get(code, code), often) for code, often in reasons_of(viewer, run)]
    return case_frame(
        viewer, case, "lists", run=run, kind=kind_label(run), said=said_words(run),
        failure=failure_words(run.failure) if run.failure else "", rejects=rejects,
        reasons=reasons, preview=preview_of(run),
        may_take=run.may_be_taken and case.open and viewer.may(Permission.KEEP_EVIDENCE),
    )  # fmt: skip


@require_GET
@requires(Permission.IMPORT_DATA)
def detail(request: ViewerRequest, case_id: UUID, run_id: UUID) -> HttpResponse:
    """How far it is, what was found, what comes next."""
    case = opened(request.viewer, case_id, "lists")
    run = get_run(request.viewer, case_id, run_id)
    return render(request, "exchange/list.html", _context(request, case, run))


@require_GET
@requires(Permission.IMPORT_DATA)
def progress(request: ViewerRequest, case_id: UUID, run_id: UUID) -> HttpResponse:
    """The part of the page that moves; the whole page anew when the step has ended."""
    run = get_run(request.viewer, case_id, run_id)
    if not run.busy:
        return HttpResponse(headers={"HX-Redirect": run.get_absolute_url()})
    return render(request, "exchange/progress.html", {"run": run})


@require_POST
@requires(Permission.IMPORT_DATA)
def start(request: ViewerRequest, case_id: UUID, run_id: UUID) -> HttpResponseBase:
    """Bring the good rows in."""
    return redirect(start_import(by=request.viewer, case_id=case_id, run_id=run_id))


@require_POST
@requires(Permission.IMPORT_DATA)
def stop(request: ViewerRequest, case_id: UUID, run_id: UUID) -> HttpResponseBase:
    """Stop what is under way."""
    return redirect(stop_import(by=request.viewer, case_id=case_id, run_id=run_id))


@require_POST
@requires(Permission.KEEP_EVIDENCE)
def take(request: ViewerRequest, case_id: UUID, run_id: UUID) -> HttpResponseBase:
    """Take the file as an exhibit, for who brought it in and takes none."""
    return redirect(take_list(by=request.viewer, case_id=case_id, run_id=run_id))


@requires(Permission.IMPORT_DATA)
def undo(request: ViewerRequest, case_id: UUID, run_id: UUID) -> HttpResponseBase:
    """Take a whole list back, with a reason."""
    run = get_run(request.viewer, case_id, run_id)
    return act_page(
        request,
        Undo(request.POST or None),
        act=lambda values: undo_import(by=request.viewer, case_id=case_id, run_id=run_id, **values),
        back=run.get_absolute_url(),
        title=_("Undo a list"),
        done=_("The list is being undone."),
        lead=_(
            "What the list said is withdrawn, and what it alone made is hidden. Nothing is deleted."
        ),
    )


@require_POST
@requires(Permission.IMPORT_DATA)
def rejects(request: ViewerRequest, case_id: UUID, run_id: UUID) -> HttpResponseBase:
    """The rejected rows as they came, with the reasons."""
    viewer = request.viewer
    run = get_run(viewer, case_id, run_id)
    note_reading(viewer, get_case(viewer, case_id), action="list.rejects", list=str(run.pk))
    return streamed_file(
        request, viewer, lambda: rejected_csv(viewer, run), "rejects.csv", "text/csv"
    )
