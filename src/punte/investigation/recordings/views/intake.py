"""Bringing a recorder's folder in: the form, what would become of each file, the decision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.core.once import once_key_of
from punte.investigation.cases.door import case_frame, get_case, opened, zone_of
from punte.investigation.recordings.actions.planning import plan_intake
from punte.investigation.recordings.actions.taking import drop_intake, get_intake, take_intake
from punte.investigation.recordings.forms import DecideForm, IntakeForm
from punte.investigation.recordings.models import Intake, IntakeFile
from punte.investigation.recordings.rules import clock_text
from punte.investigation.recordings.words import ODD, IntakeState, Outcome
from punte.ui.acts import act_page
from punte.ui.tables import Column, Table


@requires(Permission.LISTEN)
def bring(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """A folder is brought; nothing of it is taken in yet."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    clock = {"zone": zone_of(case).key}
    form = IntakeForm(request.POST or None, request.FILES or None, initial=clock)

    def act(_values: dict[str, Any]) -> Intake:
        return plan_intake(
            by=viewer, case_id=case_id, ground=form.ground(), uploads=form.uploads(),
            request_key=once_key_of(request),
        )  # fmt: skip

    return act_page(
        request,
        form,
        act=act,
        back=lambda made: made.get_absolute_url(),
        back_url=reverse("investigation:recordings", args=[case_id]),
        title=_("Bring recordings in"),
        done=_("The files were looked at. Nothing is taken in yet."),
        lead=str(case),
        multipart=True,
        submit=_("Look at the files"),
    )


@require_GET
@requires(Permission.SEE_CASES)
def look(request: ViewerRequest, case_id: UUID, intake_id: UUID) -> HttpResponse:
    """Each file: what it is, when it was made, which order covers it, what becomes of it."""
    viewer = request.viewer
    intake = get_intake(viewer, case_id, intake_id)
    case = opened(viewer, case_id, "recordings")
    rows = list(intake.files.all())
    table = Table(
        name="intake",
        columns=[
            Column("name", _("File"), head=True),
            Column("what", _("What it is"), value=_what),
            Column("start", _("When"), template="recordings/cells/when.html"),
            Column("outcome", _("What becomes of it"), template="recordings/cells/outcome.html"),
        ],
        rows=rows,
        params=request.GET,
        caption=_("Files"),
        empty_title=_("No file"),
        empty_text=_("The folder was empty."),
        page_size=200,
    )
    counts = [(one, sum(row.outcome == one for row in rows)) for one in Outcome]
    mine = intake.by_id == viewer.account_id and intake.state == IntakeState.PLANNED
    context = case_frame(
        viewer, case, "recordings", table=table, intake=intake, counts=counts,
        may_decide=mine and viewer.may(Permission.LISTEN) and viewer.may(Permission.IMPORT_DATA),
    )  # fmt: skip
    return render(request, "recordings/intake.html", context)


def _what(row: IntakeFile) -> str:
    facts = row.facts
    if not facts:
        return ""
    parts = [
        str(facts["form"]).upper(),
        str(facts["coding"]),
        _("%(rate)s Hz") % {"rate": facts["rate"]},
        {1: _("mono"), 2: _("stereo")}.get(facts["channels"], str(facts["channels"])),
        clock_text(row.seconds or 0),
        *(str(ODD[found]) for found in facts["findings"]),
    ]
    return " · ".join(parts)


@require_POST
@requires(Permission.LISTEN)
def decide(request: ViewerRequest, case_id: UUID, intake_id: UUID) -> HttpResponse:
    """Take the folder in, or drop it."""
    form = DecideForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("This form has lost its key. Open the page again."))
    act = take_intake if form.cleaned_data["act"] == "take" else drop_intake
    intake = act(
        by=request.viewer, case_id=case_id, intake_id=intake_id,
        version=form.cleaned_data["version"],
    )  # fmt: skip
    if intake.state == IntakeState.DROPPED:
        messages.success(request, _("Nothing was taken in. The files are forgotten."))
        return redirect("investigation:recordings", case_id=case_id)
    messages.success(request, _("The folder is taken in. The worker looks through it now."))
    return redirect(intake)
