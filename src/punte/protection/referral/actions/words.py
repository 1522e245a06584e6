"""Keeping what a side wrote where the grant of the referral opens and closes it."""

from __future__ import annotations

from punte.protection.referral.machine import State
from punte.protection.referral.models import (
    Referral,
    ReferralEvent,
    ReferralSnapshot,
    ReferralWords,
)


def keep_words(row: Referral, text: str, event: ReferralEvent | None = None) -> None:
    """Keep the request, or the note of a move; nothing for empty words.

    It is opened as the snapshot is. Whoever does not see that writes for both sides until the
    access ends, which may have been.
    """
    if not text.strip():
        return
    snapshot = ReferralSnapshot.objects.filter(referral=row).first()
    audiences, ends = [row.owner], None
    if snapshot is not None:
        audiences, ends = snapshot.audiences, snapshot.grants_end
    elif row.state != State.DRAFT:
        audiences, ends = sorted({row.owner, row.desk.audience}), row.access_until
    ReferralWords.objects.create(
        referral=row,
        event=event,
        text=text.strip(),
        owner=row.owner,
        audiences=audiences,
        grants_end=ends,
    )
