"""The clocks of an authorisation. The terms stand in the table of measures; these only warn."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.deadlines.door import meet_clock, start_clock, stop_clocks
from punte.investigation.authorisations.models import Authorisation, Quarantine

END, CONFIRM = "measure.end", "measure.confirm"
NOTIFY, DESTROY = "measure.notify", "measure.destroy"
DECIDE, PRODUCT = "measure.decide", "measure.product"


def asked(by: Viewer, row: Authorisation) -> None:
    _start(by, row, DECIDE)


def answered(by: Viewer, row: Authorisation) -> None:
    meet_clock(by=by, about_id=row.pk, measure=DECIDE)


def ordered(by: Viewer, row: Authorisation) -> None:
    """Its end comes near, and an urgent one wants a judge."""
    meet_clock(by=by, about_id=row.pk, measure=DECIDE)
    _start(by, row, END, row.end)
    if row.confirm_by is not None:
        _start(by, row, CONFIRM, row.confirm_by)


def end_moved(by: Viewer, row: Authorisation) -> None:
    """The end lies later now."""
    meet_clock(by=by, about_id=row.pk, measure=END)
    _start(by, row, END, row.end)


def confirmed(by: Viewer, row: Authorisation) -> None:
    meet_clock(by=by, about_id=row.pk, measure=CONFIRM)


def ended(by: Viewer | None, row: Authorisation) -> None:
    """The subject is to be told, and later the product destroyed."""
    meet_clock(by=by, about_id=row.pk, measure=END)
    if row.notice_by is not None and row.notified_at is None:
        _start(by, row, NOTIFY, row.notice_by)
    if row.destroy_by is not None:
        _start(by, row, DESTROY, row.destroy_by)


def put_off(by: Viewer, row: Authorisation) -> None:
    meet_clock(by=by, about_id=row.pk, measure=NOTIFY)
    _start(by, row, NOTIFY, row.notice_by)


def notified(by: Viewer, row: Authorisation) -> None:
    meet_clock(by=by, about_id=row.pk, measure=NOTIFY)


def destroyed(row: Authorisation) -> None:
    meet_clock(by=None, about_id=row.pk, measure=DESTROY)


def stopped(by: Viewer | None, about: UUID) -> None:
    stop_clocks(by=by, about_id=about)


def sealed(by: Viewer | None, row: Quarantine, jurisdiction: str) -> None:
    """Product waits for a decision."""
    start_clock(
        by=by,
        measure=PRODUCT,
        jurisdiction=jurisdiction,
        record=None,
        about_kind="quarantine",
        about_id=row.pk,
        owner=row.owner,
        audiences=[row.owner],
        url=row.get_absolute_url(),
    )


def decided(by: Viewer, row: Quarantine) -> None:
    meet_clock(by=by, about_id=row.pk, measure=PRODUCT)


def _start(
    by: Viewer | None,
    row: Authorisation,
    measure: str,
    due: datetime | None = None,
) -> None:
    """A clock of the whole team: no chain of an agency may tell others that a measure runs."""
    now = timezone.now()
    start_clock(
        by=by,
        # What is recorded late may be due already.
        start=now if due is None else min(now, due - timedelta(minutes=1)),
        measure=measure,
        jurisdiction=row.jurisdiction,
        record=None,
        about_kind="authorisation",
        about_id=row.pk,
        owner=row.owner,
        audiences=[row.owner],
        url=row.get_absolute_url(),
        due=due,
    )
