"""Keeping a screening: answers, and the advice that a program drew from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.algorithms.indicators import Answer, assess
from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.deadlines.door import meet_clock
from punte.core.errors import Invalid
from punte.core.ledger.door import record
from punte.core.once import made_once
from punte.protection.identification.instruments import advice_as_json, instrument_for
from punte.protection.identification.models import Notification, Screening
from punte.protection.persons.door import Person, RiskFactor

MAX_NOTE = 4000


@dataclass(frozen=True)
class Answers:
    """One filled form: an answer for every item by id, acts that are known, risk factors, a note.

    instrument: "labour", "sexual" or "border" (see `punte.protection.instruments`).
    """

    instrument: str
    items: Mapping[str, str]
    acts: Collection[str] = ()
    risk_factors: Sequence[str] = ()
    note: str = ""


@transaction.atomic
def record_screening(*, by: Viewer, person: UUID, answers: Answers, request_key: UUID) -> Screening:
    """Keep a whole screening; the same key twice keeps it once. It decides nothing.

    The unit that answers for the person also keeps the risk factors and the milestone on the
    person; whoever notified may screen until the notification is taken up, and leaves both to
    the unit. Raises Invalid when an item has no answer or an unknown one, NotHere.
    """
    by.require(Permission.SCREEN)
    whom = open_for_screening(by, person)
    check_answers(whom, answers)
    row, new = made_once(
        Screening,
        by=by,
        request_key=request_key,
        same={"person_id": whom.id, "by_id": by.account_id},
        make=lambda: make_screening(by, whom, answers, request_key),
    )
    if new:
        if by.agency_audience == whom.owner:
            keep_on_person(by, whom, row)
        record(
            action="screening.record",
            by=by,
            subject=whom.id,
            owners=[whom.owner],
            detail={
                "screening": str(row.id),
                "version": row.version,
                "advice": row.advice["finding"],
            },
        )
    return row


def open_for_screening(by: Viewer, person: UUID) -> Person:
    """The person, held still: no taking-up happens between looking and writing."""
    whom = get_visible(Person, viewer=by, pk=person)
    if by.agency_audience == whom.owner:
        return get_visible(Person, viewer=by, lock=True, pk=person)
    sent = Notification.objects.visible_to(by).filter(person=whom, from_agency_id=by.agency_id)
    list(sent.select_for_update(of=("self",)))
    return get_visible(Person, viewer=by, pk=person)


def check_answers(whom: Person, answers: Answers) -> None:
    """Refuse a form with gaps, strange answers, or items of another form."""
    instrument = instrument_for(answers.instrument, whom.age_band)
    asked = {item.id for item in instrument.items}
    if set(answers.items) != asked:
        raise Invalid(_("A screening is kept only whole: every question needs one answer."))
    if not set(answers.items.values()) <= {answer.value for answer in Answer}:
        raise Invalid(_("An answer is yes, no, not asked or unknown."))
    if not set(answers.risk_factors) <= set(RiskFactor.values):
        raise Invalid(_("There is no such risk factor."))
    if len(answers.note) > MAX_NOTE:
        raise Invalid(_("The note is longer than 4,000 characters."))


def make_screening(by: Viewer, whom: Person, answers: Answers, request_key: UUID) -> Screening:
    instrument = instrument_for(answers.instrument, whom.age_band)
    given = {item: Answer(value) for item, value in answers.items.items()}
    try:
        found = assess(instrument, given, acts=sorted(answers.acts))
    except ValueError as error:
        raise Invalid(_("The answers do not fit the form.")) from error
    return Screening.objects.create(
        person=whom,
        agency_id=by.agency_id,
        by_id=by.account_id,
        at=timezone.now(),
        instrument=answers.instrument,
        version=instrument.version,
        path="child" if whom.child_path else "adult",
        answers={
            "items": dict(answers.items),
            "acts": sorted(answers.acts),
            "risk_factors": [f.value for f in RiskFactor if f.value in answers.risk_factors],
        },
        advice=advice_as_json(found),
        note=answers.note.strip(),
        request_key=request_key,
        owner=whom.owner,
        audiences=whom.audiences,
        grants_end=whom.grants_end,
    )


def keep_on_person(by: Viewer, whom: Person, row: Screening) -> None:
    """The owner's side of a screening: risk factors, milestone, clock. Never the status."""
    whom.risk_factors = row.answers["risk_factors"]
    whom.screened_at = whom.screened_at or row.at
    whom.changed_at = row.at
    whom.save(update_fields=["risk_factors", "screened_at", "changed_at"])
    meet_clock(by=by, about_id=whom.id, measure="screening.child")
