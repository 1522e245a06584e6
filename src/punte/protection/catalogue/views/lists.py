"""The catalogue and the page of one offer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from punte.core.access.door import Permission, ViewerRequest, requires
from punte.core.agencies.door import AgencyKind
from punte.protection.catalogue.forms.find import OfferFilter
from punte.protection.catalogue.models import Offer
from punte.protection.catalogue.models.words import Circumstance
from punte.protection.catalogue.queries import get_offer, listed, stale_before
from punte.protection.persons.door import Sex, language_name
from punte.ui.tables import Column, Saved, Table


def place_of_row(row: Offer) -> str:
    country = row.desk.agency.jurisdiction_id
    return f"{country} · {row.place_name or _('The whole country')}"


def who_of_row(row: Offer) -> str:
    """Who is taken, in a few words."""
    sexes = [str(Sex(key).label) for key in row.sexes]
    ages = [
        words
        for said, words in (
            (row.takes_adults, _("adults")),
            (row.takes_children, _("children")),
            (row.takes_families, _("parents with their children")),
        )
        if said
    ]
    return ", ".join([*sexes, *ages])


def free_of_row(row: Offer) -> str:
    if row.free_places is None:
        return "–"
    return str(row.free_places) if row.capacity is None else f"{row.free_places} / {row.capacity}"


COLUMNS = [
    Column(
        "service",
        gettext_lazy("Service"),
        value=lambda row: row.get_service_display(),
        sort="service",
        head=True,
        link=lambda row: row.get_absolute_url(),
    ),
    Column(
        "desk", gettext_lazy("Desk"), value=lambda row: str(row.desk), sort="desk__agency__name"
    ),
    Column("place", gettext_lazy("County or district"), value=place_of_row, sort="place"),
    Column("who", gettext_lazy("Who is taken"), value=who_of_row),
    Column("free", gettext_lazy("Free places"), value=free_of_row, sort="free_places", number=True),
    Column(
        "waiting",
        gettext_lazy("Days of waiting"),
        value=lambda row: "–" if row.waiting_days is None else row.waiting_days,
        sort="waiting_days",
        number=True,
    ),
    Column(
        "confirmed",
        gettext_lazy("Confirmed"),
        value="confirmed_on",
        sort="confirmed_on",
        template="catalogue/cells/confirmed.html",
    ),
]


@require_GET
@requires(Permission.SEE_DIRECTORY)
def catalogue(request: ViewerRequest) -> HttpResponse:
    """Everything on offer in both countries."""
    form = OfferFilter(request.GET)
    may_edit = request.viewer.may(Permission.EDIT_CATALOGUE)
    table = Table(
        name="offers",
        columns=COLUMNS,
        rows=listed(request.viewer, form.listed()),
        params=request.GET,
        caption=_("Services on offer"),
        count_to=1000,
        filters=form,
        saved=[
            Saved(_("All"), ""),
            Saved(_("Open now"), "open_now=on"),
            Saved(_("Free places"), "free=on"),
        ],
        empty_title=_("No service is on offer yet"),
        empty_text=_("When desks say what they offer, to whom and how soon, it stands here."),
        empty_url=reverse("protection:offer_new") if may_edit else "",
        empty_action=_("Put in a service") if may_edit else "",
    )
    stale = stale_before()
    for row in table.page_rows:
        row.stale = row.confirmed_on < stale
    return render(request, "catalogue/list.html", {"table": table, "may_edit": may_edit})


@require_GET
@requires(Permission.SEE_DIRECTORY)
def offer(request: ViewerRequest, offer_id: UUID) -> HttpResponse:
    """One offer with all that its desk says of it."""
    row = get_offer(request.viewer, offer_id)
    page = {
        "offer": row,
        "facts": facts_of(row),
        "week": list(zip([WEEKDAYS[day] for day in range(7)], row.hours, strict=False)),
        "stale": row.confirmed_on < stale_before(),
        "may_edit": row.owner == request.viewer.agency_audience
        and request.viewer.may(Permission.EDIT_CATALOGUE),
        "breadcrumbs": [{"label": _("Services"), "url": reverse("protection:catalogue")}],
    }
    return render(request, "catalogue/offer.html", page)


def facts_of(row: Offer) -> list[tuple[str, Any]]:
    said = {None: "", True: _("yes"), False: _("no")}
    shown = row.service != "housing" and row.desk.agency.kind != AgencyKind.SHELTER
    facts: list[tuple[str, Any]] = [
        (_("Desk"), str(row.desk)),
        (_("County or district"), place_of_row(row)),
        (_("Free places"), free_of_row(row) if row.free_places is not None else ""),
        (_("Days of waiting"), row.waiting_days),
        (_("Who is taken"), who_of_row(row)),
        (_("Who cannot be taken"), ", ".join(str(Circumstance(k).label) for k in row.excludes)),
        (_("Wheelchair"), said[row.wheelchair]),
        (_("Languages"), ", ".join(map(language_name, row.languages or row.desk.languages))),
        (_("Offered from"), row.valid_from),
        (_("Offered until"), row.valid_until),
    ]
    if shown and row.latitude is not None:
        facts.append((_("Position"), f"{row.latitude}, {row.longitude}"))
    return facts
