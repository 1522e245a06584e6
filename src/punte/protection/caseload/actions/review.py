"""A supervisor's word on a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid
from punte.core.ledger.door import record
from punte.core.notices.door import send_notice
from punte.core.once import made_once
from punte.protection.assistance.door import AssistanceFile, hold_file
from punte.protection.caseload.models import Review
from punte.protection.caseload.models.review import Outcome
from punte.protection.persons.door import code_of


@dataclass(frozen=True)
class Word:
    """What the supervisor says. next_on: when to look again."""

    outcome: Outcome
    note: str = ""
    next_on: date | None = None


@transaction.atomic
def review_file(
    *, by: Viewer, file: UUID, word: Word, request_key: UUID, version: int | None = None
) -> Review:
    """Keep a review; whoever works on the file is told. The same key twice keeps it once.

    Raises Conflict for a closed file or one that changed meanwhile, Invalid when changes are
    wanted without saying which, or the next look lies in the past.
    """
    by.require(Permission.REVIEW_FILES)
    row = hold_file(by, file)
    if version is not None and version != row.version:
        raise Conflict(what="review file", subject=row.person_id)
    if word.outcome == Outcome.CHANGES and not word.note.strip():
        raise Invalid(_("Say what should change."))
    if word.next_on is not None and word.next_on <= timezone.localdate():
        raise Invalid(_("The next look lies in the future."))
    review, new = made_once(
        Review,
        by=by,
        request_key=request_key,
        same={"file_id": row.id, "by_id": by.account_id},
        make=lambda: make_review(by, row, word, request_key),
    )
    if new:
        tell(by, row, review)
    return review


def make_review(by: Viewer, file: AssistanceFile, word: Word, request_key: UUID) -> Review:
    return Review.objects.create(
        file=file,
        outcome=word.outcome,
        note=word.note.strip()[:2000],
        next_on=word.next_on,
        at=timezone.now(),
        by_id=by.account_id,
        request_key=request_key,
        owner=file.owner,
        audiences=file.audiences,
    )


def tell(by: Viewer, file: AssistanceFile, review: Review) -> None:
    if file.caseworker_id:
        send_notice(
            kind="file_reviewed",
            url=file.get_absolute_url(),
            params={"person": code_of(file.plant, file.number)},
            to_accounts=[file.caseworker_id],
            by=by,
        )
    record(
        action="file.review",
        by=by,
        subject=file.person_id,
        owners=[file.owner],
        detail={"file": str(file.id), "review": str(review.id), "outcome": review.outcome},
    )
