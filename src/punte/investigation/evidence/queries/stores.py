"""Reading stores, and what lies in them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from punte.core.access.door import Permission, Viewer, get_visible, roles_with
from punte.core.agencies.door import Account, Membership
from punte.investigation.evidence.models import Exhibit, StockLine, StockTaking, Store
from punte.investigation.evidence.queries.exhibits import held_by

QR = "punte:exhibit:"


def stores_of(viewer: Viewer) -> QuerySet[Store]:
    """The stores of the viewer's agency that are in use, by name."""
    rows = Store.objects.visible_to(viewer).filter(closed_at=None)
    return rows.select_related("agency").order_by("name", "pk")


def get_store(viewer: Viewer, store_id: UUID) -> Store:
    """One store, or NotHere."""
    return get_visible(Store, viewer=viewer, pk=store_id)


def keepers_of(store: Store) -> QuerySet[Account]:
    return Account.objects.filter(pk__in=store.keepers).order_by("name", "pk")


def possible_keepers(store: Store) -> QuerySet[Membership]:
    """Who of the agency may keep it, and does not yet."""
    return (
        Membership.objects.filter(
            agency=store.agency_id,
            state=Membership.State.ACTIVE,
            role__in=roles_with(Permission.KEEP_STORE),
            account__is_active=True,
        )
        .exclude(account__in=store.keepers)
        .select_related("account")
        .order_by("account__name", "pk")
    )


def takings_of(viewer: Viewer, store: Store) -> QuerySet[StockTaking]:
    """The stock-takings of a store, the newest first."""
    rows = StockTaking.objects.visible_to(viewer).filter(store=store)
    return rows.select_related("begun_by").order_by("-begun_at")


def get_taking(viewer: Viewer, taking_id: UUID) -> StockTaking:
    """One stock-taking, or NotHere."""
    viewer.require(Permission.KEEP_STORE)
    return get_visible(StockTaking, viewer=viewer, pk=taking_id)


def lines_of(viewer: Viewer, taking: StockTaking) -> QuerySet[StockLine]:
    """What was scanned or typed, the newest first."""
    rows = StockLine.objects.visible_to(viewer).filter(taking=taking)
    return rows.select_related("exhibit").order_by("-at", "-pk")


def missing_in(viewer: Viewer, taking: StockTaking) -> QuerySet[Exhibit]:
    """What the store should have and nobody has scanned."""
    seen = taking.lines.exclude(exhibit=None).values("exhibit")
    return held_by(viewer, taking.store.key).exclude(pk__in=seen)


def exhibit_named(viewer: Viewer, store: Store, typed: str) -> Exhibit | None:
    """The exhibit of a store that a label or a typed number or seal names."""
    text = typed.strip()
    named = Q(number__iexact=text) | Q(seal__iexact=text, seal__gt="")
    if text.startswith(QR):
        try:
            named = Q(pk=UUID(text.removeprefix(QR)))
        except ValueError:
            return None
    found = list(held_by(viewer, store.key).filter(named)[:2])
    return found[0] if len(found) == 1 else None
