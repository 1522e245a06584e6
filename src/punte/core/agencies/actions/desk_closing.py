"""Closing a desk: what waits there goes with it to a successor, or it stays open."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.agencies.actions.agencies import record_desk
from punte.core.agencies.desk_closing import waiting_at
from punte.core.agencies.models import Desk
from punte.core.agencies.queries import get_managed_desk, successors_of
from punte.core.errors import Invalid


@transaction.atomic
def close_desk(*, by: Viewer, desk_id: int, successor_id: int | None = None) -> Desk:
    """Take no new work at a desk; its successor's people answer for what it has under way.

    Closing twice changes nothing. Raises Invalid when something waits and no open desk of the
    same agency is named.
    """
    desk = get_managed_desk(desk_id, by=by)
    if not desk.open:
        return desk
    successor = successors_of(desk).filter(pk=successor_id).first() if successor_id else None
    if successor is None and any(count for _label, count in what_waits(desk)):
        raise Invalid(_("Say which desk answers for what waits here."))
    desk.open, desk.successor = False, successor
    desk.save(update_fields=["open", "successor"])
    # Whom this desk answered for goes on with it.
    Desk.objects.filter(successor=desk).update(successor=successor)
    record_desk("desk.close", by, desk, to=successor.pk if successor else None)
    return desk


def what_waits(desk: Desk) -> list[tuple[str, int]]:
    """Labels and counts of what waits at a desk and at those that it answers for."""
    inherited = Desk.objects.filter(successor=desk).values_list("pk", flat=True)
    return waiting_at([desk.pk, *inherited])


@transaction.atomic
def reopen_desk(*, by: Viewer, desk_id: int) -> Desk:
    """Open a closed desk again; it answers for itself."""
    desk = get_managed_desk(desk_id, by=by)
    if desk.open:
        return desk
    desk.open, desk.successor = True, None
    desk.save(update_fields=["open", "successor"])
    record_desk("desk.open", by, desk)
    return desk
