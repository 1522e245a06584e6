"""The tabs of a file. Rooms above add theirs when they start: this one need not know them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.protection.assistance.models import AssistanceFile


@dataclass(frozen=True)
class Tab:
    """A page of the file. route: takes the file's id. shown: whether this file has the page."""

    key: str
    label: str | Promise
    route: str
    order: int
    permission: Permission = Permission.SEE_FILES
    shown: Callable[[Viewer, AssistanceFile], bool] = lambda _viewer, _file: True


_TABS: dict[str, Tab] = {}


def register_tab(tab: Tab) -> None:
    """Called from a room's `ready`."""
    _TABS[tab.key] = tab


def file_frame(viewer: Viewer, file: AssistanceFile, key: str, **context: Any) -> dict[str, Any]:
    """Context of a page that extends `assistance/frame.html`: the file, its tabs, and the rest."""
    tabs = sorted(_TABS.values(), key=lambda tab: tab.order)
    return {
        "file": file,
        "tab": key,
        "tabs": [
            {
                "label": tab.label,
                "url": reverse(tab.route, args=[file.id]),
                "current": tab.key == key,
            }
            for tab in tabs
            if viewer.may(tab.permission) and tab.shown(viewer, file)
        ],
        "may_work": viewer.may(Permission.WORK_FILES) and file.state == file.State.OPEN,
        "breadcrumbs": [{"label": _("Caseload"), "url": reverse("protection:caseload")}],
        **context,
    }
