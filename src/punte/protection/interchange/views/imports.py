"""Files on their way in: list, new one, columns, progress, rejects."""

from __future__ import annotations

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from punte.algorithms.htcds import about
from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.core.files.door import streamed_file
from punte.core.once import once_key_of
from punte.core.sheets.door import unread_sheets
from punte.protection.approvals.door import Wish, second_person
from punte.protection.assistance.door import colleagues
from punte.protection.interchange.actions.imports import (
    Choice,
    Upload,
    begin_import,
    choose_columns,
    get_run,
    start_import,
    stop_import,
)
from punte.protection.interchange.forms import Mapping, NewImport
from punte.protection.interchange.models import ImportRun
from punte.protection.interchange.queries import rejects_of, runs
from punte.protection.interchange.rejected import rejected_csv
from punte.protection.interchange.words import FAULT_WORDS, failure_words, said_words, section_words
from punte.ui.tables import Column, Table

TONES = {
    "done": "ok",
    "failed": "late",
    "stopped": "warning",
    "mapping": "warning",
    "checked": "warning",
}
COLUMNS = [
    Column("source", gettext_lazy("From"), head=True, link=lambda run: run.get_absolute_url()),
    Column("state", gettext_lazy("State"), value=lambda run: run.get_state_display(),
           template="interchange/cells/state.html"),
    Column("good", gettext_lazy("Good rows"), number=True),
    Column("bad", gettext_lazy("Rejected rows"), number=True),
    Column("by", gettext_lazy("By"), value="by.name"),
    Column("created", gettext_lazy("Begun"), value="created_at",
           template="interchange/cells/moment.html"),
]  # fmt: skip
REJECTS = [
    Column("row", gettext_lazy("Row"), number=True),
    Column("column", gettext_lazy("Column")),
    Column("shown", gettext_lazy("It looks like")),
    Column(
        "reason", gettext_lazy("Why"), value=lambda row: FAULT_WORDS.get(row.reason, row.reason)
    ),
]


@require_GET
@requires(Permission.IMPORT_CASES)
def imports(request: ViewerRequest) -> HttpResponse:
    """All files of the agency, newest first."""
    table = Table(
        name="imports", columns=COLUMNS, rows=runs(request.viewer), params=request.GET,
        caption=_("Files brought in"), count_to=1000, empty_title=_("Nothing was brought in yet"),
        empty_text=_(
            "Cases of another organisation come in from a file. Every row is checked before"
            " anything is written."
        ),
        empty_url=reverse("protection:import_new"), empty_action=_("Bring in a file"),
    )  # fmt: skip
    return render(request, "interchange/imports.html", {"table": table, "about": about()})


@requires(Permission.IMPORT_CASES)
def import_new(request: ViewerRequest) -> HttpResponseBase:
    """Choose a file."""
    form = NewImport(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = begin_import(
                by=request.viewer, source=form.cleaned_data["source"],
                upload=_upload(form.cleaned_data["file"]), request_key=once_key_of(request),
            )  # fmt: skip
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            return redirect(run)
    context = {
        "form": form, "title": _("Bring in a file"), "multipart": True,
        "submit": _("Look at the file"), "back_url": reverse("protection:imports"),
        "lead": _("First the file is only looked at. Nothing comes in before you say so."),
    }  # fmt: skip
    return render(request, "ui/form_page.html", context)


def _upload(file: UploadedFile[bytes]) -> Upload:
    chunks = file.chunks()
    head = next(iter(file.chunks()), b"")[:16]
    return Upload(name=file.name or "", head=head, chunks=chunks)


def _context(request: ViewerRequest, run: ImportRun) -> dict[str, object]:
    rejects: Table | None = None
    if run.attempt:
        rejects = Table(
            name="rejects", columns=REJECTS, rows=rejects_of(request.viewer, run),
            params=request.GET, caption=_("Rows that stay out"), count_to=1000,
            empty_title=_("No row was rejected"), empty_text=_("Every row can be read."),
        )  # fmt: skip
    return {
        "run": run,
        "tone": TONES.get(run.state, ""),
        "said": said_words(run.said),
        "sections": section_words(run.said.get("sections", {})),
        "failure": failure_words(run.failure) if run.failure else "",
        "rejects": rejects,
    }


@require_GET
@requires(Permission.IMPORT_CASES)
def import_detail(request: ViewerRequest, run_id: UUID) -> HttpResponse:
    """How far it is, what was found, what comes next."""
    run = get_run(request.viewer, run_id)
    return render(request, "interchange/import.html", _context(request, run))


@require_GET
@requires(Permission.IMPORT_CASES)
def import_progress(request: ViewerRequest, run_id: UUID) -> HttpResponse:
    """The part of the page that moves; the whole page anew when the step has ended."""
    run = get_run(request.viewer, run_id)
    if not run.busy:
        return HttpResponse(headers={"HX-Redirect": run.get_absolute_url()})
    return render(request, "interchange/progress.html", {"run": run})


@requires(Permission.IMPORT_CASES)
def import_mapping(request: ViewerRequest, run_id: UUID) -> HttpResponseBase:
    """What each column means."""
    run = get_run(request.viewer, run_id)
    if not run.may_map:
        return redirect(run)
    people = list(colleagues(request.viewer))
    initial = {"caseworker": run.caseworker_id or ""}
    form = Mapping(request.POST or None, columns=run.columns, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        choices = [
            Choice(values[f"field_{n}"], values.get(f"order_{n}", column["order"]))
            for n, column in enumerate(run.columns)
        ]
        try:
            choose_columns(
                by=request.viewer, run=run.id, choices=choices, save_as=values["save_as"],
                caseworker=values["caseworker"],
            )  # fmt: skip
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            return redirect(run)
    context = {
        "form": form, "run": run, "said": said_words(run.said), "unread": unread_sheets(run.said),
    }  # fmt: skip
    return render(request, "interchange/mapping.html", context)


@require_POST
@requires(Permission.IMPORT_CASES)
def import_start(request: ViewerRequest, run_id: UUID) -> HttpResponseBase:
    """Bring the good rows in, or go on; where a rule says so, a second person is asked first."""
    run = get_run(request.viewer, run_id)
    if run.state == ImportRun.State.CHECKED and not run.begun:
        wish = Wish("cases.import", "import", run.id, run.get_absolute_url(), "")
        page = second_person(request, wish)
        if page is not None:
            return page
    return redirect(start_import(by=request.viewer, run=run_id))


@require_POST
@requires(Permission.IMPORT_CASES)
def import_stop(request: ViewerRequest, run_id: UUID) -> HttpResponseBase:
    """Stop after the batch that is being written."""
    return redirect(stop_import(by=request.viewer, run=run_id))


@require_POST
@requires(Permission.IMPORT_CASES)
def import_rejects(request: ViewerRequest, run_id: UUID) -> HttpResponseBase:
    """The rejected rows as they came, with the reasons, to be mended and sent again."""
    run = get_run(request.viewer, run_id)
    pieces = rejected_csv(request.viewer, run)
    return streamed_file(request, request.viewer, lambda: pieces, "rejects.csv", "text/csv")
