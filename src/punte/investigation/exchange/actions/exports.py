"""A case's graph goes out: who, why, up to which handling code; what stays is said."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from punte.core.access.door import Permission, Viewer
from punte.investigation.cases.door import Case, get_case, note
from punte.investigation.exchange.graphs.leaving import Order, check_order, codes_of, may_leave


@transaction.atomic
def begin_export(*, by: Viewer, case_id: UUID, order: Order) -> Case:
    """Note in the ledger what goes out; the pieces are then made by `graphs.writing.exported`.

    Raises Refused, NotHere, Invalid.
    """
    by.require(Permission.EXPORT_DATA)
    case = get_case(by, case_id)
    check_order(order)
    codes = codes_of(by, case)
    left = sum(often for code, often in codes.items() if not may_leave(code, order.highest))
    note(
        by, case, "graph.export", form=str(order.form), highest=order.highest,
        reason=order.reason.strip()[:500], chosen=len(order.groups), statements=sum(codes.values()),
        left_out=left,
    )  # fmt: skip
    return case
