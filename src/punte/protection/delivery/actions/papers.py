"""Keeping documents, replacing them by newer versions, putting them away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Viewer
from punte.core.agencies.door import Jurisdiction
from punte.core.deadlines.door import meet_clock, start_clock, stop_clocks
from punte.core.errors import Conflict, Invalid
from punte.core.files.door import keep_file
from punte.core.once import made_once
from punte.protection.assistance.door import AssistanceFile, hold_file, responsible_for
from punte.protection.delivery.actions.rows import (
    check_class,
    checked_words,
    enter,
    hold_row,
    sides,
)
from punte.protection.delivery.models import Paper
from punte.protection.delivery.models.words import PAPER_CLASSES, PaperKind
from punte.protection.delivery.rules import MOST_BEHIND
from punte.protection.persons.door import code_of

MEASURE = "document.expiry"
MOST_BYTES = 20 * 2**20
LATEST = timedelta(days=366 * 60)
OFFICE = "application/vnd.openxmlformats-officedocument."
TAKEN = frozenset(
    {
        "application/pdf",
        "image/png",
        "image/jpeg",
        "image/webp",
        "application/vnd.oasis.opendocument.text",
        OFFICE + "wordprocessingml.document",
        OFFICE + "spreadsheetml.sheet",
    }
)


@dataclass(frozen=True)
class Upload:
    """A file as it comes: its own name, its size in bytes as announced, its bytes."""

    name: str
    size: int
    chunks: Iterable[bytes]


@transaction.atomic
def keep_paper(
    *,
    by: Viewer,
    file: UUID,
    kind: PaperKind,
    upload: Upload,
    request_key: UUID,
    label: str = "",
    expires_on: date | None = None,
) -> Paper:
    """Keep a document and watch over its last day.

    Raises Invalid (kind, empty, too large, cut short, a name that lies, a day that cannot be),
    Refused (a class one may not see), NotHere, Conflict.
    """
    held = hold_file(by, file)
    return keep(by, held, kind, upload, request_key, label, expires_on, None)


@transaction.atomic
def replace_paper(
    *,
    by: Viewer,
    paper: UUID,
    upload: Upload,
    request_key: UUID,
    label: str = "",
    expires_on: date | None = None,
) -> Paper:
    """A newer version takes the place of one; the older stays readable, and its clock is met."""
    old, file = hold_row(by, Paper, paper)
    newer = Paper.objects.visible_to(by).filter(replaces=old, request_key=request_key).first()
    if newer is not None:
        return newer
    check_current(old, file)
    new = keep(by, file, PaperKind(old.kind), upload, request_key, label, expires_on, old)
    lay_by(old)
    meet_clock(by=by, about_id=old.id, measure=MEASURE)
    return new


@transaction.atomic
def put_away(*, by: Viewer, paper: UUID) -> Paper:
    """Nothing more is due about a document; it stays readable."""
    row, file = hold_row(by, Paper, paper)
    check_current(row, file)
    lay_by(row)
    stop_clocks(by=by, about_id=row.id)
    enter("document.put_away", by, file, row)
    return row


def check_current(row: Paper, file: AssistanceFile) -> None:
    if row.laid_by_at is not None:
        raise Conflict(
            _("This is not the newest version any more. Look at the list again."),
            what="change a document",
            subject=file.person_id,
        )


def lay_by(row: Paper) -> None:
    row.laid_by_at = timezone.now()
    row.save(update_fields=["laid_by_at"])


def keep(
    by: Viewer,
    file: AssistanceFile,
    kind: PaperKind,
    upload: Upload,
    request_key: UUID,
    label: str,
    expires_on: date | None,
    replaces: Paper | None,
) -> Paper:
    check_class(by, PAPER_CLASSES[kind])
    words = checked_words(label, 120, _("The words are longer than 120 characters."))
    check_last_day(expires_on)
    row, new = made_once(
        Paper,
        by=by,
        request_key=request_key,
        same={"file_id": file.id, "kind": kind.value},
        make=lambda: make(by, file, kind, upload, request_key, words, expires_on, replaces),
    )
    if new:
        watch(by, file, row)
        action = "document.replace" if replaces else "document.keep"
        enter(action, by, file, row, kind=kind.value)
    return row


def make(
    by: Viewer,
    file: AssistanceFile,
    kind: PaperKind,
    upload: Upload,
    request_key: UUID,
    label: str,
    expires_on: date | None,
    replaces: Paper | None,
) -> Paper:
    if upload.size > MOST_BYTES:
        raise Invalid(_("The file is too large: at most 20 MB."))
    kept = keep_file(
        by=by,
        subject=file.id,
        about=file.person_id,
        owner=file.owner,
        audiences=file.audiences,
        name=upload.name,
        chunks=upload.chunks,
        data_class=PAPER_CLASSES[kind],
        expected=upload.size,
        kinds=TAKEN,
    )
    return Paper.objects.create(
        kind=kind,
        held_class=PAPER_CLASSES[kind].value,
        label=label,
        stored=kept.id,
        content_type=kept.content_type,
        size=kept.size,
        expires_on=expires_on,
        replaces=replaces,
        kept_at=kept.made_at,
        kept_by_id=by.account_id,
        request_key=request_key,
        **sides(file),
    )


def check_last_day(expires_on: date | None) -> None:
    today = timezone.localdate()
    if expires_on and not today - MOST_BEHIND <= expires_on <= today + LATEST:
        raise Invalid(_("This last day cannot be right. Check the year."))


def watch(by: Viewer, file: AssistanceFile, row: Paper) -> None:
    """A clock to the end of the last day. What has expired already only shows it in the list.

    It says nothing of the kind of paper; about a medical one it calls whoever keeps it, since
    colleagues may not open it.
    """
    ends = end_of(row.expires_on, file.jurisdiction)
    if ends is None or ends <= timezone.now():
        return
    private = row.held_class == DataClass.MEDICAL
    start_clock(
        by=by,
        measure=MEASURE,
        jurisdiction=file.jurisdiction,
        record=file.person_id,
        about_kind="document",
        about_id=row.id,
        owner=file.owner,
        audiences=file.audiences,
        url=row.get_absolute_url(),
        responsible=by.account_audience if private else responsible_for(file),
        due=ends,
        code=code_of(file.plant, file.number),
    )


def end_of(day: date | None, jurisdiction: str) -> datetime | None:
    """The end of a day where the file's law holds."""
    if day is None:
        return None
    zone = Jurisdiction.objects.values_list("time_zone", flat=True).get(pk=jurisdiction)
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(zone))
