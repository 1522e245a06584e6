"""What the ladder's page shows: rungs, and decisions as a history."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from punte.protection.identification import rules
from punte.protection.identification.models import StatusDecision, StatusProposal, StatusReview
from punte.protection.identification.queries.status import Ladder
from punte.protection.persons.door import Status

Event = dict[str, Any]


def second_needed(found: Ladder, status: Status) -> bool:
    """Whether this step would take a second person, as things stand."""
    review = found.open_review is not None
    return not found.own or rules.needs_second(Status(found.person.status), status, review=review)


def ladder_steps(found: Ladder) -> list[Event]:
    """The rungs up to where the person stands, as `{% ladder %}` takes them."""
    current = Status(found.person.status)
    if current == Status.NOT_VICTIM:
        past = {row.status for row in found.decisions}
        rungs = [rung for rung in rules.RUNGS[1:] if rung in past]
        steps = [step_of(found, rung, "done") for rung in rungs]
        return [*steps, step_of(found, Status.NOT_VICTIM, "current")]
    place = rules.RUNGS.index(current)
    return [
        step_of(found, rung, state_of(found, rung, index, place))
        for index, rung in enumerate(rules.RUNGS[1:], start=1)
    ]


def state_of(found: Ladder, rung: Status, index: int, place: int) -> str:
    if index == place:
        return "current"
    if index > place:
        return "todo"
    return "done" if any(row.status == rung for row in found.decisions) else "skipped"


def step_of(found: Ladder, rung: Status, state: str) -> Event:
    """One rung with the body and day of its newest decision."""
    row = next((row for row in found.decisions if row.status == rung), None)
    detail = row.body.name if row and state != "todo" else ""
    return {"label": rung.label, "state": state, "detail": detail}


def decision_events(found: Ladder) -> list[Event]:
    """Decisions, rejected proposals and reviews, newest first, for `{% timeline %}`."""
    events = [
        *[decision_event(row) for row in found.decisions],
        *[rejected_event(row) for row in found.rejected],
        *[review_event(row) for row in found.reviews],
    ]
    return sorted(events, key=lambda event: event["when"], reverse=True)


def decision_event(row: StatusDecision) -> Event:
    names = [row.by.name, *([row.second.name] if row.second else [])]
    kinds = {"first": "", "review": _("after a review"), "appeal": _("after an appeal")}
    return {
        "when": row.recorded_at,
        "title": row.get_status_display(),
        "text": row.ground,
        "chip": kinds[row.kind],
        "who": _("%(body)s: %(people)s") % {"body": row.body.name, "people": ", ".join(names)},
        "tone": "ok",
    }


def rejected_event(row: StatusProposal) -> Event:
    return {
        "when": row.answered_at or row.proposed_at,
        "title": _("Proposal not confirmed: %(status)s") % {"status": row.get_status_display()},
        "text": row.answer,
        "who": row.answered_by.name if row.answered_by else "",
        "tone": "warning",
    }


def review_event(row: StatusReview) -> Event:
    appeal = row.kind == StatusDecision.Kind.APPEAL
    return {
        "when": row.asked_at,
        "title": _("Appeal") if appeal else _("Review asked for"),
        "text": row.reason,
        "chip": "" if row.outcome_id else _("waits for its outcome"),
        "chip_tone": "warning",
        "who": row.asked_by.name,
    }
