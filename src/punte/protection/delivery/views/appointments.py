"""Appointments: of a file, and of the agency day by day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import DataClass, Permission, ViewerRequest, requires
from punte.core.errors import Invalid
from punte.core.once import once_key_of
from punte.protection.assistance.door import act_page, get_file, note_reading, opened
from punte.protection.delivery.actions.appointments import (
    change_appointment,
    make_appointment,
    settle_appointment,
)
from punte.protection.delivery.forms.appointments import (
    DayForm,
    MoveAppointment,
    NewAppointment,
    SettleForm,
)
from punte.protection.delivery.models import Appointment
from punte.protection.delivery.models.words import Meeting
from punte.protection.delivery.queries.appointments import (
    appointments_between,
    appointments_of,
    get_appointment,
    with_clash,
)
from punte.protection.delivery.rules import day_in_bounds
from punte.protection.delivery.views.frame import show

PAGE = 30
DAYS = 7
# More in a week than anybody reads; the page says so.
MOST = 300


@require_GET
@requires(Permission.SEE_FILES)
def appointments(request: ViewerRequest, file_id: UUID) -> HttpResponse:
    """Those of a file, latest day first."""
    file = opened(request.viewer, file_id, "appointments")
    page = Paginator(appointments_of(request.viewer, file), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "days": by_day(page), "now": timezone.now()}
    return show(request, "appointments", file, "appointments", **context)


@require_GET
@requires(Permission.SEE_FILES)
def all_appointments(request: ViewerRequest) -> HttpResponse:
    """The agency's week from a day on, with what falls together."""
    form = DayForm(request.GET)
    form.is_valid()
    day = form.cleaned_data.get("day") or timezone.localdate()
    if not day_in_bounds(day, timezone.localdate()):
        day = timezone.localdate()
    rows = with_clash(
        appointments_between(request.viewer, midnight(day), midnight(day + timedelta(DAYS)))
    )
    if form.cleaned_data.get("mine"):
        rows = rows.filter(caseworker=request.viewer.account_id)
    found = list(rows[: MOST + 1])
    context = {
        "form": DayForm(initial={"day": day, "mine": form.cleaned_data.get("mine")}),
        "days": by_day(found[:MOST]),
        "too_many": len(found) > MOST,
        "now": timezone.now(),
        "before": day - timedelta(DAYS),
        "after": day + timedelta(DAYS),
        "mine": form.cleaned_data.get("mine"),
        "persons": True,
        "may_work": request.viewer.may(Permission.WORK_FILES),
    }
    return render(request, "delivery/all_appointments.html", context)


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def by_day(rows: Iterable[Appointment]) -> list[tuple[date, list[Appointment]]]:
    """Appointments under the day on which they begin here."""
    days = groupby(rows, key=lambda row: timezone.localtime(row.starts_at).date())
    return [(day, list(found)) for day, found in days]


@requires(Permission.WORK_FILES)
def new_appointment(request: ViewerRequest, file_id: UUID) -> HttpResponseBase:
    """Make one."""
    file = get_file(request.viewer, file_id)
    initial = {"caseworker": file.caseworker_id or request.viewer.account_id}
    form = NewAppointment(request.POST or None, viewer=request.viewer, initial=initial)

    def act(values: dict[str, Any]) -> None:
        row = make_appointment(
            by=request.viewer,
            file=file.id,
            terms=form.terms(),
            data_class=DataClass(values["data_class"]),
            request_key=once_key_of(request),
        )
        warn_of_clash(request, row)

    return act_page(
        request,
        form,
        act=act,
        back=reverse("protection:appointments", args=[file.id]),
        title=_("New appointment"),
        lead=str(file),
        done=_("The appointment is made."),
    )


@requires(Permission.WORK_FILES)
def appointment(request: ViewerRequest, appointment_id: UUID) -> HttpResponseBase:
    """Move one to another time, place or caseworker."""
    row = get_appointment(request.viewer, appointment_id)
    if request.method == "GET":
        note_reading(request.viewer, row.file, "appointments")
    form = MoveAppointment.from_row(row, request.viewer, request.POST or None)

    def act(values: dict[str, Any]) -> None:
        changed = change_appointment(
            by=request.viewer,
            appointment=row.id,
            terms=form.terms(),
            version=values["version"],
        )
        warn_of_clash(request, changed)

    return act_page(
        request,
        form,
        act=act,
        back=reverse("protection:appointments", args=[row.file_id]),
        title=_("Change an appointment"),
        lead=str(row.file),
        done=_("The appointment is changed."),
    )


def warn_of_clash(request: ViewerRequest, row: Appointment) -> None:
    """Two at one time are kept, and said."""
    if get_appointment(request.viewer, row.id).clash:  # type: ignore[attr-defined]
        messages.warning(
            request, _("Whoever goes along has another appointment at that time. Look at both.")
        )


@require_POST
@requires(Permission.WORK_FILES)
def settle(request: ViewerRequest, appointment_id: UUID) -> HttpResponseBase:
    """Kept, missed, cancelled; or planned again."""
    row = get_appointment(request.viewer, appointment_id)
    form = SettleForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Choose what became of the appointment."))
    settle_appointment(
        by=request.viewer,
        appointment=row.id,
        state=Meeting(form.cleaned_data["state"]),
        version=form.cleaned_data["version"],
    )
    messages.success(request, _("Kept."))
    return redirect("protection:appointments", row.file_id)
