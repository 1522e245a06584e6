"""Circles: a few people with an audience number of their own, such as the team of a case.

Rows of a circle carry its number, so joining and leaving touches no row. A seat belongs to an
account in one agency under one purpose: the same person at other work does not sit there. A circle
may lie within a wider one: who leaves the wider has left it too.
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


def open_circle(*, by: Viewer, within: int | None = None) -> tuple[int, Viewer]:
    """A new circle with the viewer in it: its number, and the viewer as they see from now on,
    bound to the running transaction.

    within: the wider circle that it lies in. Raises Refused unless the viewer sits there.
    """
    if within is not None and within not in by.audiences:
        raise Refused(what="open a circle")
    opens = "punte_open_circle(%s, %s)" if within is None else "punte_open_inner_circle(%s, %s, %s)"
    wider = [] if within is None else [within]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {opens}", [by.agency_id, by.purpose.value, *wider])
        circle: int = cursor.fetchone()[0]
    seated = replace(by, audiences=(*by.audiences, circle))
    seated.bind()
    return circle, seated


def seat(*, by: Viewer, circle: int, account: int, agency: int, purpose: Purpose) -> Seat:
    """Give somebody a seat, or the one they have. Raises Refused unless the viewer sits there."""
    if circle not in by.audiences:
        raise Refused(what="give a seat")
    taken = seats_of([circle]).filter(account_id=account, agency_id=agency).first()
    if taken is not None and circle in circles_of(account=account, agency=agency, purpose=purpose):
        return taken
    if taken is not None:
        # It stood on a place in the wider circle that has ended since.
        unseat(by=by, circle=circle, account=account, agency=agency)
    return Seat.objects.create(
        circle=circle,
        within=seats_of([circle]).values_list("within", flat=True).first(),
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
