"""What the timeline of a case says of its measures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.investigation.authorisations.machine import Move
from punte.investigation.authorisations.models import Quarantine, Step
from punte.investigation.cases.door import Case

MOST = 40
TONES = {
    Move.REFUSE: "warning",
    Move.LAPSE: "late",
    Move.NOT_CONFIRM: "late",
    Move.ACTIVATE: "ok",
}


def stepped(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    """The newest steps of the authorisations of a case."""
    rows = Step.objects.visible_to(viewer).filter(case=case)
    newest = rows.select_related("authorisation", "by").order_by("-at", "-id")[:MOST]
    return [
        {
            "when": row.at,
            "title": row.words,
            "text": str(row.authorisation),
            "who": row.by.name if row.by else "",
            "url": row.authorisation.get_absolute_url(),
            "tone": TONES.get(Move(row.move), ""),
        }
        for row in newest
    ]


def sealed(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    """Product that was laid aside unread."""
    rows = Quarantine.objects.visible_to(viewer).filter(case=case)
    return [
        {
            "when": row.taken_at,
            "title": _("Product put in quarantine"),
            "text": row.get_why_display(),
            "who": row.taken_by.name if row.taken_by else "",
            "url": row.get_absolute_url(),
            "tone": "warning",
        }
        for row in rows.select_related("taken_by").order_by("-taken_at", "-id")[:MOST]
    ]


def under(row: Quarantine) -> str:
    """The order that quarantined product came under, or why it lies there when there was none."""
    return str(row.authorisation or row.get_why_display())
