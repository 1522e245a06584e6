"""What the worker does for a bundle: read every file again, then write and keep the ZIP."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from punte.core.access.door import DataClass, Permission, Viewer
from punte.core.agencies.door import Account, viewer_for, working_memberships
from punte.core.database.beat import Beat, Halted
from punte.core.errors import NotHere, PunteError
from punte.core.files.door import StoredFile, about_of, forget_file, keep_file
from punte.core.ledger.door import record
from punte.core.notices.door import send_notice
from punte.core.vault.door import Damaged
from punte.investigation.bundle.folder import Folder, folder_of, zipped
from punte.investigation.bundle.gathering import Proven, Unsealed, chosen_files, gather
from punte.investigation.bundle.models import KEPT, CourtBundle
from punte.investigation.bundle.queries import is_open
from punte.investigation.cases.door import lock_case, note
from punte.investigation.evidence.door import EvidenceFile, check_one, get_file, open_evidence

log = logging.getLogger("punte.bundle")
State = CourtBundle.State
MOST_BYTES = 2**40


class Shut(Exception):
    """Something that was packed has been sealed or destroyed since it was read."""


def make_bundle(bundle_id: UUID) -> None:
    """Make one bundle from the beginning; how it ended is left on its row.

    Raises Halted when there is nothing to do, Unsealed while the log's newest entries wait.
    """
    # Drawing loads fonts: every process reads this module, and few draw.
    from punte.investigation.bundle.papers import papers_of

    bundle = CourtBundle.objects.select_related("case").get(id=bundle_id)
    if not bundle.busy:
        raise Halted
    spoken = translation.override(bundle.language)
    with _told(bundle), spoken, timezone.override(ZoneInfo(bundle.zone)):
        viewer = _viewer_of(bundle)
        exhibits = [UUID(key) for key in bundle.exhibits]
        # To read every file may take long: first see that all steps are sealed.
        gather(viewer, bundle.case, exhibits)
        _check(bundle, chosen_files(viewer, bundle.case, exhibits, copies=bundle.copies))
        proven = gather(viewer, bundle.case, exhibits, copies=bundle.copies)
        _write(bundle, viewer, proven, folder_of(proven, papers_of(proven)))


@contextmanager
def _told(bundle: CourtBundle) -> Iterator[None]:
    """How it went wrong is left on the bundle."""
    try:
        yield
    except (Halted, Unsealed):
        raise
    except NotHere:
        _fail(bundle, "gone")
    except Shut:
        _fail(bundle, "sealed")
    except Damaged:
        _fail(bundle, "changed")
    except PunteError:
        _fail(bundle, "fault")
    except Exception:
        log.exception("bundle %s failed", bundle.pk)
        _fail(bundle, "fault")
        raise


def _fail(bundle: CourtBundle, why: str) -> None:
    CourtBundle.objects.filter(id=bundle.id, state=bundle.state).update(
        state=State.FAILED, failure=why, moved_at=timezone.now()
    )


def _viewer_of(bundle: CourtBundle) -> Viewer:
    """Whoever asked, if they may still take this case's data out. Raises NotHere."""
    account = Account.objects.filter(id=bundle.by_id).first()
    for membership in working_memberships(account) if account else []:
        viewer = viewer_for(membership)
        if viewer.may(Permission.EXPORT_DATA) and bundle.owner in viewer.audiences:
            return viewer
    raise NotHere(what="bundle.make")


def _go(bundle: CourtBundle, state: str, files: list[EvidenceFile]) -> None:
    """Begin the next step, unless the bundle was stopped. Raises Halted."""
    values: dict[str, Any] = {
        "state": state, "files": len(files), "size": sum(file.size for file in files),
        "files_done": 0, "size_done": 0, "moved_at": timezone.now(),
    }  # fmt: skip
    if not CourtBundle.objects.filter(id=bundle.id, state=bundle.state).update(**values):
        raise Halted
    for name, value in values.items():
        setattr(bundle, name, value)


def _check(bundle: CourtBundle, files: list[EvidenceFile]) -> None:
    """Every file whole against its intake; what is at fault is kept by the room of evidence."""
    _go(bundle, State.CHECKING, files)
    size = 0
    with Beat(bundle) as beat:
        for done, file in enumerate(files, start=1):
            check_one(file, "exported")
            size += file.size
            beat.say(files_done=done, size_done=size)


def _write(bundle: CourtBundle, viewer: Viewer, proven: Proven, folder: Folder) -> None:
    """The ZIP, sealed while it is written, and its end; all of it or nothing."""
    files = [get_file(viewer, key) for key in folder.files.values()]
    _go(bundle, State.WRITING, files)
    bundle.holds = [file.stored for file in files]
    name = _("bundle-%(number)s.zip") % {"number": proven.case.number.replace("/", "-")}
    with Beat(bundle) as beat, transaction.atomic():
        kept = keep_file(
            by=viewer, subject=None, about=bundle.case_id, owner=bundle.owner,
            audiences=bundle.audiences, name=name, data_class=_class_of(bundle),
            chunks=zipped(folder, _Reading(viewer, bundle.reason, beat).opened), limit=MOST_BYTES,
        )  # fmt: skip
        # Who seals or destroys holds the case: what was before is seen here, and what comes finds
        # what this ZIP holds.
        lock_case(bundle.case_id)
        if not is_open(viewer, bundle):
            raise Shut
        _end(bundle, viewer, proven, kept)


def _class_of(bundle: CourtBundle) -> DataClass:
    """A ZIP with a recording in it is for those alone who may listen."""
    rows = StoredFile.objects.filter(pk__in=bundle.holds, held_class=DataClass.RECORDING)
    return DataClass.RECORDING if rows.exists() else DataClass.OPERATIONAL


class _Reading:
    """Opens files one after the other, each with its entry, and says how far it is."""

    def __init__(self, viewer: Viewer, reason: str, beat: Beat):
        self.viewer, self.reason, self.beat = viewer, reason, beat
        self.files = self.size = 0

    def opened(self, key: UUID) -> Iterator[bytes]:
        _row, given = open_evidence(by=self.viewer, file_id=key, reason=self.reason, why="exported")
        for chunk in given.chunks:
            yield chunk
            self.size += len(chunk)
        self.files += 1
        self.beat.say(files_done=self.files, size_done=self.size)


def _end(bundle: CourtBundle, viewer: Viewer, proven: Proven, kept: StoredFile) -> None:
    """Raises Halted for a bundle that was stopped."""
    now, sha256 = timezone.now(), about_of(kept).sha256
    changed = CourtBundle.objects.filter(id=bundle.id, state=bundle.state).update(
        state=State.DONE, faults=proven.faults, checkpoint=proven.head.size, holds=bundle.holds,
        file_id=kept.id, packed=kept.size, sha256=sha256, moved_at=now, kept_until=now + KEPT,
    )  # fmt: skip
    if not changed:
        raise Halted
    note(
        viewer, proven.case, "bundle.make", bundle=str(bundle.pk), sha256=sha256,
        checkpoint=proven.head.size, files=bundle.files, faults=len(proven.faults),
    )  # fmt: skip
    send_notice(kind="bundle_ready", url=bundle.get_absolute_url(), to_accounts=[bundle.by_id])


def forget_bundles(now: datetime) -> int:
    """Delete the ZIPs whose time has come; how many. The rows say that they were there."""
    due = CourtBundle.objects.filter(state=State.DONE, kept_until__lte=now)
    forgotten = 0
    for bundle in due:
        with transaction.atomic():
            if bundle.file_id:
                forget_file(bundle.file_id)
            bundle.state, bundle.file_id, bundle.moved_at = State.DELETED, None, now
            bundle.save(update_fields=["state", "file_id", "moved_at"])
            record(
                action="bundle.forget", by=None, subject=bundle.case_id, owners=[bundle.owner],
                detail={"bundle": str(bundle.pk)},
            )  # fmt: skip
        forgotten += 1
    return forgotten
