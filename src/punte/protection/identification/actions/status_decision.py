"""Writing a status decision that has been checked: row, person, review, clocks, notice, ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer, get_visible
from punte.core.deadlines.door import meet_clock, start_clock
from punte.core.errors import Invalid
from punte.core.ledger.door import record
from punte.core.notices.door import send_notice
from punte.core.once import made_once
from punte.protection.identification import rules
from punte.protection.identification.models import StatusDecision, StatusReview
from punte.protection.persons.door import Exploitation, Person, Status, code_of

MIN_WORDS, MAX_WORDS = 10, 4000


@dataclass(frozen=True)
class Step:
    """One step that someone thinks right: which rung, on what ground, on which day.

    exploitation: the form of it, when known. review: the open review or appeal it answers.
    """

    status: Status
    ground: str
    decided_on: date
    exploitation: str = ""
    review: UUID | None = None


def hold_person(by: Viewer, person: UUID) -> Person:
    """The person, locked when the viewer's agency answers for them."""
    whom = get_visible(Person, viewer=by, pk=person)
    if whom.owner != by.agency_audience:
        return whom
    return get_visible(Person, viewer=by, lock=True, pk=person)


def check_words(words: str, most: int) -> None:
    if len(words.strip()) < MIN_WORDS:
        raise Invalid(_("Say in at least %(count)d characters why.") % {"count": MIN_WORDS})
    if len(words) > most:
        raise Invalid(_("At most %(count)d characters fit here.") % {"count": most})


def decide(
    *, by: Viewer, whom: Person, step: Step, review: StatusReview | None, first: int, key: UUID
) -> StatusDecision:
    """Write a decision that has been checked: row, person, review, clocks, notice, ledger."""
    now = timezone.now()
    row, new = made_once(
        StatusDecision,
        by=by,
        request_key=key,
        same={"person_id": whom.id},
        make=lambda: StatusDecision.objects.create(
            person=whom,
            status=step.status,
            kind=review.kind if review else StatusDecision.Kind.FIRST,
            body_id=by.agency_id,
            ground=step.ground.strip(),
            decided_on=step.decided_on,
            by_id=first,
            second_id=by.account_id if by.account_id != first else None,
            recorded_at=now,
            request_key=key,
            owner=whom.owner,
            audiences=whom.audiences,
            grants_end=whom.grants_end,
        ),
    )
    if not new:
        return row
    earlier = earlier_statuses(whom, row)
    write_on_person(whom, step, now)
    if review is not None:
        review.outcome = row
        review.save(update_fields=["outcome"])
    turn_clocks(by, whom, step.status, earlier)
    if first != by.account_id:
        tell_first(whom, first)
    verb = "status.decide" if row.second_id is None else "status.confirm"
    note(by, whom, verb, {"decision": str(row.id), "status": step.status})
    return row


def tell_first(whom: Person, first: int) -> None:
    send_notice(
        kind="status_decided",
        to_accounts=[first],
        params={"person": code_of(whom.plant, whom.number)},
        url=status_url(whom),
    )


def earlier_statuses(whom: Person, row: StatusDecision) -> list[Status]:
    decided = StatusDecision.objects.filter(person=whom).exclude(pk=row.pk)
    return [Status(value) for value in decided.values_list("status", flat=True)]


def write_on_person(whom: Person, step: Step, now: datetime) -> None:
    whom.status = step.status
    whom.changed_at = now
    if step.status == Status.IDENTIFIED and whom.identified_at is None:
        whom.identified_at = now
    whom.exploitation = checked_form(step.exploitation) or whom.exploitation
    whom.save(update_fields=["status", "changed_at", "identified_at", "exploitation"])


def checked_form(exploitation: str) -> str:
    """The form of exploitation, or "" when none was said; Invalid when there is no such form."""
    if exploitation and exploitation not in Exploitation.values:
        raise Invalid(_("There is no such form of exploitation."))
    return exploitation


def turn_clocks(by: Viewer, whom: Person, status: Status, earlier: list[Status]) -> None:
    """A decision answers the clock of the last one; presumed starts its own."""
    meet_clock(by=by, about_id=whom.id, measure="status.presumed_review")
    measures = ["status.presumed_review"] if status == Status.PRESUMED else []
    if rules.starts_reflection(whom.jurisdiction, whom.nationality, status, earlier):
        measures.append("reflection_period")
    for measure in measures:
        start_clock(
            by=by,
            measure=measure,
            jurisdiction=whom.jurisdiction,
            record=whom.id,
            about_kind="person",
            about_id=whom.id,
            owner=whom.owner,
            audiences=[whom.owner],
            url=status_url(whom),
            code=code_of(whom.plant, whom.number),
        )


def note(by: Viewer, whom: Person, action: str, detail: dict[str, str]) -> None:
    """The ledger entry of a step; grounds and reasons stay out of it."""
    record(action=action, by=by, subject=whom.id, owners=[whom.owner], detail=detail)


def status_url(whom: Person) -> str:
    return f"/persons/{whom.id}/status/"
