"""What every act on an authorisation begins and ends with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import UploadedFile
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.agencies.door import Jurisdiction
from punte.core.errors import Conflict, Stale
from punte.core.files.door import keep_file
from punte.core.ledger.door import record
from punte.core.notices.door import send_notice
from punte.investigation.authorisations.machine import Life, Move, moved
from punte.investigation.authorisations.models import Authorisation, Quarantine, Step
from punte.investigation.cases.door import Case, accounts_with, get_case, hold_case

PAPERS = frozenset({"application/pdf", "image/png", "image/jpeg"})


def hold(
    by: Viewer,
    authorisation: UUID,
    *,
    permission: Permission,
    version: int | None = None,
    closed_too: bool = False,
) -> tuple[Authorisation, Case]:
    """An authorisation and its open case, held still for an act.

    version: what the form stood on. closed_too: for what ends a measure or is owed after it, which
    the end of the case does not lift. Raises Refused, NotHere, Conflict.
    """
    by.require(permission)
    seen = get_visible(Authorisation, viewer=by, pk=authorisation)
    case = (
        hold_any(by, seen.case_id, permission)
        if closed_too
        else hold_case(by, seen.case_id, permission=permission)
    )
    row = get_visible(Authorisation, viewer=by, lock=True, pk=authorisation)
    if version is not None and row.version != version:
        raise Stale(_("Someone changed this after you opened the page. Look, then send it again."))
    return row, case


def hold_any(by: Viewer, case: UUID, permission: Permission) -> Case:
    """A case held still, whether open or closed. Raises Refused, NotHere."""
    by.require(permission)
    return get_case(by, case, lock=True)


def oversight_of(jurisdiction: str) -> int:
    """The audience number of a country's oversight."""
    found = Jurisdiction.objects.values_list("oversight_audience", flat=True).get(pk=jurisdiction)
    return int(found)


def of(row: Authorisation) -> dict[str, Any]:
    """The values of a new row for the circle alone that hangs on an authorisation."""
    return {
        "authorisation": row,
        "case_id": row.case_id,
        "owner": row.owner,
        "audiences": [row.owner],
    }


def go(
    row: Authorisation,
    move: Move,
    now: datetime,
    *,
    end: datetime | None = None,
    confirm_by: datetime | None = None,
) -> Life:
    """Make one move of the table on the row, unsaved. Raises Conflict where it does not lead."""
    try:
        after = moved(row.life, move, now, end=end, confirm_by=confirm_by)
    except ValueError as error:
        raise Conflict(what=f"measure {move} from {row.state}") from error
    row.state, row.confirm_by = after.state, after.confirm_by
    return after


def keep(
    by: Viewer | None, row: Authorisation, move: Move, *, reason: str = "", **detail: Any
) -> None:
    """Save the moved row as its next version, with the step and the entry in the ledger."""
    row.version += 1
    row.save()
    Step.objects.create(
        **of(row),
        move=move,
        at=timezone.now(),
        by_id=by.account_id if by else None,
        reason=reason.strip(),
    )
    enter(f"measure.{move}", by, row, **detail)


def enter(action: str, by: Viewer | None, row: Authorisation, **detail: Any) -> None:
    """An entry about an authorisation: for its team and the country's oversight. No target."""
    record(
        action=action,
        by=by,
        subject=row.case_id,
        owners=row.audiences,
        detail={"authorisation": str(row.pk), "measure": row.measure, **detail},
    )


def keep_paper(by: Viewer, case: Case, upload: UploadedFile[bytes]) -> tuple[UUID, str]:
    """Keep a scanned order, for the team: its file and the SHA-256 of its bytes.

    Raises Invalid for what is neither a PDF nor a picture.
    """
    measured = sha256()

    def passing() -> Iterator[bytes]:
        for chunk in upload.chunks():
            measured.update(chunk)
            yield chunk

    kept = keep_file(
        by=by,
        subject=None,
        owner=case.owner,
        audiences=case.audiences,
        name=upload.name or "",
        chunks=passing(),
        expected=upload.size,
        kinds=PAPERS,
    )
    return kept.pk, measured.hexdigest()


def tell(kind: str, case: Case, permission: Permission, url: str, by: Viewer | None) -> None:
    """A notice to those of the team who hold a permission."""
    to = accounts_with(case, permission)
    send_notice(kind=kind, url=url, to_accounts=to, by=by, urgent=kind in URGENT)


URGENT = frozenset({"product_quarantined", "measure_lapsed"})


def page_of(row: Authorisation | Quarantine) -> str:
    return row.get_absolute_url()


def local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def count_up(row: Authorisation, **more: int) -> None:
    """Add to counters of the row, whoever else adds at the same time."""
    Authorisation.objects.filter(pk=row.pk).update(
        **{name: F(name) + value for name, value in more.items()}
    )


def request_list() -> str:
    return reverse("investigation:measure_requests")
