"""Documents: kept, replaced, put away; and those that expire."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.protection.assistance.door import act_page, get_file, opened
from punte.protection.configuration.door import label_of
from punte.protection.delivery.actions.papers import keep_paper, put_away, replace_paper
from punte.protection.delivery.forms.papers import NewPaper, PaperFilter, VersionOfPaper
from punte.protection.delivery.lists import PAPER, worded
from punte.protection.delivery.models import Paper
from punte.protection.delivery.models.words import PaperKind
from punte.protection.delivery.queries.papers import (
    expiring_documents,
    get_paper,
    papers_of,
    validity_of,
)
from punte.protection.delivery.rules import Validity
from punte.protection.delivery.views.frame import show
from punte.ui.tables import Column, Table

STATES = {
    Validity.LAID_BY: (gettext_lazy("older or put away"), "plain"),
    Validity.OPEN: (gettext_lazy("no last day"), "plain"),
    Validity.VALID: (gettext_lazy("good"), "ok"),
    Validity.NEAR: (gettext_lazy("expires soon"), "warning"),
    Validity.EXPIRED: (gettext_lazy("expired"), "late"),
}


def state_of(row: Paper) -> tuple[str, str]:
    """How it stands, in words, and the tone of the chip."""
    words, tone = STATES[validity_of(row)]
    return str(words), tone


def kind_column() -> Column:
    """What it is, in the office's words."""
    return Column(
        "kind",
        gettext_lazy("Document"),
        value=worded(PAPER, "kind"),
        link=lambda row: reverse("files:download", args=[row.stored]),
        head=True,
    )


STATE = Column("state", gettext_lazy("State"), value=state_of, template="delivery/cells/paper.html")
LAST_DAY = Column("expires_on", gettext_lazy("Good until"), sort="expires_on")
COLUMNS = (
    Column("label", gettext_lazy("What it is")),
    STATE,
    LAST_DAY,
    Column("size", gettext_lazy("Size"), value=lambda row: filesizeformat(row.size), number=True),
    Column("kept_at", pgettext_lazy("document", "Kept"), sort="kept_at"),
    Column("kept_by", gettext_lazy("By"), value="kept_by.name", shown=False),
    Column("steps", gettext_lazy("Steps"), value="id", template="delivery/cells/paper_steps.html"),
)
PERSON = Column(
    "person",
    gettext_lazy("Person"),
    value=lambda row: str(row.file),
    link=lambda row: row.get_absolute_url(),
    head=True,
)


@require_GET
@requires(Permission.SEE_FILES)
def documents(request: ViewerRequest, file_id: UUID) -> HttpResponse:
    """The documents of a file; the newest versions unless older ones are asked for."""
    file = opened(request.viewer, file_id, "documents")
    form = PaperFilter(request.GET, viewer=request.viewer)
    form.is_valid()
    rows = papers_of(request.viewer, file)
    if kind := form.cleaned_data.get("kind"):
        rows = rows.filter(kind=kind)
    if not form.cleaned_data.get("old"):
        rows = rows.filter(laid_by_at=None)
    table = paper_table(rows, request.GET, form)
    may_work = request.viewer.may(Permission.WORK_FILES) and file.state == file.State.OPEN
    table.extra = {"may_work": may_work, "csrf": get_token(request)}
    return show(request, "documents", file, "documents", table=table)


def paper_table(rows: Any, params: QueryDict, form: PaperFilter) -> Table:
    return Table(
        name="documents",
        columns=(kind_column(), *COLUMNS),
        rows=rows,
        params=params,
        caption=_("Documents"),
        count_to=1000,
        filters=form,
        empty_title=_("No document yet"),
        empty_text=_("Keep the papers the person needs here; you are told before one expires."),
    )


@require_GET
@requires(Permission.SEE_FILES)
def expiring(request: ViewerRequest) -> HttpResponse:
    """The agency's documents that have expired or soon will."""
    table = Table(
        name="expiring",
        columns=(
            PERSON,
            Column("kind", gettext_lazy("Document"), value=worded(PAPER, "kind")),
            STATE,
            Column("expires_on", gettext_lazy("Good until")),
        ),
        rows=expiring_documents(request.viewer),
        params=request.GET,
        caption=_("Documents that expire"),
        count_to=1000,
        empty_title=_("Nothing expires soon"),
        empty_text=_("A document stands here from thirty days before its last day."),
    )
    return render(request, "delivery/expiring.html", {"table": table})


@requires(Permission.WORK_FILES)
def new_document(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Keep one."""
    file = get_file(request.viewer, file_id)
    sent = request.method == "POST"
    form = NewPaper(
        request.POST if sent else None, request.FILES if sent else None, viewer=request.viewer
    )
    return act_page(
        request,
        form,
        act=lambda values: keep_paper(
            by=request.viewer,
            file=file.id,
            kind=PaperKind(values["kind"]),
            upload=form.sent(),
            label=values["label"],
            expires_on=values["expires_on"],
            request_key=once_key_of(request),
        ),
        back=reverse("protection:documents", args=[file.id]),
        title=_("Keep a document"),
        lead=str(file),
        done=_("The document is kept, sealed."),
        submit=_("Keep it"),
        multipart=True,
    )


@requires(Permission.WORK_FILES)
def newer_version(request: ViewerRequest, paper_id: UUID) -> HttpResponseBase:
    """Put a newer version in its place."""
    row = get_paper(request.viewer, paper_id)
    sent = request.method == "POST"
    form = VersionOfPaper(
        request.POST if sent else None,
        request.FILES if sent else None,
        initial={"label": row.label},
    )
    return act_page(
        request,
        form,
        act=lambda values: replace_paper(
            by=request.viewer,
            paper=row.id,
            upload=form.sent(),
            label=values["label"],
            expires_on=values["expires_on"],
            request_key=once_key_of(request),
        ),
        back=row.get_absolute_url(),
        title=_("A newer version"),
        lead=f"{label_of(PAPER, row.kind)} · {row.file}",
        done=_("The newer version is kept. The older one stays readable."),
        submit=_("Keep it"),
        multipart=True,
    )


@require_POST
@requires(Permission.WORK_FILES)
def away(request: ViewerRequest, paper_id: UUID) -> HttpResponseBase:
    """Nothing more is due about it."""
    row = put_away(by=request.viewer, paper=paper_id)
    messages.success(request, _("Put away. It stays among the older versions."))
    return redirect("protection:documents", row.file_id)
