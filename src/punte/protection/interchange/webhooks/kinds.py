"""What one can be told of: kinds of things, each some actions of the ledger."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punte.core.ledger.door import Entry, label_of

KINDS: Final[dict[str, str | Promise]] = {
    "notification": _("Notifications"),
    "person": _("Persons"),
    "screening": _("Screenings"),
    "status": _("Status decisions"),
    "consent": _("Consents"),
    "referral": _("Referrals"),
    "file": _("Assistance files"),
    "plan": _("Plans"),
    "service": _("Services"),
    "import": _("Imports"),
}


def kind_of(action: str) -> str:
    return action.partition(".")[0]


def wanted(entry: Entry, kinds: list[str]) -> bool:
    """Whether an entry is of these kinds, and a change: who read what is told to nobody."""
    return kind_of(entry.action) in kinds and label_of(entry.action).kind == "writing"


def message(entry: Entry, place: int) -> dict[str, Any]:
    """Ids, kind and time of what happened; nothing that says who someone is or what was written."""
    ids = {name: value for name, value in entry.detail.items() if _is_id(value)}
    return {
        "type": entry.action,
        "timestamp": entry.at.isoformat(),
        "data": {
            "id": str(entry.id),
            "place": place,
            "person": str(entry.subject) if entry.subject else None,
            "ids": ids,
        },
    }


def _is_id(value: object) -> bool:
    if not isinstance(value, str) or len(value) != 36:
        return False
    try:
        UUID(value)
    except ValueError:
        return False
    return True
