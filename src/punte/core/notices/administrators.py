"""Telling a country's oversight and administrators that one more is let in."""

from __future__ import annotations

from django.urls import reverse

from punte.core.access.door import Viewer
from punte.core.agencies.door import Agency
from punte.core.notices.actions import send_notice
from punte.core.notices.recipients import administrators


def tell_of_administrator(by: Viewer | None, agency: Agency) -> None:
    """Told at once, whoever did it: somebody was handed a link to an administrator's role."""
    send_notice(
        kind="administrator_let_in",
        url=reverse("agencies:agency", args=[agency.pk]),
        params={"agency": agency.name},
        urgent=True,
        to_accounts=administrators(agency.jurisdiction_id),
        to_audience=agency.jurisdiction.oversight_audience,
        by=by,
    )
