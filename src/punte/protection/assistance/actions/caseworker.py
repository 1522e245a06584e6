"""Giving files to caseworkers: one by hand, all of a leaver's at once."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.agencies.door import Handing
from punte.core.deadlines.door import pass_clocks
from punte.core.errors import Invalid
from punte.core.ids import new_id
from punte.core.ledger.door import record
from punte.core.notices.door import send_notice
from punte.protection.assistance.actions.hold import (
    check_open,
    check_version,
    done_before,
    hold_any,
    keep_change,
    note_event,
)
from punte.protection.assistance.models import AssistanceFile, FileEvent
from punte.protection.assistance.models.words import EventKind
from punte.protection.assistance.queries.files import colleagues
from punte.protection.assistance.responsible import audience_of
from punte.protection.persons.door import code_of


@transaction.atomic
def assign_caseworker(
    *,
    by: Viewer,
    file: UUID,
    account: int,
    request_key: UUID,
    version: int | None = None,
    note: str = "",
) -> AssistanceFile:
    """Give a file to a colleague who may work on files; their clocks and a notice go with it.

    The same key twice acts once. Raises Invalid for anybody else, Conflict (closed, changed).
    """
    row = hold_any(by, file)
    if done_before(row, request_key):
        return row
    check_open(row)
    check_version(row, version)
    if not colleagues(by).filter(pk=account).exists():
        raise Invalid(_("Choose a colleague who works on files."))
    before, row.caseworker_id = row.caseworker_id, account
    keep_change(row, "caseworker")
    note_event(by, row, EventKind.ASSIGNED, request_key, account=account, note=note)
    if before and before != account:
        old, new = audience_of(before), audience_of(account)
        pass_clocks(by=by, old=old, new=new, records=[row.person_id])
    tell_colleague(by, row, account)
    return row


def tell_colleague(by: Viewer, row: AssistanceFile, account: int) -> None:
    """The notice, and the entry in the ledger."""
    send_notice(
        kind="file_assigned",
        url=row.get_absolute_url(),
        params={"person": code_of(row.plant, row.number)},
        to_accounts=[account],
        by=by,
    )
    record(
        action="assistance.assign",
        by=by,
        subject=row.person_id,
        owners=[row.owner],
        detail={"file": str(row.id), "to": account},
    )


def count_files(handing: Handing) -> int:
    """How many files a leaver holds that still need somebody; for the page of leaving."""
    to_do = Q(state=AssistanceFile.State.OPEN) | Q(follow_ups__state="pending")
    return held_by(handing).filter(to_do).distinct().count()


@transaction.atomic
def hand_over_files(handing: Handing) -> int:
    """Give all of a leaver's files in the agency to a colleague, who is told."""
    rows = list(held_by(handing).select_for_update(of=("self",)))
    if not rows:
        return 0
    held_by(handing).update(caseworker=handing.heir, changed_at=Now(), version=F("version") + 1)
    FileEvent.objects.bulk_create([handed(handing, row) for row in rows], batch_size=500)
    old, new = audience_of(handing.leaver), audience_of(handing.heir)
    pass_clocks(by=handing.by, old=old, new=new)
    send_notice(kind="hand_over", url="/caseload/?mine=on", to_accounts=[handing.heir])
    return len(rows)


def handed(handing: Handing, row: AssistanceFile) -> FileEvent:
    return FileEvent(
        file=row,
        kind=EventKind.ASSIGNED,
        at=timezone.now(),
        by_id=handing.by.account_id,
        account_id=handing.heir,
        reason="leaver",
        request_key=new_id(),
        owner=row.owner,
        audiences=row.audiences,
    )


def held_by(handing: Handing) -> QuerySet[AssistanceFile]:
    return AssistanceFile.objects.visible_to(handing.by).filter(
        caseworker=handing.leaver, owner=handing.by.agency_audience, agency=handing.agency_id
    )
