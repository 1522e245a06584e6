"""Inbox, outbox and one notification."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from punte.core.access.door import Permission, Viewer, ViewerRequest, requires
from punte.core.deadlines.door import clocks_about
from punte.protection.duplicates.door import advice_for
from punte.protection.identification.actions.notification import take_up
from punte.protection.identification.forms.notification import NotificationFilter, safe_words
from punte.protection.identification.models import Notification
from punte.protection.identification.models.words import RedFlag
from punte.protection.identification.queries.notification import (
    Opened,
    Wanted,
    narrowed,
    open_notification,
    waiting_counts,
)
from punte.protection.identification.queries.notification import inbox as inbox_of
from punte.protection.identification.queries.notification import outbox as outbox_of
from punte.protection.persons.door import Person, country_name, language_name
from punte.ui.tables import Column, Saved, Table

PAGE, COUNT_TO = 25, 1000


def url_of(row: Notification) -> str:
    return reverse("protection:notification", args=[row.pk])


def channel_of(row: Notification) -> str:
    where = country_name(row.from_country) if row.from_country else ""
    return f"{row.get_channel_display()} · {where}" if where else str(row.get_channel_display())


HEAD = Column("person", gettext_lazy("Person"), value=str, head=True, link=url_of)
CHANNEL = Column("channel", gettext_lazy("How it came"), value=channel_of, sort="channel")
SIGNS = Column("signs", gettext_lazy("Signs"), value=lambda row: len(row.red_flags), number=True)
SENT = Column(
    "sent",
    gettext_lazy("Sent"),
    value="sent_at",
    sort="sent_at",
    template="identification/notification/cells/moment.html",
)
STATE = Column(
    "state",
    gettext_lazy("State"),
    value=lambda row: row.get_state_display(),
    sort="state",
    template="identification/notification/cells/state.html",
)
INBOX = [
    HEAD,
    STATE,
    Column("from", gettext_lazy("From"), value="from_agency.name", sort="from_agency__name"),
    CHANNEL,
    SIGNS,
    SENT,
    Column(
        "by",
        gettext_lazy("Taken up by"),
        value=lambda row: row.taken_up_by.name if row.taken_up_by else "",
        sort="taken_up_by__name",
    ),
]
OUTBOX = [
    HEAD,
    STATE,
    Column("to", gettext_lazy("To"), value="to_agency.name", sort="to_agency__name"),
    CHANNEL,
    SIGNS,
    SENT,
    Column(
        "answered",
        gettext_lazy("Taken up on"),
        value="taken_up_at",
        sort="taken_up_at",
        template="identification/notification/cells/moment.html",
    ),
]


@require_GET
@requires(Permission.TAKE_UP)
def inbox(request: ViewerRequest) -> HttpResponse:
    """Notifications to the viewer's unit: those that wait come first."""
    rows = inbox_of(request.viewer)
    found = waiting_counts(request.viewer)
    table = notification_table(request, "inbox", INBOX, rows)
    table.saved = [
        Saved(_("All"), ""),
        Saved(_("Waiting"), "state=sent", found.waiting),
        Saved(_("Waiting and urgent"), "state=sent&urgent=on", found.urgent),
    ]
    table.caption = _("Notifications to us")
    table.empty_title = _("No notification yet")
    table.empty_text = _("When an agency notifies your unit of a person, it stands here.")
    show_clocks(request, table)
    return render(
        request, "identification/notification/list.html", {"table": table, "received": True}
    )


@require_GET
@requires(Permission.NOTIFY)
def outbox(request: ViewerRequest) -> HttpResponse:
    """Notifications that the viewer's agency sent, with their answer."""
    rows = outbox_of(request.viewer)
    table = notification_table(request, "sent", OUTBOX, rows)
    table.saved = [
        Saved(_("All"), ""),
        Saved(_("Waiting"), "state=sent"),
        Saved(_("Sent by me"), "mine=1"),
    ]
    table.caption = _("Notifications from us")
    table.empty_title = _("Nothing sent yet")
    table.empty_text = _("What your agency notifies stands here, with the unit's answer.")
    table.empty_url, table.empty_action = reverse("protection:notify"), _("Notify")
    show_clocks(request, table)
    return render(request, "identification/notification/list.html", {"table": table})


def notification_table(
    request: ViewerRequest,
    name: str,
    columns: list[Column],
    rows: QuerySet[Notification],
) -> Table:
    form = NotificationFilter(request.GET)
    if form.is_valid():
        asked = form.cleaned_data
        mine = request.viewer.account_id if request.GET.get("mine") == "1" else None
        rows = narrowed(rows, Wanted(**asked, account_id=mine))
    return Table(
        name=name,
        columns=columns,
        rows=rows,
        params=request.GET,
        page_size=PAGE,
        count_to=COUNT_TO,
        filters=form,
    )


def show_clocks(request: ViewerRequest, table: Table) -> None:
    """Put the open clocks of the rows of this page where the state's cell finds them."""
    waiting = [row.pk for row in table.page_rows if row.state == Notification.State.SENT]
    running = clocks_about(request.viewer, waiting) if waiting else {}
    for row in table.page_rows:
        row.due_at = min((clock.due_at for clock in running.get(row.pk, [])), default=None)


@require_GET
@requires(Permission.NOTIFY)
def notification(request: ViewerRequest, notification_id: UUID) -> HttpResponse:
    """One notification, for both sides; the sender sees its answer and nothing later."""
    opened = open_notification(request.viewer, notification_id)
    page = {
        "opened": opened,
        "row": opened.row,
        "name": str(opened.row),
        "facts": facts_of(opened),
        "person_facts": person_facts(opened.person),
        "advice": advice_for(request.viewer, opened.person) if opened.person else None,
        "flags": [RedFlag(flag).label for flag in opened.row.red_flags],
        "breadcrumbs": crumbs(request.viewer, opened),
    }
    return render(request, "identification/notification/detail.html", page)


def crumbs(viewer: Viewer, opened: Opened) -> list[dict[str, Any]]:
    """The list it stands in: as a way there only for those who may read the list."""
    if opened.received:
        inbox_url = reverse("protection:notifications") if viewer.may(Permission.TAKE_UP) else ""
        return [{"label": _("Notifications to us"), "url": inbox_url}]
    return [{"label": _("Notifications from us"), "url": reverse("protection:notifications_sent")}]


def facts_of(opened: Opened) -> list[tuple[str, object]]:
    row = opened.row
    facts: list[tuple[str, object]] = [
        (_("From"), row.from_agency.name),
        (_("To"), f"{row.to_agency.name} ({row.to_agency.jurisdiction.name})"),
        (_("How it came"), channel_of(row)),
        (_("Place"), row.place),
        (_("Name"), row.get_name_place_display()),
        (_("Safe to call or write"), safe_words(row.safe_contact)),
    ]
    if opened.received and row.taken_up_by is not None:
        facts.append((_("Taken up by"), row.taken_up_by.name))
    return facts


def person_facts(person: Person | None) -> list[tuple[str, object]]:
    if person is None:
        return []
    return [
        (_("Age"), person.get_age_band_display()),
        (_("Sex"), person.get_sex_display()),
        (_("Nationality"), country_name(person.nationality)),
        (_("Language"), language_name(person.language)),
        (_("Found in"), country_name(person.found_in)),
        (_("District"), person.district),
    ]


@require_POST
@requires(Permission.TAKE_UP)
def take_up_notification(request: ViewerRequest, notification_id: UUID) -> HttpResponse:
    """Become the caseworker of a notified person."""
    row = take_up(by=request.viewer, notification=notification_id)
    messages.success(request, _("You have taken this up. The sender has been told."))
    return redirect("protection:notification", row.pk)
