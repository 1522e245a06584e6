"""Invented cases for tests."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Membership, viewer_for
from punte.investigation.cases.actions.opening import Facts, open_case
from punte.investigation.cases.actions.team import add_member
from punte.investigation.cases.models import Case
from punte.investigation.cases.words import Origin, Part


def make_case(by: Viewer, **values: Any) -> tuple[Case, Viewer]:
    """A case that the viewer leads, and the viewer as they see from now on.

    It binds the viewer by itself.
    """
    known: dict[str, Any] = {
        "name": "Invented River",
        "origin": Origin.OWN_WORK,
        "origin_on": timezone.localdate(),
    }
    with acting_as(by):
        return open_case(by=by, facts=Facts(**{**known, **values}), request_key=uuid4())


def in_team(case: Case, by: Viewer, viewer: Viewer, part: Part = Part.INVESTIGATOR) -> Viewer:
    """Take somebody into the team; returns them as they see from now on. It binds `by` itself."""
    membership = Membership.objects.get(
        account=viewer.account_id, agency=viewer.agency_id, role=viewer.role_key
    )
    with acting_as(by):
        case.refresh_from_db()
        add_member(
            by=by, case_id=case.pk, membership=membership.pk, part=part, version=case.version
        )
        case.refresh_from_db()
    return again(viewer)


def again(viewer: Viewer) -> Viewer:
    """The viewer as their next request makes them."""
    membership = Membership.objects.get(
        account=viewer.account_id, agency=viewer.agency_id, role=viewer.role_key
    )
    return viewer_for(membership)
