"""What rooms above bring to a case, said when they start: this room need not know them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.investigation.cases.models import Case, CaseRow

Event = dict[str, Any]
TimelineSource = Callable[[Viewer, Case], Iterable[Event]]


@dataclass(frozen=True)
class Tab:
    """A page of the case. route: takes the case's id. shown: whether this case has the page."""

    key: str
    label: str | Promise
    route: str
    order: int
    permission: Permission = Permission.SEE_CASES
    shown: Callable[[Viewer, Case], bool] = lambda _viewer, _case: True


@dataclass(frozen=True)
class Figure:
    """A number on a case's first page, and where it leads. count: of what the viewer may see.

    begin: what to do first there, offered in a new case while there is none.
    """

    label: str | Promise
    route: str
    count: Callable[[Viewer, Case], int]
    order: int = 50
    begin: str | Promise = ""


_TABS: dict[str, Tab] = {}
_TIMELINE: dict[type[CaseRow], TimelineSource] = {}
_FIGURES: dict[str, Figure] = {}


def register_tab(tab: Tab) -> None:
    """Called from a room's `ready`."""
    _TABS[tab.key] = tab


def register_timeline(table: type[CaseRow], source: TimelineSource) -> None:
    """source gives the newest events of a case as `{% timeline %}` takes them, each with `when`
    and `title`.
    """
    _TIMELINE[table] = source


def register_figure(figure: Figure) -> None:
    """A count for the first page of each case."""
    _FIGURES[figure.route] = figure


def timeline_of(viewer: Viewer, case: Case, most: int = 40) -> list[Event]:
    """The newest events of all rooms, newest first."""
    events = [event for source in _TIMELINE.values() for event in source(viewer, case)]
    events.sort(key=lambda event: event["when"], reverse=True)
    return events[:most]


def figures_of(viewer: Viewer, case: Case) -> list[dict[str, Any]]:
    """The counts of all rooms, in their order."""
    return [
        {
            "label": figure.label,
            "value": figure.count(viewer, case),
            "url": reverse(figure.route, args=[case.id]),
            "begin": figure.begin,
        }
        for figure in sorted(_FIGURES.values(), key=lambda figure: figure.order)
    ]


def case_frame(viewer: Viewer, case: Case, key: str, **context: Any) -> dict[str, Any]:
    """Context of a page that extends `cases/frame.html`: the case, its tabs, and the rest."""
    tabs = sorted(_TABS.values(), key=lambda tab: tab.order)
    return {
        "case": case,
        "tab": key,
        "tabs": [
            {
                "label": tab.label,
                "url": reverse(tab.route, args=[case.id]),
                "current": tab.key == key,
            }
            for tab in tabs
            if viewer.may(tab.permission) and tab.shown(viewer, case)
        ],
        "may_work": viewer.may(Permission.WORK_CASES) and case.open,
        "may_lead": viewer.may(Permission.LEAD_CASES) and case.open,
        "breadcrumbs": [{"label": _("Cases"), "url": reverse("investigation:cases")}],
        **context,
    }
