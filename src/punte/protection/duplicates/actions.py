"""Saying of two files whether they are one person. Nothing is merged."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.ledger.door import record
from punte.core.once import made_once
from punte.core.vault.door import has_identity, hold_still
from punte.protection.duplicates.models import Verdict
from punte.protection.duplicates.queries import get_pair, last_verdict
from punte.protection.persons.door import Person

MAX_NOTE = 500


@transaction.atomic
def judge_pair(
    *,
    by: Viewer,
    one: UUID,
    other: UUID,
    said: str,
    request_key: UUID,
    note: str = "",
    last: UUID | None = None,
) -> Verdict:
    """Remember that two persons are not, or probably are, the same; the same key twice says once.

    last: the agency's latest verdict on the pair as the page showed it. Raises Refused, NotHere
    unless both files and both identities are within sight, Invalid, and Conflict when a colleague
    said something meanwhile.
    """
    by.require(Permission.EDIT_PERSON)
    if said not in Verdict.Said.values:
        raise Invalid(_("Say whether they are the same person or not."))
    if len(note.strip()) > MAX_NOTE:
        raise Invalid(_("The note is longer than 500 characters."))
    first, second = get_pair(by, one, other)
    for person in (first, second):
        if not has_identity(by, person.id):
            raise NotHere(what="judge a duplicate", subject=person.id)
    hold_still(first.id)
    row, new = made_once(
        Verdict,
        by=by,
        request_key=request_key,
        same={"one_id": first.id, "other_id": second.id, "said": said},
        make=lambda: _make(by, first, second, said, note.strip(), request_key, last),
    )
    if new:
        _note(by, first, second, said)
    return row


def _make(
    by: Viewer,
    first: Person,
    second: Person,
    said: str,
    note: str,
    request_key: UUID,
    last: UUID | None,
) -> Verdict:
    before = last_verdict(by, first.id, second.id)
    if (before.id if before else None) != last:
        raise Conflict(_("A colleague said something about these two meanwhile. Look again."))
    return Verdict.objects.create(
        one=first,
        other=second,
        said=said,
        note=note,
        said_at=timezone.now(),
        said_by_id=by.account_id,
        request_key=request_key,
        owner=by.agency_audience,
        audiences=[by.agency_audience],
    )


def _note(by: Viewer, first: Person, second: Person, said: str) -> None:
    """An entry under each of the two, so that each one's report shows it."""
    for person, beside in ((first, second), (second, first)):
        record(
            action=f"person.say_{said}",
            by=by,
            subject=person.id,
            owners=[person.owner, by.agency_audience],
            detail={"other": str(beside.id)},
        )
