"""What of recordings waits for somebody: those that nobody has heard."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import ngettext

from punte.core.access.door import Viewer
from punte.investigation.cases.door import Case, Wait
from punte.investigation.recordings.models import Recording
from punte.investigation.recordings.words import Standing


def unheard(viewer: Viewer) -> Iterable[Wait]:
    """For each case how many recordings nobody has heard, the longest waiting first."""
    rows = Recording.objects.visible_to(viewer).filter(heard=0, state=Standing.OPEN)
    found = rows.values("case_id").annotate(count=Count("id"), since=Min("taken_at"))
    counts = list(found.order_by("since", "case_id"))
    cases = Case.objects.visible_to(viewer).in_bulk([row["case_id"] for row in counts])
    for row in counts:
        case = cases.get(row["case_id"])
        if case is not None and case.open:
            words = ngettext(
                "%(count)d recording that nobody has heard",
                "%(count)d recordings that nobody has heard",
                row["count"],
            )
            url = reverse("investigation:recordings", args=[case.pk])
            yield Wait(words % {"count": row["count"]}, case, f"{url}?show=unheard")
