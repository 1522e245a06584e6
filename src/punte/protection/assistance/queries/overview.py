"""What the first page of a file shows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from punte.core.access.door import Permission, Viewer
from punte.core.codes import localised
from punte.core.deadlines.door import Clock, clocks_about
from punte.protection.assistance.closing_words import closing_words
from punte.protection.assistance.machine import DECLINE_REASONS, State
from punte.protection.assistance.models import (
    AssistanceFile,
    Closure,
    FileEvent,
    FollowUp,
    FollowUpTry,
    Transfer,
)
from punte.protection.assistance.models.words import EventKind, FollowUpState, ReopenReason
from punte.protection.assistance.queries.follow_ups import closures_of, follow_ups_of, tries_of
from punte.protection.assistance.queries.transfers import transfers_of
from punte.protection.assistance.registry import Event, Held, next_of, with_clocks
from punte.protection.persons.door import Person, country_name, language_name

LIMIT = 40


def open_clocks_of_file(viewer: Viewer, file: AssistanceFile, held: Held) -> list[Clock]:
    """Every open clock about the file and what hangs on it, the soonest first."""
    found = clocks_about(viewer, with_clocks(viewer, file, held))
    return sorted((c for clocks in found.values() for c in clocks), key=lambda c: c.due_at)


def person_url(viewer: Viewer, file: AssistanceFile) -> str:
    """The person's page, for who may see it; empty for an agency they were referred to."""
    if not viewer.may(Permission.SEE_PERSONS):
        return ""
    if not Person.objects.visible_to(viewer).filter(pk=file.person_id).exists():
        return ""
    return reverse("protection:person", args=[file.person_id])


def facts_of(file: AssistanceFile, case_file: str) -> list[dict[str, Any]]:
    """The facts as `{% facts %}` takes them. case_file: where the person's page is, or empty."""
    rows: list[dict[str, Any]] = [
        {"label": _("Age"), "value": file.get_age_band_display()},
        {"label": _("Sex"), "value": file.get_sex_display()},
        {"label": _("Language"), "value": language_name(file.language) or _("Not known")},
        {"label": _("Risk"), "value": file.get_risk_display()},
        {"label": _("Caseworker"), "value": who_works(file)},
    ]
    if file.referral_id is not None:
        url = reverse("protection:referral", args=[file.referral_id])
        rows.append({"label": _("Came through"), "value": _("A referral"), "url": url})
    if case_file:
        rows.append(
            {"label": _("Case file"), "value": str(file), "url": case_file, "link": _("Show")}
        )
    return rows


def who_works(file: AssistanceFile) -> str:
    return file.caseworker.name if file.caseworker else _("Nobody yet")


def next_steps(
    viewer: Viewer, file: AssistanceFile, clocks: list[Clock], held: Held
) -> list[dict[str, Any]]:
    """What is next: `text`, perhaps `due` and `url`. Advice from what stands, no more."""
    steps: list[dict[str, Any]] = []
    asked = transfers_of(viewer, file).filter(state=State.ASKED)
    for row in asked[:1] if Transfer in held else ():
        text = _("%(desk)s is asked to take over") % {"desk": row.desk}
        steps.append({"text": text, "url": reverse("protection:transfer", args=[row.id])})
    if file.caseworker_id is None and file.state == AssistanceFile.State.OPEN:
        url = reverse("protection:file_assign", args=[file.id])
        steps.append({"text": _("Give the file to a caseworker"), "url": url})
    steps += [{"text": str(c.name), "due": c.due_at, "url": c.url} for c in clocks[:5]]
    if file.state == AssistanceFile.State.OPEN:
        steps += next_of(viewer, file, held)
    return steps


def changes(viewer: Viewer, file: AssistanceFile) -> list[Event]:
    """What became of the file itself."""
    rows = (
        FileEvent.objects.visible_to(viewer)
        .filter(file=file)
        .select_related("by", "account")
        .order_by("-at")
    )
    return [event_line(row) for row in rows[:LIMIT]]


def event_line(row: FileEvent) -> Event:
    about = [localised(row.code)] if row.kind in {EventKind.LINKED, EventKind.UNLINKED} else []
    if row.account is not None:
        about.append(row.account.name)
    reasons = dict(ReopenReason.choices)
    return {
        "when": row.at,
        "title": row.get_kind_display(),
        "text": " · ".join(about) or (row.code if row.kind == EventKind.RECEIVED else ""),
        "reason": row.note or str(reasons.get(row.reason, "")),
        "who": row.by.name,
        "tone": "warning" if row.kind == EventKind.REOPENED else "",
    }


def closings(viewer: Viewer, file: AssistanceFile) -> list[Event]:
    reasons = closing_words()
    return [
        {
            "when": row.at,
            "title": _("File closed"),
            "text": " · ".join(
                filter(None, (reasons.get(row.reason, ""), row.county, country_name(row.country)))
            ),
            "reason": row.summary,
            "who": row.by.name,
            "tone": "ok",
        }
        for row in closures_of(viewer, file)[:LIMIT]
    ]


def hand_overs(viewer: Viewer, file: AssistanceFile) -> list[Event]:
    events: list[Event] = []
    for row in transfers_of(viewer, file)[:LIMIT]:
        url = reverse("protection:transfer", args=[row.id])
        asked = _("Offered to %(desk)s") % {"desk": row.desk}
        events.append({"when": row.asked_at, "title": asked, "who": row.asked_by.name, "url": url})
        if row.answered_at is not None:
            events.append(
                {
                    "when": row.answered_at,
                    "title": _("Hand-over: %(state)s") % {"state": row.get_state_display()},
                    "text": str(dict(DECLINE_REASONS).get(row.reason, "")),
                    "reason": row.note,
                    "url": url,
                }
            )
    return events


def asked_after(viewer: Viewer, file: AssistanceFile) -> list[Event]:
    """Tries to reach the person after the help ended."""
    return [
        {
            "when": row.at,
            "title": _("Follow-up after %(months)d months") % {"months": row.follow_up.months},
            "text": pgettext("contact", "Reached") if row.reached else _("Not reached"),
            "reason": row.note,
            "who": row.by.name,
            "tone": "late" if row.safe == "no" else "",
        }
        for row in tries_of(viewer, file)[:LIMIT]
    ]


def asked_transfers(viewer: Viewer, file: AssistanceFile) -> QuerySet[Any, UUID]:
    asked = transfers_of(viewer, file).filter(state=State.ASKED)
    return asked.values_list("id", flat=True)


def follow_ups_ahead(viewer: Viewer, file: AssistanceFile) -> QuerySet[Any, UUID]:
    to_do = follow_ups_of(viewer, file).filter(state=FollowUpState.PENDING)
    return to_do.values_list("id", flat=True)


# What this room knows of a file's history, and what its clocks are about beside the file.
OWN_TIMELINE = (
    (FileEvent, changes),
    (Closure, closings),
    (Transfer, hand_overs),
    (FollowUpTry, asked_after),
)
OWN_CLOCKS = ((Transfer, asked_transfers), (FollowUp, follow_ups_ahead))
