"""Orders are recorded: a court's, a prosecutor's in urgency, its confirmation, an extension."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Invalid
from punte.core.once import made_once
from punte.investigation.authorisations import clocks, rules
from punte.investigation.authorisations.actions.ask import keep_names, names_in, person_of
from punte.investigation.authorisations.actions.common import go, hold, keep, keep_paper, of, tell
from punte.investigation.authorisations.identifiers import Named
from punte.investigation.authorisations.machine import Move
from punte.investigation.authorisations.measures import Authority
from punte.investigation.authorisations.models import Authorisation, Order, OrderKind, Target
from punte.investigation.authorisations.queries.orders import used_before
from punte.investigation.authorisations.words import refuse
from punte.investigation.cases.door import Case


@dataclass(frozen=True)
class Ordered:
    """An order as it was issued. start, end: aware, to the minute. identifiers: pairs of kind and
    text, of a first order; entity: the subject of the case whom it names. authority: who
    issued it.
    """

    authority: str
    court: str
    number: str
    judge: str
    issued_at: datetime
    target: str
    offence: str
    necessity: str
    paper: UploadedFile[bytes]
    start: datetime | None = None
    end: datetime | None = None
    conditions: str = ""
    identifiers: Sequence[tuple[str, str]] = ()
    entity: UUID | None = None


@transaction.atomic
def record_order(
    *, by: Viewer, authorisation: UUID, version: int, order: Ordered, request_key: UUID
) -> Authorisation:
    """The order asked for was given. It is in force once a second person says so.

    Raises Refused, NotHere; Conflict when it is decided or changed meanwhile; Invalid where the
    table does not allow it, or it names no target.
    """
    return _first(by, authorisation, version, order, OrderKind.FIRST, request_key)


@transaction.atomic
def record_urgent(
    *, by: Viewer, authorisation: UUID, version: int, order: Ordered, request_key: UUID
) -> Authorisation:
    """The prosecutor's provisional order. Without a judge's confirmation in time it lapses, and
    what it brought is sealed. Raises as `record_order`.
    """
    return _first(by, authorisation, version, order, OrderKind.PROVISIONAL, request_key)


def _first(
    by: Viewer, key: UUID, version: int, order: Ordered, kind: OrderKind, request_key: UUID
) -> Authorisation:
    row, case = hold(by, key, permission=Permission.GRANT_MEASURE)
    if _done(by, row, request_key):
        return row
    row, case = hold(by, key, permission=Permission.GRANT_MEASURE, version=version)
    person = person_of(by, case, order.entity)
    names = [*person, *names_in(order.identifiers, row.jurisdiction)]
    start, end = _span(order)
    limits, urgent = row.rule.limits, kind == OrderKind.PROVISIONAL
    used = used_before(row, names)
    faults = (
        rules.urgent_faults(limits, (start, end), row.zone, used=used)
        if urgent
        else rules.order_faults(
            limits, (start, end), row.zone, by_judge=_by_judge(order), used=used
        )
    )
    refuse(faults, limits)
    now = timezone.now()
    confirm_by = end + timedelta(hours=limits.confirm_hours) if urgent else None
    move = Move.ORDER_URGENT if urgent else Move.GRANT
    go(row, move, now, end=end, confirm_by=confirm_by)
    row.start, row.end, row.urgent = start, end, urgent
    row.decided_by_id, row.decided_at = by.account_id, now
    _keep_order(by, row, case, order, kind, request_key)
    keep_names(row, names, ordered=True)
    keep(by, row, move)
    clocks.ordered(by, row)
    tell("measure_ordered", case, Permission.ASK_MEASURE, row.get_absolute_url(), by)
    return row


@transaction.atomic
def confirm_urgent(
    *, by: Viewer, authorisation: UUID, version: int, order: Ordered, request_key: UUID
) -> Authorisation:
    """The judge confirmed the urgent order, and perhaps let the measure go on.

    order.end: until when it goes on; empty: not beyond the provisional order. Raises as
    `record_order`.
    """
    row, case = hold(by, authorisation, permission=Permission.GRANT_MEASURE)
    if _done(by, row, request_key):
        return row
    row, case = hold(by, authorisation, permission=Permission.GRANT_MEASURE, version=version)
    if order.authority != Authority.JUDGE:
        raise Invalid(_("A judge confirms an urgent order."))
    more = _more(row, order)
    go(row, Move.CONFIRM, timezone.now(), end=more[1] if more else None)
    _keep_order(by, row, case, order, OrderKind.CONFIRMATION, request_key, more)
    if more:
        row.end = more[1]
    row.confirmed_at = timezone.now()
    keep(by, row, Move.CONFIRM)
    clocks.confirmed(by, row)
    if more:
        clocks.end_moved(by, row)
    return row


def _more(row: Authorisation, order: Ordered) -> rules.Span | None:
    """The time that a confirmation adds, if it adds any."""
    if order.end is None or row.start is None or row.end is None:
        return None
    start = order.start or row.end
    if start < row.end:
        refuse([rules.Fault.NOT_FROM_THE_END], row.rule.limits)
    took = used_before(row, _names_of(row)) + (row.end - row.start)
    span, limits = (start, order.end), row.rule.limits
    refuse(rules.order_faults(limits, span, row.zone, by_judge=True, used=took), limits)
    return span


@transaction.atomic
def extend(
    *, by: Viewer, authorisation: UUID, version: int, order: Ordered, request_key: UUID
) -> Authorisation:
    """The measure goes on from its end until `order.end`. Raises as `record_order`."""
    row, case = hold(by, authorisation, permission=Permission.GRANT_MEASURE)
    if _done(by, row, request_key):
        return row
    row, case = hold(by, authorisation, permission=Permission.GRANT_MEASURE, version=version)
    if order.end is None:
        raise Invalid(_("Say until when the order holds."))
    if row.start is None or row.end is None:
        go(row, Move.EXTEND, timezone.now())
        return row
    limits = row.rule.limits
    faults = rules.extension_faults(
        limits,
        (row.start, row.end),
        order.end,
        row.zone,
        by_judge=_by_judge(order),
        used=used_before(row, _names_of(row)),
    )
    refuse(faults, limits)
    span = (row.end, order.end)
    go(row, Move.EXTEND, timezone.now(), end=order.end)
    _keep_order(by, row, case, order, OrderKind.EXTENSION, request_key, span)
    row.end, row.extensions = order.end, row.extensions + 1
    keep(by, row, Move.EXTEND)
    clocks.end_moved(by, row)
    return row


def _span(order: Ordered) -> rules.Span:
    if order.start is None or order.end is None:
        raise Invalid(_("Say from when and until when the order holds."))
    return order.start, order.end


def _by_judge(order: Ordered) -> bool:
    return order.authority == Authority.JUDGE


def _done(by: Viewer, row: Authorisation, request_key: UUID) -> bool:
    """Whether this very form was recorded before."""
    rows = Order.objects.visible_to(by).filter(authorisation=row, request_key=request_key)
    return rows.exists()


def _names_of(row: Authorisation) -> list[Named]:
    rows = Target.objects.filter(authorisation=row, ordered=True)
    return [Named(one.kind, one.key, one.words) for one in rows]


def _keep_order(
    by: Viewer,
    row: Authorisation,
    case: Case,
    order: Ordered,
    kind: OrderKind,
    request_key: UUID,
    span: rules.Span | None = None,
) -> Order:
    """Keep what was issued. span: where it is not the order's own."""
    if order.issued_at > timezone.now():
        raise Invalid(_("The order cannot have been issued in the future."))
    if kind in {OrderKind.FIRST, OrderKind.PROVISIONAL}:
        span = _span(order)
    made, _new = made_once(
        Order,
        by=by,
        request_key=request_key,
        same={"authorisation_id": row.pk},
        make=lambda: _write(by, row, case, order, kind, span, request_key),
    )
    return made


def _write(
    by: Viewer,
    row: Authorisation,
    case: Case,
    order: Ordered,
    kind: OrderKind,
    span: rules.Span | None,
    request_key: UUID,
) -> Order:
    file, digest = keep_paper(by, case, order.paper)
    said = ("court", "number", "judge", "target", "offence", "necessity", "conditions")
    return Order.objects.create(
        **of(row),
        **{name: getattr(order, name).strip() for name in said},
        kind=kind,
        authority=order.authority,
        issued_at=order.issued_at,
        start=span[0] if span else None,
        end=span[1] if span else None,
        file=file,
        sha256=digest,
        recorded_by_id=by.account_id,
        recorded_at=timezone.now(),
        request_key=request_key,
    )


@transaction.atomic
def refuse_request(*, by: Viewer, authorisation: UUID, version: int, reason: str) -> Authorisation:
    """The prosecutor or the court said no. Raises Refused, NotHere, Conflict."""
    row, case = hold(by, authorisation, permission=Permission.GRANT_MEASURE, version=version)
    now = timezone.now()
    go(row, Move.REFUSE, now)
    row.decided_by_id, row.decided_at = by.account_id, now
    keep(by, row, Move.REFUSE, reason=reason)
    clocks.answered(by, row)
    tell("measure_refused", case, Permission.ASK_MEASURE, row.get_absolute_url(), by)
    return row
