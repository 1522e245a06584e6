"""What happened to a person, put together from the room's records, newest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.protection.identification.door import Notification, Screening, StatusDecision
from punte.protection.persons.door import Person, language_name
from punte.protection.referral.door import LABELS, Consent, ReferralEvent, State, notes_on

LIMIT = 40
Event = dict[str, Any]


def timeline(viewer: Viewer, person: Person) -> list[Event]:
    """At most LIMIT events as `{% timeline %}` takes them; one query for each kind of record."""
    events = [
        *notifications(viewer, person.id),
        *screenings(viewer, person.id),
        *decisions(viewer, person.id),
        *consents(viewer, person.id),
        *referral_moves(viewer, person.id),
    ]
    events.sort(key=moment, reverse=True)
    return events[:LIMIT]


def moment(event: Event) -> datetime:
    when: datetime = event["when"]
    return when


def notifications(viewer: Viewer, person: UUID) -> list[Event]:
    rows = Notification.objects.visible_to(viewer).filter(person=person)
    events: list[Event] = []
    for row in rows.select_related("from_agency", "taken_up_by")[:LIMIT]:
        events.append(
            {
                "when": row.sent_at,
                "title": _("Notified by %(agency)s") % {"agency": row.from_agency.name},
                "text": row.get_channel_display(),
                "tone": "warning" if row.urgent else "",
                "url": reverse("protection:notification", args=[row.id]),
            }
        )
        if row.taken_up_at and row.taken_up_by:
            events.append(
                {
                    "when": row.taken_up_at,
                    "title": _("Taken up"),
                    "who": row.taken_up_by.name,
                }
            )
    return events


def screenings(viewer: Viewer, person: UUID) -> list[Event]:
    rows = Screening.objects.visible_to(viewer).filter(person=person).select_related("agency", "by")
    return [
        {
            "when": row.at,
            "title": _("Screened by %(agency)s") % {"agency": row.agency.name},
            "text": _("Advice, not a decision."),
            "who": row.by.name,
            "url": reverse("protection:screening", args=[row.id]),
        }
        for row in rows.order_by("-at")[:LIMIT]
    ]


def decisions(viewer: Viewer, person: UUID) -> list[Event]:
    rows = StatusDecision.objects.visible_to(viewer).filter(person=person)
    return [
        {
            "when": row.recorded_at,
            "title": _("Status: %(status)s") % {"status": row.get_status_display()},
            "text": row.ground,
            "who": f"{row.by.name}, {row.second.name}" if row.second else row.by.name,
            "tone": "ok",
        }
        for row in rows.select_related("by", "second").order_by("-recorded_at")[:LIMIT]
    ]


def consents(viewer: Viewer, person: UUID) -> list[Event]:
    rows = Consent.objects.visible_to(viewer).filter(person=person)
    events: list[Event] = []
    for row in rows.select_related("recipient", "text", "recorded_by")[:LIMIT]:
        events.append(
            {
                "when": row.given_at,
                "title": _("Consent for %(agency)s") % {"agency": row.recipient.name},
                "text": _("%(form)s, text version %(version)d (%(language)s)")
                % {
                    "form": row.get_form_display(),
                    "version": row.text.version,
                    "language": language_name(row.text.language),
                },
                "who": row.recorded_by.name,
            }
        )
        if row.withdrawn_at:
            events.append(
                {
                    "when": row.withdrawn_at,
                    "title": _("Consent for %(agency)s withdrawn") % {"agency": row.recipient.name},
                    "tone": "late",
                }
            )
    return events


def referral_moves(viewer: Viewer, person: UUID) -> list[Event]:
    """Moves of the person's referrals; their words only while what was shared is open."""
    rows = list(
        ReferralEvent.objects.filter(referral__person=person)
        .exclude(move__in=["see"])
        .select_related("referral__desk__agency", "agency", "by")
        .order_by("-at")[:LIMIT]
    )
    notes = notes_on(viewer, rows)
    return [
        {
            "when": row.at,
            "title": LABELS[State(row.to_state)],
            "text": str(row.referral.desk),
            "reason": notes.get(row.pk, ""),
            "who": row.by.name if row.by else _("By the clock"),
            "url": reverse("protection:referral", args=[row.referral_id]),
        }
        for row in rows
    ]
