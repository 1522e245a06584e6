"""What the timeline of a case says of its lists, and which of them are still to be exhibits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.investigation.cases.door import Case, Stage, Wait
from punte.investigation.exchange.models import ListImport

State = ListImport.State
MOST = 40


def told_lists(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    """The lists that came in, the last to move first."""
    rows = ListImport.objects.visible_to(viewer).filter(
        case=case, state__in=[State.DONE, State.UNDONE]
    )
    for run in rows.select_related("by").order_by("-moved_at", "pk")[:MOST]:
        undone = run.state == State.UNDONE
        counts = _("%(good)s rows in, %(bad)s rejected") % {"good": run.good, "bad": run.bad}
        yield {
            "when": run.moved_at,
            "title": _("List undone") if undone else _("List brought in"),
            "text": f"{run.title} · {run.undone_why if undone else counts}",
            "who": "" if undone else run.by.name,
            "url": run.get_absolute_url(),
        }


def lists_to_take(viewer: Viewer) -> Iterable[Wait]:
    """Lists whose file is to be an exhibit and is none yet."""
    rows = ListImport.objects.visible_to(viewer).filter(keep=True, exhibit=None)
    for run in rows.exclude(case__stage=Stage.CLOSED).select_related("case").order_by("created_at"):
        yield Wait(run.title, run.case, run.get_absolute_url())
