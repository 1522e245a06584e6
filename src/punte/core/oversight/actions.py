"""What oversight writes: a review of an opening, and that a report was read."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import BrokenGlass, Permission, Viewer
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.ledger.door import record
from punte.core.oversight.queries import get_glass

MIN_REVIEW = 10


@transaction.atomic
def review_glass(*, by: Viewer, glass_id: UUID, review: str) -> None:
    """Say whether an opening with a reason was right; once, and never one's own.

    Raises NotHere, Refused for one's own, Invalid for too few words, Conflict if it was done.
    """
    by.require(Permission.REVIEW_GLASS)
    glass = get_glass(by, glass_id)
    if glass.account_id == by.account_id:
        raise Refused(_("Nobody reviews their own opening."), what="review own broken glass")
    if len(review.strip()) < MIN_REVIEW:
        raise Invalid(_("Say in at least %(count)d characters.") % {"count": MIN_REVIEW})
    waiting = BrokenGlass.objects.filter(pk=glass_id, reviewed_at=None)
    if not waiting.update(
        reviewed_by=by.account_id, reviewed_at=timezone.now(), review=review.strip()
    ):
        raise Conflict(_("Somebody has reviewed this already."), what="review broken glass")
    record(
        action="access.review_glass",
        by=by,
        subject=glass.record,
        owners=[glass.owner],
        detail={"glass": str(glass_id)},
    )


def note_report(*, by: Viewer, subject: UUID) -> None:
    """Keep that somebody read the report on who saw a person's data."""
    record(
        action="oversight.read_report",
        by=by,
        subject=subject,
        owners=[by.agency_audience],
        detail={"fields": ["report"]},
    )
