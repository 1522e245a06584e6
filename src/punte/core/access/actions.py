"""Opening a record to others for a time, and closing it again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.models import BrokenGlass, Grant
from punte.core.access.permissions import DataClass, Permission, Purpose
from punte.core.access.viewer import Viewer
from punte.core.errors import Invalid, NotHere, Refused
from punte.core.ids import new_id
from punte.core.ledger.door import record as record_entry

GLASS_HOURS = 2
MIN_REASON = 15
GLASS_TRIES = 5


@transaction.atomic
def give_grant(
    *,
    by: Viewer,
    record: UUID,
    owner: int,
    audience: int,
    classes: Iterable[DataClass],
    purpose: Purpose,
    source: str,
    source_id: UUID,
    ends_at: datetime,
    subject: UUID | None = None,
) -> Grant:
    """Open a record to an audience until `ends_at`; the owner's agency must be the viewer's.

    source and source_id name what the grant stands on (a referral), so that it ends with it.
    subject: the person it is about, when the record is not the person's own.
    Raises Refused for an owner one does not act for, Invalid for an end in the past.
    """
    if owner not in by.audiences:
        raise Refused(what="give grant", subject=subject or record)
    now = timezone.now()
    if ends_at <= now:
        raise Invalid(_("The end of the access must lie in the future."))
    grant = Grant.objects.create(
        record=record,
        subject=subject or record,
        owner=owner,
        audience=audience,
        classes=sorted(classes),
        purpose=purpose,
        source=source,
        source_id=source_id,
        given_at=now,
        given_by=by.account_id,
        ends_at=ends_at,
    )
    refresh_audiences(record)
    _note_grant(by, grant)
    return grant


def _note_grant(by: Viewer, grant: Grant) -> None:
    record_entry(
        action="access.grant",
        by=by,
        subject=grant.subject,
        owners=[grant.owner],
        detail={
            "grant": str(grant.id),
            "audience": grant.audience,
            "until": grant.ends_at.isoformat(),
        },
    )


@transaction.atomic
def end_grants(*, by: Viewer, source_id: UUID, why: str) -> int:
    """End all running grants that stand on `source_id`; returns for how many persons."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_end_grants(%s)", [source_id])
        ended = json.loads(cursor.fetchone()[0])
    for subject, owner in ended:
        record_entry(
            action="access.end",
            by=by,
            subject=UUID(subject),
            owners=[owner],
            detail={"source": str(source_id), "why": why},
        )
    return len(ended)


def refresh_audiences(record: UUID) -> None:
    """Recompute who may see the rows of a record from its owner and running grants."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_refresh_audiences(%s)", [record])


def check_glass(*, by: Viewer, reason: str) -> None:
    """Whether one may try at all; asked before looking, so that a try tells nothing for free.

    Raises Invalid for a reason too short, Refused without the permission or after GLASS_TRIES
    in an hour, whether they found a record or not.
    """
    by.require(Permission.BREAK_GLASS)
    if len(reason.strip()) < MIN_REASON:
        raise Invalid(_("Say in at least %(count)d characters why.") % {"count": MIN_REASON})
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_glass_tries()")
        if cursor.fetchone()[0] >= GLASS_TRIES:
            raise Refused(
                _("Too many tries in this hour. Call the agency or oversight instead."),
                what="break glass too often",
            )


@transaction.atomic
def break_glass(*, by: Viewer, record: UUID, account_audience: int, reason: str) -> BrokenGlass:
    """Open a record that one was not given: with a reason, for two hours, told to the owner.

    Raises what `check_glass` does, and NotHere for a record that is not there.
    """
    check_glass(by=by, reason=reason)
    now = timezone.now()
    glass_id = new_id()
    ends_at = now + timedelta(hours=GLASS_HOURS)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT punte_break_glass(%s, %s, %s, %s, %s, %s, %s, %s)",
            [
                glass_id,
                record,
                account_audience,
                by.account_id,
                by.agency_id,
                by.oversight_audience,
                reason.strip(),
                ends_at,
            ],
        )
        owner = cursor.fetchone()[0]
    if owner is None:
        raise NotHere(what="break glass", subject=record)
    record_entry(
        action="access.break_glass",
        by=by,
        subject=record,
        owners=[owner],
        detail={"glass": str(glass_id), "until": ends_at.isoformat()},
    )
    return BrokenGlass.objects.get(pk=glass_id)
