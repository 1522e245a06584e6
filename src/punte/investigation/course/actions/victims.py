"""Victims under a letter, what is disclosed of them for a time, and what they are awarded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer, get_visible
from punte.core.errors import Conflict, Invalid
from punte.investigation.cases.door import hold_case, note, of_case
from punte.investigation.course.actions.common import hold_row, keep, keep_new, refuse_future
from punte.investigation.course.models import Award, DisclosedPart, Disclosure, VictimRole
from punte.investigation.course.words import AgeBand, Basis, CourtMeasure, DataKind, Standing

MOST_VICTIMS = 2000


@transaction.atomic
def add_victim(
    *, by: Viewer, case_id: UUID, age_band: AgeBand, standing: Standing, key: UUID
) -> VictimRole:
    """One more victim of the case, under the next letter. Raises Refused, NotHere, Invalid."""
    case = hold_case(by, case_id)
    known = VictimRole.objects.visible_to(by).filter(case=case).exclude(request_key=key)
    serial = known.count() + 1
    if serial > MOST_VICTIMS:
        raise Invalid(_("A case holds no more victims than this."))
    values = {"serial": serial, "age_band": age_band, "standing": standing}
    row, _new = keep_new(VictimRole, by=by, case=case, action="victim.add", key=key, values=values)
    return row


@transaction.atomic
def protect_in_court(
    *,
    by: Viewer,
    case_id: UUID,
    victim_id: UUID,
    standing: Standing,
    measures: Sequence[CourtMeasure],
    order: str,
    ordered_on: date | None,
    version: int,
) -> VictimRole:
    """In which role a victim stands, and what protects them when heard. Raises Invalid."""
    case = hold_case(by, case_id)
    refuse_future(ordered_on)
    row = hold_row(by, VictimRole, case, victim_id, version)
    row.standing, row.measures = standing, sorted(measures)
    row.order, row.ordered_on = order, ordered_on
    keep(by, case, row, "victim.protect", measures=row.measures)
    return row


@dataclass(frozen=True)
class Given:
    """A disclosure: who gave what, on which ground, for what, until when."""

    source: str
    basis: Basis
    basis_text: str
    purpose: str
    given_on: date
    until: datetime


@transaction.atomic
def record_disclosure(
    *,
    by: Viewer,
    case_id: UUID,
    victim_id: UUID,
    given: Given,
    parts: Sequence[tuple[DataKind, str]],
    key: UUID,
) -> Disclosure:
    """Keep what was disclosed of a victim; after `until` nobody reads it.

    parts: class and text of each thing. Raises Refused, NotHere, Invalid.
    """
    case = hold_case(by, case_id)
    refuse_future(given.given_on)
    if given.until <= timezone.now():
        raise Invalid(_("A disclosure ends in the future."))
    if not parts:
        raise Invalid(_("Say what was disclosed."))
    victim = get_visible(VictimRole, viewer=by, case=case, pk=victim_id)
    row, new = keep_new(
        Disclosure, by=by, case=case, action="victim.disclose", key=key,
        values={**asdict(given), "victim": victim},
    )  # fmt: skip
    if new:
        DisclosedPart.objects.bulk_create(
            DisclosedPart(**of_case(case), disclosure=row, kind=kind, text=text)
            for kind, text in parts
        )
    return row


@transaction.atomic
def withdraw_disclosure(
    *, by: Viewer, case_id: UUID, disclosure_id: UUID, why: str, version: int
) -> Disclosure:
    """It ends now: its content is not read from this moment on. Raises Conflict."""
    case = hold_case(by, case_id)
    row = hold_row(by, Disclosure, case, disclosure_id, version)
    if not row.open:
        raise Conflict(_("This disclosure has ended already."))
    row.withdrawn_at, row.withdrawn_by_id, row.withdrawn_why = timezone.now(), by.account_id, why
    row.version += 1
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why", "version"])
    note(by, case, "victim.withdraw", row=str(row.pk))
    return row


@transaction.atomic
def lodge_claim(
    *,
    by: Viewer,
    case_id: UUID,
    victim_id: UUID,
    claimed: Decimal | None,
    currency: str,
    on: date,
    key: UUID,
) -> Award:
    """A civil claim of a victim. Raises Refused, NotHere, Invalid."""
    case = hold_case(by, case_id)
    refuse_future(on)
    victim = get_visible(VictimRole, viewer=by, case=case, pk=victim_id)
    values = {"victim": victim, "claimed": claimed, "currency": currency, "claimed_on": on}
    row, _new = keep_new(Award, by=by, case=case, action="victim.claim", key=key, values=values)
    return row


@dataclass(frozen=True)
class Awarded:
    """What a court awarded on a claim, and what has been paid of it."""

    awarded: Decimal | None
    awarded_on: date | None
    decision: str = ""
    paid: Decimal | None = None
    paid_on: date | None = None


@transaction.atomic
def keep_award(*, by: Viewer, case_id: UUID, award_id: UUID, what: Awarded, version: int) -> Award:
    """What came of a claim. Raises Invalid when more is paid than awarded, or without a day."""
    case = hold_case(by, case_id)
    refuse_future(what.awarded_on)
    refuse_future(what.paid_on)
    if (what.awarded is None) != (what.awarded_on is None) or (what.paid is None) != (
        what.paid_on is None
    ):
        raise Invalid(_("A sum and its day belong together."))
    if what.paid is not None and (what.awarded is None or what.paid > what.awarded):
        raise Invalid(_("No more can be paid than was awarded."))
    row = hold_row(by, Award, case, award_id, version)
    for name, value in asdict(what).items():
        setattr(row, name, value)
    keep(by, case, row, "victim.award")
    return row
