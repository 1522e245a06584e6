"""Erasing a person: asked by one overseer, confirmed by another, done by destroying the key."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Conflict, NotHere, Refused
from punte.core.ids import new_id
from punte.core.ledger.door import record
from punte.core.vault.holds import refuse_if_held
from punte.core.vault.keys import hold_still
from punte.core.vault.models import ErasureRequest
from punte.core.vault.queries import open_requests
from punte.core.vault.rules import checked_reason


@transaction.atomic
def ask_erasure(
    *, by: Viewer, subject: UUID, reason: str, also: Iterable[UUID] = ()
) -> ErasureRequest:
    """Ask that a person of the overseen country be erased; a second overseer must confirm.

    Copies that were given on under a grant about the person are erased with it without being
    named; also: further subjects that hold the same identity. Both only where the country's own
    agencies answer for them. A request that already waits is returned as it is. Raises Refused,
    Invalid, Conflict under a legal hold, and NotHere when there is no such identity or another
    country answers for it.
    """
    by.require(Permission.ERASE_PERSON)
    why = checked_reason(reason)
    owner = _overseen_owner(subject)
    hold_still(subject)
    refuse_if_held(by, subject)
    waiting = open_requests(by).filter(subject=subject).first()
    if waiting is not None:
        return waiting
    request = ErasureRequest.objects.create(
        id=new_id(),
        subject=subject,
        also=list(also),
        asked_by=by.account_id,
        asked_at=timezone.now(),
        reason=why,
        owner=by.oversight_audience,
        audiences=[by.oversight_audience],
    )
    record(
        action="vault.ask_erasure",
        by=by,
        subject=subject,
        owners=[owner],
        detail={"request": str(request.id), "reason": why},
    )
    return request


@transaction.atomic
def confirm_erasure(*, by: Viewer, request: UUID) -> None:
    """Destroy the person's key and all that it opens. There is no way back.

    Raises NotHere for a foreign request, Refused to the one who asked, and Conflict when it is
    done already or older than thirty days.
    """
    by.require(Permission.ERASE_PERSON)
    asked = get_visible(ErasureRequest, viewer=by, id=request)
    if asked.asked_by == by.account_id:
        raise Refused(
            _("A second person must confirm this: you asked for it."),
            what="confirm own erasure",
            subject=asked.subject,
        )
    refuse_if_held(by, asked.subject)
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_erase_identity(%s)", [request])
        owner: int | None = cursor.fetchone()[0]
    if owner is None:
        raise Conflict(what="confirm erasure", subject=asked.subject)
    record(
        action="vault.erase",
        by=by,
        subject=asked.subject,
        owners=[owner],
        detail={"request": str(request), "asked_by": asked.asked_by, "also": len(asked.also)},
    )


def _overseen_owner(subject: UUID) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_may_erase(%s)", [subject])
        owner: int | None = cursor.fetchone()[0]
    if owner is None:
        raise NotHere(what="ask erasure", subject=subject)
    return owner
