"""The offences of a case, and the country's table of offences."""

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
from punte.investigation.cases.actions.offences import (
    Wording,
    add_offence,
    end_offence,
    keep_offence,
)
from punte.investigation.cases.forms.case import OffenceForm, WordingForm
from punte.investigation.cases.models import Offence
from punte.investigation.cases.queries.cases import get_case, offences_in_force
from punte.ui.acts import act_page
from punte.ui.forms import SureForm
from punte.ui.tables import Column, Table


@requires(Permission.WORK_CASES)
def add(request: ViewerRequest, case_id: UUID) -> HttpResponseBase:
    """The case is about one more offence."""
    viewer = request.viewer
    case = get_case(viewer, case_id)
    form = OffenceForm(
        request.POST or None,
        offences=offences_in_force(case.jurisdiction),
        initial={"version": case.version},
    )

    def act(values: dict[str, Any]) -> object:
        return add_offence(
            by=viewer, case_id=case_id, offence=values["offence"].pk, version=values["version"]
        )

    return act_page(
        request,
        form,
        act=act,
        back=case.get_absolute_url(),
        title=_("Add an offence"),
        done=_("The offence is added."),
        version=lambda: get_case(viewer, case_id).version,
        lead=str(case),
    )


@require_POST
@requires(Permission.WORK_CASES)
def end(request: ViewerRequest, case_id: UUID, row_id: UUID) -> HttpResponseBase:
    """The case is no longer about an offence."""
    form = SureForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("This form has lost its key. Open the page again."))
    case = end_offence(
        by=request.viewer, case_id=case_id, row=row_id, version=form.cleaned_data["version"]
    )
    messages.success(request, _("The offence is taken out."))
    return redirect(case)


@require_GET
@requires(Permission.EDIT_CASE_TABLES)
def table(request: ViewerRequest) -> HttpResponse:
    """Every wording of every offence of the country."""
    shown = Table(
        name="offences",
        columns=[
            Column("article", _("Article"), head=True, sort="article"),
            Column("name", _("Name of the offence"), sort="name"),
            Column("since", _("In force from"), value="since", sort="since"),
            Column("source", _("Source"), shown=False),
            Column("verified", _("Checked"), value=_checked),
        ],
        rows=Offence.objects.filter(jurisdiction=request.viewer.jurisdiction),
        params=request.GET,
        caption=_("Offences"),
        empty_title=_("No offence in the table"),
    )
    return render(request, "cases/offences.html", {"table": shown})


def _checked(row: Offence) -> str:
    return _("yes") if row.verified else _("not checked")


@requires(Permission.EDIT_CASE_TABLES)
def wording(request: ViewerRequest) -> HttpResponseBase:
    """A new offence, or the next wording of one."""

    def act(values: dict[str, Any]) -> object:
        return keep_offence(by=request.viewer, wording=Wording(**values))

    return act_page(
        request,
        WordingForm(request.POST or None),
        act=act,
        back=reverse("investigation:offences"),
        title=_("Wording of an offence"),
        done=_("The wording is kept; cases keep the one that they were given."),
    )
