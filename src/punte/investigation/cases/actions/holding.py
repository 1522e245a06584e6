"""What every act on a case begins and ends with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Stale
from punte.core.ledger.door import record
from punte.investigation.cases.models import Case, CaseEvent, of_case
from punte.investigation.cases.queries.cases import get_case
from punte.investigation.cases.words import EventKind


def hold_case(
    by: Viewer,
    case_id: UUID,
    *,
    permission: Permission = Permission.WORK_CASES,
    version: int | None = None,
) -> Case:
    """One open case, held still for an action of its team.

    version: what the form stood on. Raises Refused, NotHere, Conflict when it is closed or has
    changed since.
    """
    by.require(permission)
    case = get_case(by, case_id, lock=True)
    if not case.open:
        raise Conflict(_("This case is closed. Open it again first."))
    if version is not None and case.version != version:
        raise Stale
    return case


def lock_case(case_id: UUID) -> Case:
    """A case, open or closed, held still for the worker or once somebody was let act on it.

    What decides whether files of a case may be read, and what packs or copies them, holds the case
    first: so each knows of the other.
    """
    return Case.objects.select_for_update(no_key=True).get(pk=case_id)


def keep_change(by: Viewer, case: Case, action: str, **detail: Any) -> None:
    """Save a changed case as its next version, and the entry in the ledger."""
    case.version += 1
    case.changed_at = timezone.now()
    case.save()
    note(by, case, action, **detail)


def note(by: Viewer, case: Case, action: str, **detail: Any) -> None:
    """An entry about a case, which its team and oversight may read."""
    record(action=action, by=by, subject=case.pk, owners=[case.owner], detail=detail)


def add_event(
    by: Viewer,
    case: Case,
    kind: EventKind,
    *,
    code: str = "",
    text: str = "",
    request_key: UUID | None = None,
) -> CaseEvent:
    """One more line in the case's own timeline."""
    return CaseEvent.objects.create(
        **of_case(case),
        kind=kind,
        at=timezone.now(),
        by_id=by.account_id,
        code=code,
        text=text,
        request_key=request_key,
    )
