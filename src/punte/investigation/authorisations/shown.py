"""What the page of one authorisation shows, made from its rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Permission, Viewer
from punte.core.files.door import visible_files
from punte.investigation.authorisations.machine import (
    CLOSED,
    OVER,
    STATES,
    Life,
    Move,
    State,
    may,
)
from punte.investigation.authorisations.models import Authorisation
from punte.investigation.authorisations.queries import orders
from punte.investigation.authorisations.registry import kind_of
from punte.investigation.cases.door import Case

WAY = {
    State.ASKED: _("Asked for"),
    State.GRANTED: _("Ordered"),
    State.ACTIVE: _("In force"),
    State.ENDED: _("Ended"),
}


def ladder(row: Authorisation, now: datetime) -> list[dict[str, Any]]:
    """The way from request to end; where it left the way, that state stands at the end."""
    state = row.state_at(now)
    if state in CLOSED:
        passed = list(WAY.values())[: 1 if row.start is None else 2]
        steps = [{"label": words, "state": "done"} for words in passed]
        return [*steps, {"label": STATES[state], "state": "current"}]
    at = list(WAY).index(state)
    return [
        {"label": words, "state": "done" if place < at else "current" if place == at else "todo"}
        for place, words in enumerate(WAY.values())
    ]


def order_cards(row: Authorisation) -> list[dict[str, Any]]:
    """Each order with its facts, as the page draws them."""
    zone = ZoneInfo(row.zone)
    return [
        {
            "order": order,
            "start": order.start.astimezone(zone) if order.start else None,
            "end": order.end.astimezone(zone) if order.end else None,
            "url": reverse("files:download", args=[order.file]),
        }
        for order in orders.orders_of(row)
    ]


def product_rows(viewer: Viewer, row: Authorisation, most: int = 100) -> list[dict[str, Any]]:
    """The newest product; a piece that lies unread leads nowhere."""
    rows = list(orders.product_of(viewer, row)[:most])
    files = [file for one in rows for file in one.files]
    open_files = set(visible_files(viewer).filter(pk__in=files).values_list("pk", flat=True))
    return [_piece(one, open_files) for one in rows]


def _piece(one: Any, open_files: set[Any]) -> dict[str, Any]:
    kind = kind_of(one.about_kind)
    readable = bool(one.files) and open_files.issuperset(one.files)
    return {
        "label": kind.label if kind else one.about_kind,
        "url": kind.address(one.about_id) if kind and readable else "",
        "start": one.start,
        "seconds": one.seconds,
        "locked": "" if readable else one.quarantine,
    }


def buttons(viewer: Viewer, row: Authorisation, case: Case, now: datetime) -> list[dict[str, str]]:
    """What this viewer may do now, the likeliest first."""
    life = row.life
    found = [*_granting(viewer, row, life, now), *_asking(viewer, row, life, now)]
    if not case.open:
        found = [button for button in found if button[1:] in AFTER_CLOSING]
    return [
        {"label": label, "url": reverse(f"investigation:{route}", args=[row.pk, *more])}
        for label, route, more in found
    ]


# What a closed case does not lift: a measure can be ended, and what is owed after it is owed.
AFTER_CLOSING = {
    ("measure_reason", ("end",)),
    ("measure_reason", ("not_confirm",)),
    ("measure_act", ("notify",)),
    ("measure_act", ("destroy",)),
    ("measure_postpone", ()),
}
Button = tuple[str, str, tuple[str, ...]]


def _granting(viewer: Viewer, row: Authorisation, life: Life, now: datetime) -> list[Button]:
    if not viewer.may(Permission.GRANT_MEASURE):
        return []
    offered: list[tuple[bool, Button]] = [
        (may(life, Move.GRANT, now), (gettext("Record the order…"), "measure_order", ("first",))),
        (
            may(life, Move.ORDER_URGENT, now) and row.rule.urgent_hours is not None,
            (gettext("Order in urgency…"), "measure_order", ("provisional",)),
        ),
        (may(life, Move.REFUSE, now), (gettext("Refuse…"), "measure_reason", ("refuse",))),
        (may(life, Move.CONFIRM, now), (gettext("Confirmed by the judge…"), "measure_order",
                                        ("confirmation",))),
        (may(life, Move.NOT_CONFIRM, now), (gettext("Not confirmed…"), "measure_reason",
                                            ("not_confirm",))),
        (
            may(life, Move.EXTEND, now) and row.rule.extension_days > 0,
            (gettext("Extend…"), "measure_order", ("extension",)),
        ),
        (_to_tell(row), (gettext("The subject was told"), "measure_act", ("notify",))),
        (_to_tell(row), (gettext("Put the notice off…"), "measure_postpone", ())),
        (_to_destroy(row), (gettext("Destroy the product…"), "measure_act", ("destroy",))),
    ]  # fmt: skip
    return [button for shown, button in offered if shown]


def _asking(viewer: Viewer, row: Authorisation, life: Life, now: datetime) -> list[Button]:
    if not viewer.may(Permission.ASK_MEASURE):
        return []
    second = not row.two_persons or row.decided_by_id != viewer.account_id
    offered: list[tuple[bool, Button]] = [
        (
            may(life, Move.ACTIVATE, now) and second,
            (gettext("Put in force…"), "measure_act", ("activate",)),
        ),
        (may(life, Move.END, now), (gettext("End now…"), "measure_reason", ("end",))),
        (
            may(life, Move.WITHDRAW, now) and row.asked_by_id == viewer.account_id,
            (gettext("Withdraw…"), "measure_reason", ("withdraw",)),
        ),
    ]
    return [button for shown, button in offered if shown]


def _to_tell(row: Authorisation) -> bool:
    return row.state in OVER and row.notice_by is not None and row.notified_at is None


def _to_destroy(row: Authorisation) -> bool:
    return row.state in OVER and row.taken > 0 and row.destroyed_at is None
