"""What becomes of quarantined product: released by a document, or destroyed by two people."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Literal
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Conflict, Invalid, Refused, Stale
from punte.core.files.door import forget_file
from punte.investigation.authorisations import clocks
from punte.investigation.authorisations.actions.common import hold, hold_any, keep_paper
from punte.investigation.authorisations.actions.sealing import (
    note,
    seal_all,
    tell_rooms_of,
    unseal_files,
)
from punte.investigation.authorisations.machine import OVER
from punte.investigation.authorisations.models import Authorisation, Quarantine, Reason
from punte.investigation.cases.door import Case

S = Quarantine.State
Decision = Literal["release", "return", "destroy"]
TARGETS = {"release": S.RELEASED, "return": S.TO_RETURN, "destroy": S.TO_DESTROY}


def hold_quarantine(
    by: Viewer, key: UUID, version: int, *, permission: Permission
) -> tuple[Quarantine, Case]:
    """Quarantined product and its case, closed too, held still. Raises Refused, NotHere, Stale."""
    by.require(permission)
    seen = get_visible(Quarantine, viewer=by, pk=key)
    case = hold_any(by, seen.case_id, permission)
    row = get_visible(Quarantine, viewer=by, lock=True, pk=key)
    if row.version != version:
        raise Stale(_("Someone changed this after you opened the page. Look, then send it again."))
    return row, case


@transaction.atomic
def decide(
    *,
    by: Viewer,
    key: UUID,
    version: int,
    decision: Decision,
    paper: UploadedFile[bytes] | None = None,
) -> Quarantine:
    """The prosecutor decides, by a court's document where it is released.

    What is returned or destroyed waits for a second person. Raises Refused to who sealed
    privileged product, Invalid for a release without a document, Conflict once decided.
    """
    row, case = hold_quarantine(by, key, version, permission=Permission.GRANT_MEASURE)
    if row.state != S.WAITING:
        raise Conflict(what=f"decide on product that is {row.state}")
    if row.privileged and row.taken_by_id == by.account_id:
        raise Refused(
            _("You sealed this, and so another prosecutor decides."), what="decide on own seal"
        )
    if decision == "release" and paper is None:
        raise Invalid(_("A release needs the court's document."))
    if paper is not None:
        row.document, row.sha256 = keep_paper(by, case, paper)
    row.state, row.returned = TARGETS[decision], decision == "return"
    row.decided_by_id, row.decided_at = by.account_id, timezone.now()
    _save(by, row, f"product.{decision}", sha256=row.sha256)
    clocks.decided(by, row)
    if decision == "release":
        unseal_files(row)
        tell_rooms_of(row, lambda kind: partial(kind.released, by))
    return row


@transaction.atomic
def confirm_destruction(*, by: Viewer, key: UUID, version: int) -> Quarantine:
    """A second person agrees that the product be destroyed here; the worker does it at once.

    Raises Refused to who decided, Conflict when nothing waits for it.
    """
    row, _case = hold_quarantine(by, key, version, permission=Permission.WORK_CASES)
    _check_second(by, row)
    row.state, row.second_by_id, row.second_at = S.CONFIRMED, by.account_id, timezone.now()
    _save(by, row, "product.confirm_destruction")
    return row


@transaction.atomic
def send_back(*, by: Viewer, key: UUID, version: int) -> Quarantine:
    """The second person does not agree: it waits for a decision again. Raises as above."""
    row, case = hold_quarantine(by, key, version, permission=Permission.WORK_CASES)
    _check_second(by, row)
    row.state, row.returned = S.WAITING, False
    row.decided_by_id, row.decided_at, row.document, row.sha256 = None, None, None, ""
    _save(by, row, "product.send_back")
    clocks.sealed(by, row, case.jurisdiction)
    return row


def _check_second(by: Viewer, row: Quarantine) -> None:
    if row.state not in {S.TO_RETURN, S.TO_DESTROY}:
        raise Conflict(what=f"second decision on product that is {row.state}")
    if row.decided_by_id == by.account_id:
        raise Refused(
            _("A second person must agree: you decided it."), what="confirm own destruction"
        )


@transaction.atomic
def destroy_after_term(*, by: Viewer, authorisation: UUID, version: int) -> Quarantine | None:
    """What an ended measure brought is to be destroyed; it is sealed, and a second person agrees.

    None when there is nothing. Raises Refused, NotHere, Conflict while the measure runs.
    """
    row, _case = hold(
        by, authorisation, permission=Permission.GRANT_MEASURE, version=version, closed_too=True
    )
    if row.state not in OVER:
        raise Conflict(_("The measure has not ended."), what="destroy product")
    kept = seal_all(by, row, Reason.TERM_OVER)
    if kept is not None:
        kept.state, kept.decided_at = S.TO_DESTROY, timezone.now()
        kept.decided_by_id = by.account_id
        _save(by, kept, "product.destroy")
        clocks.decided(by, kept)
    return kept


@transaction.atomic
def carry_out(row: Quarantine, now: datetime) -> None:
    """For the worker: remove the files and what was made of them, and certify it in the ledger."""
    for file in row.files:
        forget_file(file)
    tell_rooms_of(row, lambda kind: kind.gone)
    row.state, row.gone_at = S.GONE, now
    row.version += 1
    row.save()
    note(
        None,
        row,
        "product.certify",
        files=[str(file) for file in row.files],
        pieces=row.pieces,
        decided_by=row.decided_by_id,
        second_by=row.second_by_id,
        document=row.sha256,
        returned=row.returned,
    )
    if row.why == Reason.TERM_OVER and row.authorisation_id:
        Authorisation.objects.filter(pk=row.authorisation_id).update(destroyed_at=now)
        clocks.destroyed(Authorisation.objects.get(pk=row.authorisation_id))


def _save(by: Viewer, row: Quarantine, action: str, **detail: str) -> None:
    row.version += 1
    row.save()
    note(by, row, action, **detail)
