"""What a bulk act would do to each file, and why not: on plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNTOUCHED_DAYS = 30
MOST = 200


class BulkAct(StrEnum):
    ASSIGN = "assign"
    TASK = "task"
    REVIEW = "review"


ACT_NAMES: dict[BulkAct, str | Promise] = {
    BulkAct.ASSIGN: _("Give to a colleague"),
    BulkAct.TASK: _("Set a task"),
    BulkAct.REVIEW: _("Note: looked at, nothing was done for a while"),
}


@dataclass(frozen=True)
class Facts:
    """What of a file decides. changed_since: another version than the preview showed."""

    open: bool
    caseworker: int | None
    changed_at: datetime
    changed_since: bool = False


def why_not(act: BulkAct, file: Facts, *, account: int | None, now: datetime) -> str | Promise:
    """Why the act leaves this file as it is; empty when it is done."""
    if not file.open:
        return _("The file is closed.")
    if act == BulkAct.ASSIGN and file.caseworker == account:
        return _("It is theirs already.")
    if act == BulkAct.TASK and account is None and file.caseworker is None:
        return _("It has no caseworker to do it.")
    if act == BulkAct.REVIEW and file.changed_at > now - timedelta(days=UNTOUCHED_DAYS):
        return _("Somebody worked on it in the last 30 days.")
    return ""
