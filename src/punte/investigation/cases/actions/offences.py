"""Which offences a case is about, and the table they come from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Conflict, Invalid
from punte.core.ledger.door import record
from punte.investigation.cases.actions.holding import add_event, hold_case, keep_change
from punte.investigation.cases.models import Case, CaseOffence, Offence, of_case
from punte.investigation.cases.queries.cases import offences_in_force, offences_of
from punte.investigation.cases.words import EventKind


@transaction.atomic
def add_offence(*, by: Viewer, case_id: UUID, offence: int, version: int) -> CaseOffence:
    """The case is about this offence too. Raises Refused, NotHere, Invalid, Conflict."""
    case = hold_case(by, case_id, version=version)
    chosen = offences_in_force(case.jurisdiction).filter(pk=offence).first()
    if chosen is None:
        raise Invalid(_("Choose an offence of this country's table that is in force."))
    if offences_of(by, case).filter(offence=chosen).exists():
        raise Conflict(_("The case is about this offence already."))
    row = CaseOffence.objects.create(
        **of_case(case), offence=chosen, added_at=timezone.now(), added_by_id=by.account_id
    )
    keep_change(by, case, "case.add_offence", offence=chosen.key)
    add_event(by, case, EventKind.OFFENCE, text=str(chosen))
    return row


@transaction.atomic
def end_offence(*, by: Viewer, case_id: UUID, row: UUID, version: int) -> Case:
    """The case is no longer about this offence; that it was stays on record."""
    case = hold_case(by, case_id, version=version)
    found = get_visible(CaseOffence, viewer=by, case=case, pk=row, ended_at=None)
    found.ended_at = timezone.now()
    found.save(update_fields=["ended_at"])
    keep_change(by, case, "case.end_offence", offence=found.offence.key)
    add_event(by, case, EventKind.OFFENCE_OUT, text=str(found.offence))
    return case


@dataclass(frozen=True)
class Wording:
    """One wording of an article, as the table keeps it."""

    key: str
    article: str
    name: str
    since: date
    source: str
    verified: bool = False
    trafficking: bool = False


@transaction.atomic
def keep_offence(*, by: Viewer, wording: Wording) -> Offence:
    """A new offence, or the next wording of one; cases keep the wording that they were given.

    Raises Refused, Invalid (no later than the wording before).
    """
    by.require(Permission.EDIT_CASE_TABLES)
    before = Offence.objects.filter(key=wording.key, jurisdiction=by.jurisdiction)
    if before.filter(since__gte=wording.since).exists():
        raise Invalid(_("There is a wording from that day or later. Choose a later first day."))
    row = Offence.objects.create(jurisdiction=by.jurisdiction, **asdict(wording))
    record(action="offence.edit", by=by, detail={"key": row.key, "since": str(row.since)})
    return row
