"""Persons: the list, and the facts of a case."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.protection.persons.actions.edit import edit_person
from punte.protection.persons.forms import PersonFacts, PersonFilter
from punte.protection.persons.models import Person
from punte.protection.persons.queries import filtered, get_person, own_persons, shared_persons
from punte.ui.tables import Column, Saved, Table


def table_columns() -> list[Column]:
    return [
        Column("person", _("Person"), value=str, head=True, link=Person.get_absolute_url),
        Column("status", _("Status"), value=lambda row: row.get_status_display(), sort="status"),
        Column("age", _("Age"), value=lambda row: row.get_age_band_display()),
        Column("form", _("Form"), value=lambda row: row.get_exploitation_display()),
        Column("district", _("District")),
        Column(
            "caseworker",
            _("Caseworker"),
            value=lambda row: row.caseworker.name if row.caseworker else "",
        ),
        Column("notified", _("Notified"), value="notified_at", shown=False),
        Column("changed", _("Changed"), value="changed_at", sort="changed_at"),
    ]


@require_GET
@requires(Permission.SEE_PERSONS)
def persons(request: ViewerRequest) -> HttpResponse:
    """Own persons, or those shared with one, with filters that never hold a name."""
    shared = request.GET.get("shared") == "1"
    form = PersonFilter(request.GET)
    rows = shared_persons(request.viewer) if shared else own_persons(request.viewer)
    if form.is_valid():
        rows = filtered(rows, form.wanted(request.viewer))
    table = Table(
        name="persons",
        columns=table_columns(),
        rows=rows,
        params=request.GET,
        caption=_("Persons"),
        default_sort="-changed",
        count_to=1000,
        filters=form,
        saved=[
            Saved(_("Our agency"), ""),
            Saved(_("Mine"), "mine=on"),
            Saved(_("Shared with us"), "shared=1"),
        ],
        empty_title=_("No person here yet"),
        empty_text=_("Persons appear when a notification is taken up."),
    )
    return render(request, "persons/list.html", {"table": table})


@requires(Permission.EDIT_PERSON)
def edit(request: ViewerRequest, person_id: UUID) -> HttpResponseBase:
    """Facts of the case that are not identity."""
    row = get_person(request.viewer, person_id)
    form = PersonFacts(request.POST or None, initial=PersonFacts.initial_of(row))
    if request.method == "POST" and form.is_valid():
        edit_person(by=request.viewer, person=row.id, values=form.cleaned_data)
        return redirect(row.get_absolute_url())
    return render(
        request,
        "ui/form_page.html",
        {
            "form": form,
            "title": _("Facts of the case"),
            "submit": _("Save"),
            "back_url": row.get_absolute_url(),
        },
    )
