"""Court bundles of invented cases, carried through as the worker would."""

from __future__ import annotations

from uuid import uuid4

from punte.core.access.door import Viewer, acting_as
from punte.core.ledger.door import sequence_pending
from punte.investigation.bundle.actions import ask_bundle, fetch_bundle
from punte.investigation.bundle.background import make_bundle
from punte.investigation.bundle.models import CourtBundle
from punte.investigation.cases.door import Case
from punte.investigation.evidence.door import Exhibit
from tests.support.database import as_role


def sealed() -> None:
    """All entries stand in the log."""
    with as_role("punte_worker"):
        sequence_pending()


def asked(by: Viewer, case: Case, *exhibits: Exhibit, copies: bool = False) -> CourtBundle:
    """A bundle that waits for the worker. It binds the viewer by itself."""
    with acting_as(by):
        return ask_bundle(
            by=by, case_id=case.pk, exhibits=[one.pk for one in exhibits], copies=copies,
            reason="for the invented court", request_key=uuid4(),
        )  # fmt: skip


def make(bundle: CourtBundle) -> CourtBundle:
    """What the worker makes of it."""
    with as_role("punte_worker"):
        make_bundle(bundle.pk)
        return CourtBundle.objects.get(id=bundle.pk)


def fetched(by: Viewer, bundle: CourtBundle) -> bytes:
    """The ZIP, whole. It binds the viewer by itself."""
    with acting_as(by):
        _bundle, given = fetch_bundle(by=by, case_id=bundle.case_id, bundle_id=bundle.pk)
        return b"".join(given.chunks)
