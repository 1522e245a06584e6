"""Asking for a court bundle, stopping it, and taking it away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.files.door import OpenedFile, open_file
from punte.core.once import made_once
from punte.investigation.bundle.models import CourtBundle
from punte.investigation.bundle.queries import get_bundle, is_open
from punte.investigation.cases.door import Case, get_case, note, of_case
from punte.investigation.evidence.door import exhibits_of

State = CourtBundle.State
SOON = timedelta(seconds=3)


@transaction.atomic
def ask_bundle(
    *,
    by: Viewer,
    case_id: UUID,
    exhibits: Collection[UUID],
    reason: str,
    request_key: UUID,
    copies: bool = False,
) -> CourtBundle:
    """Have the worker make a bundle of these exhibits; of a closed case too. Twice is once.

    copies: working copies go along. Raises Refused, NotHere, Invalid (no exhibit, no reason).
    """
    by.require(Permission.EXPORT_DATA)
    case = get_case(by, case_id)
    if not reason.strip():
        raise Invalid(_("Say why."))
    known = [row.pk for row in exhibits_of(by, case) if row.pk in set(exhibits)]
    if not known:
        raise Invalid(_("Choose at least one exhibit."))
    bundle, new = made_once(
        CourtBundle,
        by=by,
        request_key=request_key,
        same={"case_id": case.pk},
        make=lambda: _make(by, case, known, reason.strip()[:500], copies, request_key),
    )
    if new:
        note(
            by, case, "bundle.ask", bundle=str(bundle.pk), exhibits=bundle.exhibits,
            copies=copies, reason=bundle.reason,
        )  # fmt: skip
        send(bundle)
    return bundle


def _make(
    by: Viewer, case: Case, exhibits: list[UUID], reason: str, copies: bool, key: UUID
) -> CourtBundle:
    now = timezone.now()
    return CourtBundle.objects.create(
        **of_case(case), by_id=by.account_id, exhibits=[str(one) for one in exhibits],
        copies=copies, reason=reason, language=get_language() or "en",
        zone=timezone.get_current_timezone_name(), created_at=now, moved_at=now, request_key=key,
    )  # fmt: skip


def send(bundle: CourtBundle, *, later: bool = False) -> None:
    """Queue the bundle for the worker; later: in a few seconds."""
    from punte.investigation.bundle.tasks import make

    begin = timezone.now() + SOON if later else None
    job = make.configure(lock=f"bundle:{bundle.pk}", schedule_at=begin)
    job.defer(bundle_id=str(bundle.pk))


@transaction.atomic
def stop_bundle(*, by: Viewer, case_id: UUID, bundle_id: UUID) -> CourtBundle:
    """Stop what is under way; nothing of it is kept. Raises Refused, NotHere, Conflict."""
    by.require(Permission.EXPORT_DATA)
    bundle = get_bundle(by, case_id, bundle_id, lock=True)
    if not bundle.busy:
        raise Conflict(what="bundle.stop")
    bundle.state, bundle.moved_at = State.STOPPED, timezone.now()
    bundle.save(update_fields=["state", "moved_at"])
    note(by, bundle.case, "bundle.stop", bundle=str(bundle.pk))
    return bundle


@transaction.atomic
def fetch_bundle(*, by: Viewer, case_id: UUID, bundle_id: UUID) -> tuple[CourtBundle, OpenedFile]:
    """A bundle that is ready, streamed, and the entry that it was taken away.

    Raises Refused, NotHere (also where an exhibit in it is not for this viewer), Conflict (it is
    not ready, deleted, or something in it was sealed or destroyed since).
    """
    by.require(Permission.EXPORT_DATA)
    bundle = get_bundle(by, case_id, bundle_id)
    if not bundle.ready or bundle.file_id is None:
        raise Conflict(_("This bundle is not kept any more. Ask for it again."))
    seen = {str(row.pk) for row in exhibits_of(by, bundle.case)}
    if not seen.issuperset(bundle.exhibits):
        raise NotHere(what="bundle.fetch", subject=bundle.pk)
    if not is_open(by, bundle):
        raise Conflict(
            _("Something in this bundle was sealed or destroyed since, or is not for you. Ask for "
              "a new one: it leaves that out."),
            what="bundle.fetch",
        )  # fmt: skip
    given = open_file(by=by, file_id=bundle.file_id)
    note(by, bundle.case, "bundle.fetch", bundle=str(bundle.pk), sha256=bundle.sha256)
    return bundle, given
