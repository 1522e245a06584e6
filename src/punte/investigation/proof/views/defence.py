"""The tab "For the defence": the list, its decisions, whom it was served on, as paper and CSV."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.investigation.cases.door import Case, case_frame, get_case, note_reading, opened
from punte.investigation.proof.actions.defence import (
    Served,
    add_thing,
    decide_thing,
    list_missing,
    list_recordings,
    serve,
)
from punte.investigation.proof.forms.defence import (
    DecideForm,
    RecordingsForm,
    ServeForm,
    ThingForm,
)
from punte.investigation.proof.models import Serving, Thing
from punte.investigation.proof.paper import list_paper
from punte.investigation.proof.queries.defence import (
    get_thing,
    missing_of,
    recording_title,
    servings_of,
    shown_things,
    things_on,
    unlisted_recordings,
)
from punte.investigation.proof.words import Decision, ThingKind
from punte.ui.acts import act_page
from punte.ui.tables import Column, Table


def list_url(case_id: UUID) -> str:
    return reverse("investigation:defence_list", args=[case_id])


@require_GET
@requires(Permission.SEE_CASES)
def page(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """What stands on the list, what is missing on it, and whom it was served on."""
    viewer = request.viewer
    case = opened(viewer, case_id, "defence list")
    things = list(things_on(viewer, case))
    decides = viewer.may(Permission.DECIDE_COURSE) and case.open
    for row in things:
        row.may_decide = decides  # type: ignore[attr-defined]
    ordinary = [row for row in things if not row.sensitive]
    context = case_frame(
        viewer,
        case,
        "defence",
        table=_table(request, case, ordinary),
        sensitive=[row for row in things if row.sensitive],
        missing=missing_of(viewer, case),
        undecided=sum(1 for row in things if row.decision == Decision.OPEN),
        servings=servings_of(viewer, case),
        decides=decides,
        may_serve=decides and any(row.decision == Decision.DISCLOSE for row in things),
        may_export=viewer.may(Permission.EXPORT_DATA),
        recordings=len(unlisted_recordings(viewer, case)),
    )
    return render(request, "proof/defence.html", context)


def _table(request: ViewerRequest, case: Case, rows: list[Thing]) -> Table:
    exports = request.viewer.may(Permission.EXPORT_DATA)
    csv_url = reverse("investigation:defence_csv", args=[case.pk]) if exports else ""
    return Table(
        name="defence-list",
        columns=[
            Column("title", _("What"), head=True),
            Column("kind", _("Kind"), value=lambda row: row.get_kind_display()),
            Column("decision", _("Decision"), value=lambda row: row.get_decision_display(),
                   template="proof/cells/decision.html"),
            Column("ground", _("Legal ground")),
            Column("by", _("Decided by"), value=lambda row: row.decided_by or ""),
        ],
        rows=rows,
        params=request.GET,
        caption=_("List for the defence"),
        csv_url=csv_url,
        page_size=100,
        empty_title=_("Nothing stands on the list yet"),
        empty_text=_("Exhibits and sources come from the case; others are added by hand."),
    )  # fmt: skip


@require_GET
@requires(Permission.EXPORT_DATA)
def csv(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """The list without the sensitive schedule, for a spreadsheet."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    note_reading(viewer, case, "defence list", action="case.export_list", form="csv")
    rows = list(things_on(viewer, case).filter(sensitive=False))
    return _table(request, case, rows).csv_response("list-for-the-defence.csv")


@require_GET
@requires(Permission.EXPORT_DATA)
def pdf(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """The list without the sensitive schedule, on paper."""
    return _paper(request, case_id, sensitive=False)


@require_GET
@requires(Permission.DECIDE_COURSE)
def sensitive_pdf(request: ViewerRequest, case_id: UUID) -> HttpResponse:
    """The sensitive schedule on paper; for the court alone."""
    return _paper(request, case_id, sensitive=True)


def _paper(request: ViewerRequest, case_id: UUID, *, sensitive: bool) -> HttpResponse:
    viewer = request.viewer
    case = get_case(viewer, case_id)
    part = "sensitive schedule" if sensitive else "defence list"
    note_reading(viewer, case, part, action="case.export_list", form="pdf")
    rows = list(things_on(viewer, case).filter(sensitive=sensitive))
    servings = [] if sensitive else servings_of(viewer, case)
    content = list_paper(case, rows, servings, sensitive=sensitive)
    name = "sensitive-schedule.pdf" if sensitive else "list-for-the-defence.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
@requires(Permission.WORK_CASES)
def fill(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Put on the list what is missing on it."""
    many = list_missing(by=request.viewer, case_id=case_id)
    words = ngettext("%(n)d thing came onto the list.", "%(n)d things came onto the list.", many)
    messages.success(request, words % {"n": many})
    return redirect(list_url(case_id))


@requires(Permission.WORK_CASES)
def add(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """A document, a recording or the like."""
    viewer = request.viewer
    case = get_case(viewer, case_id)

    def act(values: dict[str, Any]) -> Thing:
        kind = ThingKind(values["kind"])
        return add_thing(by=viewer, case_id=case_id, kind=kind, title=values["title"])

    return act_page(
        request, ThingForm(request.POST or None), act=act, back=list_url(case_id),
        title=_("Put on the list"), done=_("It stands on the list."), lead=str(case),
    )  # fmt: skip


@requires(Permission.WORK_CASES)
def add_recordings(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """Recordings of the case, each by itself."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    rows = [(str(row.pk), recording_title(row)) for row in unlisted_recordings(viewer, case)]
    return act_page(
        request, RecordingsForm(request.POST or None, rows=rows),
        act=lambda values: list_recordings(by=viewer, case_id=case_id, **values),
        back=list_url(case_id), title=_("Put recordings on the list"),
        done=_("They stand on the list."), lead=str(case),
    )  # fmt: skip


@requires(Permission.DECIDE_COURSE)
def decide(request: ViewerRequest, case_id: UUID, thing_id: UUID) -> HttpResponseBase:
    """Shown, withheld or not relevant."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    row = get_thing(viewer, case, thing_id)
    start = {name: getattr(row, name) for name in ("decision", "ground", "sensitive", "version")}

    def act(values: dict[str, Any]) -> Thing:
        decision = Decision(values.pop("decision"))
        return decide_thing(
            by=viewer, case_id=case_id, thing_id=thing_id, decision=decision, **values
        )

    return act_page(
        request, DecideForm(request.POST or None, initial=start), act=act, back=list_url(case_id),
        title=_("Decide"), done=_("The decision is kept."), lead=str(row),
        version=lambda: get_thing(viewer, case, thing_id).version,
    )  # fmt: skip


@requires(Permission.DECIDE_COURSE)
def serve_list(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """The list was served on somebody."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    things = [(str(row.pk), row.title) for row in shown_things(viewer, case)]
    form = ServeForm(
        request.POST or None, things=things, initial={"things": [pk for pk, _title in things]}
    )

    def act(values: dict[str, Any]) -> Serving:
        chosen = values.pop("things")
        return serve(
            by=viewer, case_id=case_id, things=chosen, how=Served(**values),
            key=once_key_of(request),
        )  # fmt: skip

    return act_page(
        request, form, act=act, back=list_url(case_id), title=_("Served on"),
        done=_("That it was served is kept."), lead=str(case),
    )  # fmt: skip
