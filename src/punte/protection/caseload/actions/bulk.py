"""One act on many files: first shown file by file, then done whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid
from punte.core.once import derived_key
from punte.protection.assistance.door import AssistanceFile, assign_caseworker, own_files
from punte.protection.caseload.actions.review import Word, review_file
from punte.protection.caseload.actions.tasks import give_task
from punte.protection.caseload.bulk_rules import MOST, BulkAct, Facts, why_not
from punte.protection.caseload.models.review import Outcome

NEEDED = {
    BulkAct.ASSIGN: Permission.HAND_OVER_FILES,
    BulkAct.TASK: Permission.WORK_FILES,
    BulkAct.REVIEW: Permission.REVIEW_FILES,
}


@dataclass(frozen=True)
class Bulk:
    """What is to be done. account: to whom the files or tasks go; None: each caseworker's own."""

    act: BulkAct
    account: int | None = None
    words: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Line:
    """One file of the preview. why_not: empty when the act is done on it."""

    file: AssistanceFile
    why_not: str | Promise


def preview(
    viewer: Viewer, bulk: Bulk, files: Mapping[UUID, int], *, lock: bool = False
) -> list[Line]:
    """What would happen to each of these files, as far as the viewer sees them.

    files: id → version. Raises Refused without the permission, Invalid for too many.
    """
    viewer.require(NEEDED[bulk.act])
    if len(files) > MOST:
        raise Invalid(_("Choose at most 200 files at once."))
    rows = own_files(viewer).filter(pk__in=list(files)).order_by("id")
    if lock:
        rows = rows.select_for_update(of=("self",))
    now = timezone.now()
    return [Line(row, why_not(bulk.act, facts(row), account=bulk.account, now=now)) for row in rows]


def facts(row: AssistanceFile) -> Facts:
    return Facts(row.state == row.State.OPEN, row.caseworker_id, row.changed_at)


@transaction.atomic
def do_bulk(*, by: Viewer, bulk: Bulk, files: Mapping[UUID, int], request_key: UUID) -> int:
    """Do the act on every file that the preview said; returns on how many.

    All in one transaction, with an entry in the ledger for each. Raises Conflict, and does
    nothing, when one of them changed after the preview was shown.
    """
    lines = [line for line in preview(by, bulk, files, lock=True) if not line.why_not]
    if any(line.file.version != files[line.file.id] for line in lines):
        raise Conflict(_("Some of these files changed meanwhile. Nothing was done; look again."))
    for line in lines:
        act_on(by, bulk, line.file, derived_key(request_key, str(line.file.id)))
    return len(lines)


def act_on(by: Viewer, bulk: Bulk, file: AssistanceFile, key: UUID) -> None:
    if bulk.act == BulkAct.ASSIGN and bulk.account is not None:
        assign_caseworker(by=by, file=file.id, account=bulk.account, request_key=key)
    elif bulk.act == BulkAct.TASK:
        give_task(
            by=by,
            words=bulk.words,
            account=bulk.account or file.caseworker_id or by.account_id,
            due_on=bulk.due_on,
            file=file.id,
            request_key=key,
        )
    elif bulk.act == BulkAct.REVIEW:
        word = Word(Outcome.LOOKED, bulk.words, bulk.due_on)
        review_file(by=by, file=file.id, word=word, request_key=key)
