"""Whether a measure on a target is lawful at a moment or for a span: what other rooms ask first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from punte.core.access.door import Permission, Viewer
from punte.investigation.authorisations import words
from punte.investigation.authorisations.identifiers import matches
from punte.investigation.authorisations.models import Authorisation, Order, Reason, Target
from punte.investigation.authorisations.queries.orders import ORDERED
from punte.investigation.authorisations.rules import Held, Span, Why, verdict

# Why product that is not covered lies in quarantine.
REASONS = {
    Why.NO_ORDER: Reason.NO_ORDER,
    Why.NOT_IN_FORCE: Reason.NO_ORDER,
    Why.OTHER_TARGET: Reason.OUTSIDE_TARGET,
    Why.NOT_CONFIRMED: Reason.NOT_CONFIRMED,
}


@dataclass(frozen=True)
class Ruling:
    """allowed: the whole span is covered by one order in force. authorisation: that one, or the
    nearest that fails. why: a sentence in the reader's language; code: the same, stable.

    conditions: what the orders demand. provisional: a judge has still to confirm it. outside: the
    parts of the span that are not covered. reason: for `quarantine`, when it is not allowed.
    """

    allowed: bool
    authorisation: UUID | None
    code: Why
    why: str
    conditions: str = ""
    provisional: bool = False
    outside: tuple[Span, ...] = ()
    reason: Reason | None = None


class Docket:
    """The orders for one measure that a viewer may rule by, read once: for many files at a time."""

    def __init__(
        self, viewer: Viewer, *, measure: str, jurisdiction: str, case: UUID | None = None
    ):
        viewer.require(Permission.SEE_CASES)
        rows = Authorisation.objects.visible_to(viewer).filter(
            measure=measure, jurisdiction=jurisdiction, state__in=ORDERED
        )
        if case is not None:
            rows = rows.filter(case=case)
        self.jurisdiction = jurisdiction
        self.rows = {row.pk: row for row in rows}
        self.spans: dict[UUID, list[Span]] = defaultdict(list)
        self.conditions: dict[UUID, list[str]] = defaultdict(list)
        self.names: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
        orders = Order.objects.filter(authorisation__in=self.rows).order_by("recorded_at", "id")
        for order in orders:
            if order.start is not None and order.end is not None:
                self.spans[order.authorisation_id].append((order.start, order.end))
            if order.conditions:
                self.conditions[order.authorisation_id].append(order.conditions)
        for target in Target.objects.filter(authorisation__in=self.rows, ordered=True):
            self.names[target.authorisation_id].add((target.kind, target.key))

    def ruling(
        self,
        identifiers: Iterable[tuple[str, str]],
        start: datetime,
        end: datetime | None = None,
    ) -> Ruling:
        """identifiers: pairs of kind and text as written; one that the order names is enough.

        start, end: aware; [start, end), or the instant `start` alone.
        """
        asked = {matches(kind, text, self.jurisdiction) for kind, text in identifiers}
        found = verdict(
            (self._held(row, bool(asked & self.names[row.pk])) for row in self.rows.values()),
            start,
            end,
            timezone.now(),
        )
        row = self.rows.get(found.key) if isinstance(found.key, UUID) else None
        return Ruling(
            allowed=found.allowed,
            authorisation=row.pk if row else None,
            code=found.why,
            why=words.why(found, row.zone if row else "UTC"),
            conditions="\n\n".join(self.conditions[row.pk]) if row else "",
            provisional=found.why == Why.PROVISIONAL,
            outside=found.outside,
            reason=None if found.allowed else REASONS.get(found.why, Reason.OUTSIDE_TIME),
        )

    def _held(self, row: Authorisation, names_it: bool) -> Held:
        return held(row, self.spans[row.pk], names_it=names_it)


def held(row: Authorisation, spans: Sequence[Span], *, names_it: bool) -> Held:
    return Held(
        key=row.pk,
        spans=spans,
        names_it=names_it,
        in_force=row.activated_at is not None,
        stopped=row.ended_at,
        confirm_by=row.confirm_by,
        lapsed=row.state == "lapsed",
    )


def ruling(
    viewer: Viewer,
    *,
    measure: str,
    jurisdiction: str,
    identifiers: Iterable[tuple[str, str]],
    start: datetime,
    end: datetime | None = None,
    case: UUID | None = None,
) -> Ruling:
    """Is this measure on this target lawful at this instant, or for all of this span?

    case: only the orders of this case count; else those of all cases the viewer works on.
    """
    docket = Docket(viewer, measure=measure, jurisdiction=jurisdiction, case=case)
    return docket.ruling(identifiers, start, end)


def covers(row: Authorisation, start: datetime, end: datetime | None) -> bool:
    """Whether an authorisation that was named covers a time now, whatever its targets."""
    orders = Order.objects.filter(authorisation=row, start__isnull=False)
    spans = [(one.start, one.end) for one in orders if one.start and one.end]
    return verdict([held(row, spans, names_it=True)], start, end, timezone.now()).allowed
