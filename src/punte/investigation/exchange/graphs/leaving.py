"""What of a case may leave it: by the highest handling code that its providers allow."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Invalid
from punte.investigation.cases.door import Case
from punte.investigation.exchange.graphs.mapping import Form
from punte.investigation.subjects.door import Entity, Handling, Statement, readable

BATCH: Final = 1000
Told = tuple[Entity, list[Statement], list[Entity]]


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


class Leaving:
    """Goes through what was asked for, batch by batch; counts in `held` what stays, by why."""

    def __init__(self, viewer: Viewer, case: Case, order: Order):
        self.viewer, self.case, self.order = viewer, case, order
        self.gone: set[UUID] = set()
        self.held = Counter[str]()

    def left_out(self) -> dict[str, Any]:
        """How much stays, by why."""
        return {"highest_handling": self.order.highest, "left_out": dict(self.held)}

    def every(self) -> Iterator[Told]:
        """Each entity with those of its statements that may leave, and all merged into it: things
        first. What only higher codes speak of stays, a link too.
        """
        rows = wanted(self.viewer, self.case, self.order)
        for links in (False, True):
            ordered = rows.filter(tail__isnull=not links).order_by("group", "id")
            each = ordered.iterator(chunk_size=BATCH)
            groups = (list(members) for _key, members in groupby(each, lambda e: e.group))
            while batch := list(islice(groups, BATCH)):
                yield from self._with_statements(batch)

    def _with_statements(self, batch: list[list[Entity]]) -> Iterator[Told]:
        ids = [member.id for members in batch for member in members]
        said: dict[UUID, list[Statement]] = defaultdict(list)
        shut: set[UUID] = set()
        rows = Statement.objects.visible_to(self.viewer).filter(entity__in=ids, withdrawn_at=None)
        for statement in rows.order_by("made_at", "id"):
            if may_leave(statement.handling, self.order.highest):
                said[statement.entity_id].append(statement)
            else:
                self.held[f"statements {statement.handling}"] += 1
                shut.add(statement.entity_id)
        for members in batch:
            open_said = [one for member in members for one in said[member.id]]
            if not open_said and shut.intersection(member.id for member in members):
                self.held["entities of which nothing may leave"] += 1
                continue
            yield next((m for m in members if m.id == m.group), members[0]), open_said, members
