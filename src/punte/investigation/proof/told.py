"""What the timeline of a case says of hypotheses and of the list for the defence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.investigation.cases.door import Case
from punte.investigation.proof.models import Hypothesis, Serving, Wording
from punte.investigation.proof.words import Standing

MOST = 40


def told_wordings(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    rows = Wording.objects.visible_to(viewer).filter(case=case).select_related("by")
    for row in rows.order_by("-at", "pk")[:MOST]:
        yield {
            "when": row.at,
            "title": _("Hypothesis stated") if row.version == 1 else _("Hypothesis changed"),
            "text": row.statement,
            "chip": row.get_state_display(),
            "who": row.by.name,
            "url": reverse("investigation:hypothesis", args=[case.pk, row.hypothesis_id]),
        }


def told_servings(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    rows = Serving.objects.visible_to(viewer).filter(case=case).select_related("by")
    for row in rows.order_by("-at", "pk")[:MOST]:
        title = _("List served on the defence")
        yield {"when": row.at, "title": title, "text": row.whom, "who": row.by.name}


def open_hypotheses(viewer: Viewer, case: Case) -> int:
    rows = Hypothesis.objects.visible_to(viewer).filter(case=case, state=Standing.OPEN)
    return rows.count()
