"""What the timeline of a case says of its recordings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punte.core.access.door import Viewer
from punte.investigation.cases.door import Case
from punte.investigation.recordings.models import Intake, Recording
from punte.investigation.recordings.words import IntakeState, Outcome


def told(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    """The newest folders that were taken in, as `{% timeline %}` takes them."""
    rows = (
        Intake.objects.visible_to(viewer)
        .filter(case=case, state=IntakeState.TAKEN)
        .select_related("by")
        .annotate(taken=Count("files", filter=Q(files__outcome=Outcome.TAKE)))
        .order_by("-done_at")[:40]
    )
    return [
        {
            "when": row.done_at,
            "title": _("Recordings taken in"),
            "text": ngettext("%(count)d recording", "%(count)d recordings", row.taken)
            % {"count": row.taken},
            "who": str(row.by),
            "url": row.get_absolute_url(),
        }
        for row in rows
    ]


def address(key: UUID) -> str:
    """The page of one recording, for rooms that know its key alone."""
    row = Recording.objects.filter(pk=key).only("id", "case_id").first()
    return row.get_absolute_url() if row else reverse("investigation:cases")
