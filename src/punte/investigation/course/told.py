"""What the timeline of a case says of its course."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.investigation.cases.door import Case
from punte.investigation.course.models import Disclosure, Hearing, Judgment, Restraint, Step

MOST = 40
TimelineSource = Callable[[Viewer, Case], Iterable[dict[str, Any]]]


def _newest(model: Any, viewer: Viewer, case: Case, order: str, *joined: str) -> Any:
    rows = model.objects.visible_to(viewer).filter(case=case).select_related(*joined)
    return rows.order_by(order, "pk")[:MOST]


def told_steps(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    for row in _newest(Step, viewer, case, "-at", "by", "accused__entity"):
        title = _("%(who)s: %(state)s") % {"who": row.accused, "state": row.get_after_display()}
        url = row.accused.get_absolute_url()
        yield {"when": row.at, "title": title, "text": row.text, "who": row.by.name, "url": url}


def told_restraints(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    for row in _newest(Restraint, viewer, case, "-made_at", "made_by", "accused__entity"):
        yield {
            "when": row.made_at,
            "title": row.get_kind_display(),
            "text": f"{row.accused} · {row.ordered_by}",
            "who": row.made_by.name,
        }


def told_hearings(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    for row in _newest(Hearing, viewer, case, "-made_at", "made_by"):
        yield {
            "when": row.made_at,
            "title": str(row),
            "text": row.outcome,
            "chip": row.get_state_display(),
            "who": row.made_by.name,
        }


def told_judgments(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    for row in _newest(Judgment, viewer, case, "-made_at", "made_by"):
        title = _("Judgment %(number)s") % {"number": row}
        yield {"when": row.made_at, "title": title, "who": row.made_by.name}


def told_disclosures(viewer: Viewer, case: Case) -> Iterable[dict[str, Any]]:
    for row in _newest(Disclosure, viewer, case, "-made_at", "made_by", "victim"):
        title = _("Disclosure recorded: %(victim)s") % {"victim": row.victim}
        yield {"when": row.made_at, "title": title, "text": row.purpose, "who": row.made_by.name}


SOURCES: tuple[tuple[Any, TimelineSource], ...] = (
    (Step, told_steps),
    (Restraint, told_restraints),
    (Hearing, told_hearings),
    (Judgment, told_judgments),
    (Disclosure, told_disclosures),
)
