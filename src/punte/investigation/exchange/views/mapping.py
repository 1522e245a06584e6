"""What the columns of a list mean."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.core.sheets.door import unread_sheets
from punte.investigation.cases.door import case_frame, opened
from punte.investigation.exchange.actions.mapping import (
    Choice,
    Options,
    choose_columns,
    use_spec,
)
from punte.investigation.exchange.forms import Mapping, SpecChoice
from punte.investigation.exchange.models import ListImport
from punte.investigation.exchange.queries import get_run
from punte.investigation.exchange.specs import newest_specs


@requires(Permission.IMPORT_DATA)
def mapping(request: ViewerRequest, case_id: UUID, run_id: UUID) -> HttpResponseBase:
    """Columns, dates, the clock, the country of numbers."""
    viewer = request.viewer
    case = opened(viewer, case_id, "lists")
    run = get_run(viewer, case_id, run_id)
    if not run.may_map:
        return redirect(run)
    form = Mapping(request.POST or None, kind=run.kind, columns=run.columns, options=run.options)
    if request.method == "POST" and form.is_valid():
        try:
            _choose(request, run, form.cleaned_data)
        except Invalid as error:
            form.add_error(None, error.message)
        else:
            return redirect(run)
    specs = SpecChoice()
    specs.fields["spec"].queryset = newest_specs(viewer, run.kind)  # type: ignore[attr-defined]
    context = case_frame(
        viewer, case, "lists", run=run, form=form, unread=unread_sheets(run.said),
        specs=specs if newest_specs(viewer, run.kind).exists() else None,
    )  # fmt: skip
    return render(request, "exchange/mapping.html", context)


def _choose(request: ViewerRequest, run: ListImport, values: dict[str, Any]) -> None:
    choices = [
        Choice(values[f"field_{number}"], values.get(f"order_{number}", column["order"]))
        for number, column in enumerate(run.columns)
    ]
    options = Options(
        zone=values["zone"], region=values["region"], offset=values["offset"],
        owner=values.get("owner", ""),
    )  # fmt: skip
    choose_columns(
        by=request.viewer, case_id=run.case_id, run_id=run.pk, choices=choices, options=options,
        save_as=values["save_as"],
    )  # fmt: skip


@require_POST
@requires(Permission.IMPORT_DATA)
def spec(request: ViewerRequest, case_id: UUID, run_id: UUID) -> HttpResponseBase:
    """Read the columns as kept under another name."""
    run = get_run(request.viewer, case_id, run_id)
    form = SpecChoice(request.POST)
    form.fields["spec"].queryset = newest_specs(request.viewer, run.kind)  # type: ignore[attr-defined]
    if form.is_valid():
        use_spec(
            by=request.viewer, case_id=case_id, run_id=run_id, spec=form.cleaned_data["spec"].pk
        )
    return redirect("investigation:list_mapping", case_id, run_id)
