"""Services: of a file, of the agency, one by one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.once import once_key_of
from punte.protection.assistance.door import (
    act_page,
    answers_shown,
    ask_at,
    file_frame,
    get_file,
    note_reading,
    opened,
)
from punte.protection.configuration.door import Place, label_of
from punte.protection.delivery.actions.services import (
    plan_service,
    record_outcome,
    replan_service,
)
from punte.protection.delivery.forms.services import (
    NewService,
    OutcomeForm,
    Replan,
    ServiceFilter,
)
from punte.protection.delivery.lists import OUTCOME, REFUSAL
from punte.protection.delivery.models import ServiceItem
from punte.protection.delivery.models.service import DONE
from punte.protection.delivery.models.words import Outcome
from punte.protection.delivery.queries.services import (
    filtered,
    get_service,
    own_services,
    services_of,
    sums,
)
from punte.protection.delivery.views.frame import show
from punte.protection.delivery.views.service_table import picture, service_table
from punte.protection.referral.door import Referral, State

YEAR = timedelta(days=365)


@require_GET
@requires(Permission.SEE_FILES)
def services(request: ViewerRequest, file_id: UUID) -> HttpResponse:
    """All services of a file, and what was given by month and kind."""
    file = opened(request.viewer, file_id, "services")
    form = ServiceFilter(request.GET, viewer=request.viewer)
    rows = filtered(services_of(request.viewer, file), **form.chosen())
    context = {"table": service_table(rows, request.GET, form), **picture(sums(rows))}
    return show(request, "services", file, "services", **context)


@require_GET
@requires(Permission.SEE_FILES)
def all_services(request: ViewerRequest) -> HttpResponse:
    """The agency's services; sums of the last twelve months unless a time is chosen."""
    form = ServiceFilter(request.GET, viewer=request.viewer)
    chosen = form.chosen()
    rows = filtered(own_services(request.viewer), **chosen)
    counted = rows if "first" in chosen else rows.filter(day__gte=timezone.localdate() - YEAR)
    table = service_table(rows, request.GET, form, persons=True)
    return render(request, "delivery/all_services.html", {"table": table, **picture(sums(counted))})


@requires(Permission.WORK_FILES)
def new_service(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Plan one."""
    file = get_file(request.viewer, file_id)
    form = NewService(request.POST or None, viewer=request.viewer)
    return act_page(
        request,
        form,
        act=lambda values: plan_service(
            by=request.viewer,
            file=file.id,
            kind=values["kind"],
            plan=form.plan(),
            request_key=once_key_of(request),
        ),
        asked=ask_at(request, Place.SERVICE, file),
        back=reverse("protection:services", args=[file.id]),
        title=_("Plan a service"),
        lead=str(file),
        done=_("The service is planned."),
        submit=_("Plan it"),
    )


@require_GET
@requires(Permission.SEE_FILES)
def service(request: ViewerRequest, service_id: UUID) -> HttpResponse:
    """One service: what was planned, what became of it, what to do next."""
    row = get_service(request.viewer, service_id)
    note_reading(request.viewer, row.file, "services")
    context = file_frame(request.viewer, row.file, "services", row=row, facts=facts(row))
    context["referral_url"] = referral_url(row)
    context["outcome"] = label_of(OUTCOME, row.outcome)
    context["answers"] = answers_shown(request.viewer, [row.id])
    return render(request, "delivery/service.html", context)


def facts(row: ServiceItem) -> list[tuple[str, Any]]:
    """What there is to say; what is not known is left out."""
    cost = f"{row.cost} {row.currency}" if row.cost is not None else None
    pairs = [
        (_("Planned for"), row.planned_for),
        (_("Given by"), row.by_whom),
        (_("Outcome"), label_of(OUTCOME, row.outcome)),
        (_("Given on"), row.delivered_on),
        (_("Why the person refused"), label_of(REFUSAL, row.refusal) if row.refusal else None),
        (_("Hours"), row.hours),
        (_("Cost"), cost),
    ]
    return [(label, value) for label, value in pairs if value is not None]


def referral_url(row: ServiceItem) -> str:
    """Where the sender of the referral is told, if this service is what was asked for."""
    referral: Referral | None = row.file.referral
    if referral is None or referral.service != row.kind:
        return ""
    moves = {Outcome.DELIVERED.value: "deliver", Outcome.PARTLY.value: "partly"}
    if referral.state == State.SERVICE_STARTED and row.outcome in DONE:
        return reverse("protection:referral_move", args=[referral.id, moves[row.outcome]])
    return reverse("protection:referral", args=[referral.id])


@requires(Permission.WORK_FILES)
def service_outcome(request: ViewerRequest, service_id: UUID) -> HttpResponseBase:
    """Say what became of it."""
    row = get_service(request.viewer, service_id)
    form = OutcomeForm.from_row(row, request.POST or None)
    return act_page(
        request,
        form,
        act=lambda values: record_outcome(
            by=request.viewer, service=row.id, result=form.result(), version=values["version"]
        ),
        asked=ask_at(request, Place.SERVICE_OUTCOME, row.file),
        back=row.get_absolute_url(),
        title=_("What became of it?"),
        lead=f"{row.get_kind_display()} · {row.file}",
        done=_("Kept."),
    )


@requires(Permission.WORK_FILES)
def replan(request: ViewerRequest, service_id: UUID) -> HttpResponseBase:
    """Another day or provider."""
    row = get_service(request.viewer, service_id)
    names = ("planned_for", "provider", "desk", "agency", "provider_name", "version")
    form = Replan(
        request.POST or None,
        viewer=request.viewer,
        initial={name: getattr(row, name) for name in names},
    )
    return act_page(
        request,
        form,
        act=lambda values: replan_service(
            by=request.viewer, service=row.id, plan=form.plan(), version=values["version"]
        ),
        back=row.get_absolute_url(),
        title=_("Change the plan"),
        lead=f"{row.get_kind_display()} · {row.file}",
        done=_("The plan is changed."),
    )
