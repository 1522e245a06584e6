"""Circles: a few people with an audience number of their own, such as the team of a case.

Rows of a circle carry its number, so joining and leaving touches no row. A seat belongs to an
account in one agency under one purpose: the same person at other work does not sit there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from punte.core.access.models import Seat
from punte.core.access.permissions import Purpose
from punte.core.access.viewer import Viewer
from punte.core.errors import Refused


def open_circle(*, by: Viewer) -> tuple[int, Viewer]:
    """A new circle with the viewer in it: its number, and the viewer as they see from now on,
    bound to the running transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_open_circle(%s, %s)", [by.agency_id, by.purpose.value])
        circle: int = cursor.fetchone()[0]
    wider = replace(by, audiences=(*by.audiences, circle))
    wider.bind()
    return circle, wider


def seat(*, by: Viewer, circle: int, account: int, agency: int, purpose: Purpose) -> Seat:
    """Give somebody a seat, or the one they have. Raises Refused unless the viewer sits there."""
    if circle not in by.audiences:
        raise Refused(what="give a seat")
    taken = seats_of([circle]).filter(account_id=account, agency_id=agency).first()
    return taken or Seat.objects.create(
        circle=circle,
        account_id=account,
        agency_id=agency,
        purpose=purpose,
        since=timezone.now(),
        given_by=by.account_id,
    )


def unseat(*, by: Viewer, circle: int, account: int, agency: int) -> int:
    """End somebody's seat; how many ended. From the next request on they see nothing of it.

    Raises Refused unless the viewer sits there.
    """
    if circle not in by.audiences:
        raise Refused(what="end a seat")
    taken = seats_of([circle]).filter(account_id=account, agency_id=agency)
    return taken.update(until=timezone.now(), ended_by=by.account_id)


def seats_of(circles: Iterable[int]) -> QuerySet[Seat]:
    """Who sits in these circles now, of those that the bound viewer may know."""
    return Seat.objects.filter(circle__in=list(circles), until=None).order_by("since", "pk")


def circles_of(*, account: int, agency: int, purpose: Purpose) -> list[int]:
    """The numbers of the circles in which an account sits, working there under this purpose."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_circles(%s, %s, %s)", [account, agency, purpose.value])
        found: list[int] = cursor.fetchone()[0]
    return found
