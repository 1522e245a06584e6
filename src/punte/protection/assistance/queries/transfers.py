"""Reading hand-overs."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from punte.core.access.door import Permission, Viewer, get_visible
from punte.protection.assistance.machine import State
from punte.protection.assistance.models import AssistanceFile, Transfer

JOINED = ("giver", "desk__agency", "asked_by", "answered_by")


def transfers_out(viewer: Viewer) -> QuerySet[Transfer]:
    """What the viewer's agency offered to others."""
    rows = Transfer.objects.visible_to(viewer).filter(giver=viewer.agency_id)
    return rows.select_related(*JOINED)


def transfers_in(viewer: Viewer) -> QuerySet[Transfer]:
    """What was offered to the viewer's desks, as long as they may see it."""
    rows = Transfer.objects.visible_to(viewer).filter(receiver=viewer.agency_id)
    return rows.select_related(*JOINED)


def transfers_to_answer(viewer: Viewer) -> QuerySet[Transfer]:
    """Those that wait for the viewer's desks."""
    return transfers_in(viewer).filter(state=State.ASKED)


def get_transfer(viewer: Viewer, transfer: UUID) -> Transfer:
    """One hand-over from either side of it, or NotHere."""
    viewer.require(Permission.SEE_FILES)
    get_visible(Transfer, viewer=viewer, pk=transfer)
    return Transfer.objects.select_related(*JOINED).get(pk=transfer)


def words_for(viewer: Viewer, row: Transfer) -> bool:
    """Whether the viewer may read its words: who declined, or from whom it was withdrawn, has no
    more use for them.
    """
    return row.owner == viewer.agency_audience or row.state in {State.ASKED, State.ACCEPTED}


def transfers_of(viewer: Viewer, file: AssistanceFile) -> QuerySet[Transfer]:
    """Where a file was offered, newest first."""
    return (
        Transfer.objects.visible_to(viewer)
        .filter(file=file)
        .select_related(*JOINED)
        .order_by("-asked_at", "id")
    )


def waiting_at_desks(desks: list[int]) -> int:
    """How many hand-overs wait at these desks, for whoever closes one: a number and no more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT protection_transfers_at(%s)", [desks])
        return int(cursor.fetchone()[0])
