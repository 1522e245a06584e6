"""The exhibits of a case, one exhibit, taking one, and its files."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.files.door import streamed_file
from punte.core.once import once_key_of
from punte.investigation.cases.door import case_frame, get_case, opened
from punte.investigation.evidence.actions.files import Incoming, add_file, open_evidence
from punte.investigation.evidence.actions.taking import Finding, take_exhibit
from punte.investigation.evidence.forms.exhibits import ExhibitFilter, FileForm, FindingForm
from punte.investigation.evidence.models import EvidenceFile, Exhibit
from punte.investigation.evidence.queries.exhibits import (
    Wanted,
    chain_of,
    exhibits_of,
    get_exhibit,
)
from punte.investigation.evidence.queries.files import case_files, files_of, shut_to
from punte.investigation.evidence.views.shown import acts_for, facts_of, steps_shown
from punte.investigation.evidence.words import Category, ClockSource, FileKind
from punte.ui.acts import act_page
from punte.ui.tables import Column, Saved, Table


@require_GET
@requires(Permission.SEE_CASES)
def exhibits(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """The exhibits of a case."""
    viewer = request.viewer
    case = opened(viewer, case_id, "exhibits")
    form = ExhibitFilter(request.GET)
    wanted = Wanted(**form.cleaned_data) if form.is_valid() else Wanted()
    here = reverse("investigation:exhibits", args=[case_id])
    may_keep = viewer.may(Permission.KEEP_EVIDENCE) and case.open
    table = Table(
        name="exhibits",
        columns=columns(),
        rows=exhibits_of(viewer, case, wanted),
        params=request.GET,
        caption=_("Exhibits"),
        filters=form,
        saved=[Saved(_("All"), ""), Saved(_("I hold"), "mine=on")],
        csv_url=f"{here}?format=csv&{request.GET.urlencode()}",
        empty_title=_("No exhibit yet"),
        empty_text=_("What is taken as evidence stands here, with who has it and its files."),
        empty_url=reverse("investigation:exhibit_new", args=[case_id]) if may_keep else "",
        empty_action=_("Take an exhibit"),
    )
    if request.GET.get("format") == "csv":
        return table.csv_response("exhibits.csv")
    context = case_frame(viewer, case, "evidence", table=table, may_keep=may_keep)
    return render(request, "evidence/exhibits.html", context)


def columns() -> list[Column]:
    return [
        Column("number", pgettext("exhibit", "Number"), head=True, sort="number",
               link=Exhibit.get_absolute_url),
        Column("what", _("What it is"), sort="what"),
        Column("category", _("Category"), value=lambda row: row.get_category_display(),
               sort="category", shown=False),
        Column("seal", _("Seal"), sort="seal"),
        Column("found", _("Found"), value="found_at", sort="found_at"),
        Column("place", _("Where"), value="found_place", shown=False),
        Column("holder", _("Who has it"), value="holder_name", sort="holder_name"),
        Column("state", _("State"), value=lambda row: row.get_state_display(), sort="state",
               template="evidence/cells/state.html"),
        Column("files", _("Files"), value="file_count", number=True),
    ]  # fmt: skip


@requires(Permission.KEEP_EVIDENCE)
def new(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Take an exhibit."""
    viewer = request.viewer
    case = get_case(viewer, case_id)

    def act(values: dict[str, Any]) -> Exhibit:
        kinds = ((FileKind.ORIGINAL, values.pop("file")), (FileKind.PHOTO, values.pop("photo")))
        files = [incoming(upload, kind) for kind, upload in kinds if upload]
        values["category"] = Category(values["category"])
        values["clock"] = ClockSource(values["clock"])
        return take_exhibit(
            by=viewer, case_id=case_id, finding=Finding(**values), files=files,
            request_key=once_key_of(request),
        )  # fmt: skip

    return act_page(
        request,
        FindingForm(request.POST or None, request.FILES or None),
        act=act,
        back=Exhibit.get_absolute_url,
        back_url=reverse("investigation:exhibits", args=[case_id]),
        title=_("Take an exhibit"),
        done=_("The exhibit is kept, with the next number."),
        lead=str(case),
        multipart=True,
    )


def incoming(upload: UploadedFile[bytes], kind: FileKind, **more: Any) -> Incoming:
    """An upload as a stream of the announced length."""
    name = str(upload.name)
    return Incoming(name, upload.chunks(), kind=kind, expected=upload.size, **more)


@require_GET
@requires(Permission.SEE_CASES)
def exhibit(request: ViewerRequest, case_id: UUID, exhibit_id: UUID) -> HttpResponse:
    """One exhibit: what it is, its chain, its files."""
    viewer = request.viewer
    case = opened(viewer, case_id, "exhibits")
    found = get_exhibit(viewer, case, exhibit_id)
    rows = list(files_of(viewer, found))
    context = case_frame(
        viewer,
        case,
        "evidence",
        exhibit=found,
        facts=facts_of(found),
        events=steps_shown(chain_of(viewer, found)),
        files=rows,
        shut=shut_to(viewer, rows),
        acts=acts_for(viewer, found),
        may_keep=viewer.may(Permission.KEEP_EVIDENCE) and case.open and not found.ended,
    )
    return render(request, "evidence/exhibit.html", context)


@requires(Permission.KEEP_EVIDENCE)
def file_new(request: ViewerRequest, case_id: UUID, exhibit_id: UUID) -> HttpResponseBase:
    """One more file of an exhibit."""
    viewer = request.viewer
    found = get_exhibit(viewer, get_case(viewer, case_id), exhibit_id)

    def act(values: dict[str, Any]) -> EvidenceFile:
        upload, kind = values.pop("file"), FileKind(values.pop("kind"))
        said = values.pop("parameters")
        values["of"] = UUID(values["of"]) if values["of"] else None
        parameters = {"as written": said} if said else {}
        more = incoming(upload, kind, **values, parameters=parameters)
        return add_file(by=viewer, case_id=case_id, exhibit_id=exhibit_id, incoming=more)

    files = list(files_of(viewer, found))
    return act_page(
        request,
        FileForm(request.POST or None, request.FILES or None, files=files),
        act=act,
        back=found.get_absolute_url(),
        title=_("Add a file"),
        done=_("The file is kept, with its digests."),
        lead=str(found),
        multipart=True,
    )


@require_GET
@requires(Permission.SEE_CASES)
def files(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """All files of a case's exhibits, with what their last check found."""
    viewer = request.viewer
    case = opened(viewer, case_id, "exhibits")
    here = reverse("investigation:exhibit_files", args=[case_id])
    rows = case_files(viewer, case, faulty=request.GET.get("faulty") == "on")
    table = Table(
        name="exhibit-files",
        columns=[
            Column("name", _("File"), head=True, link=lambda row: row.exhibit.get_absolute_url()),
            Column("exhibit", _("Exhibit"), value="exhibit.number", sort="exhibit__number"),
            Column("kind", _("Kind"), value=lambda row: row.get_kind_display(), sort="kind"),
            Column("size", _("Bytes"), number=True, sort="size"),
            Column("sha256", _("SHA-256"), shown=False),
            Column("sha512", _("SHA-512"), shown=False),
            Column("at", _("Taken in"), sort="at"),
            Column("checked", _("Last check"), value="checked_at", sort="checked_at"),
            Column("fault", _("Found"), template="evidence/cells/fault.html"),
        ],
        rows=rows,
        params=request.GET,
        caption=_("Files of exhibits"),
        saved=[Saved(_("All"), ""), Saved(_("With a fault"), "faulty=on")],
        csv_url=f"{here}?format=csv&{request.GET.urlencode()}",
        empty_title=_("No file here"),
        empty_text=_("Files of exhibits stand here with their digests and their last check."),
    )
    if request.GET.get("format") == "csv":
        return table.csv_response("files.csv")
    context = case_frame(viewer, case, "evidence", table=table)
    return render(request, "evidence/files.html", context)


@require_GET
@requires(Permission.SEE_CASES)
def download(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """A file of an exhibit as a download, whatever it is: nothing of it is shown in the page."""
    row, given = open_evidence(by=request.viewer, file_id=file_id)
    answer = streamed_file(
        request, request.viewer, lambda: given.chunks, row.name, given.content_type
    )
    answer.headers["Content-Length"] = str(given.size)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
