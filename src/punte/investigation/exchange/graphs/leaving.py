"""What of a case may leave it: by the highest handling code that its providers allow."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Invalid
from punte.investigation.cases.door import Case
from punte.investigation.exchange.graphs.mapping import Form
from punte.investigation.subjects.door import Entity, Handling, Statement, readable


@dataclass(frozen=True)
class Order:
    """What goes out, to whom and why. highest: the highest code that may leave. groups: a chosen
    set of things with the links among them; none: the whole case.
    """

    reason: str
    form: Form = Form.OWN
    highest: str = Handling.H0.value
    groups: tuple[UUID, ...] = ()


def check_order(order: Order) -> None:
    """Raises Invalid."""
    if order.highest not in Handling.values or order.form not in set(Form):
        raise Invalid(_("Choose one of the forms, and one of the handling codes."))
    if len(order.reason.strip()) < 10:
        raise Invalid(_("Say why the data goes out, and to whom."))


def may_leave(handling: str, highest: str) -> bool:
    """Codes are ordered: what H2 allows, H0 and H1 allow too."""
    return handling <= highest


def wanted(viewer: Viewer, case: Case, order: Order) -> QuerySet[Entity]:
    """The entities that were asked for, of what the viewer may see. Raises Refused."""
    viewer.require(Permission.EXPORT_DATA)
    rows = readable(viewer).filter(case=case)
    if order.groups:
        things = Q(tail=None, group__in=order.groups)
        rows = rows.filter(things | Q(from_group__in=order.groups, to_group__in=order.groups))
    return rows


def codes_of(viewer: Viewer, case: Case) -> dict[str, int]:
    """How many statements of a case carry each code."""
    rows = Statement.objects.visible_to(viewer).filter(case=case, withdrawn_at=None)
    counted = rows.values("handling").annotate(often=Count("id")).order_by("handling")
    return {row["handling"]: row["often"] for row in counted}
