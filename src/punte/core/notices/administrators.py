"""Telling a country's administrators and oversight what becomes of an administrator's role."""

from __future__ import annotations

from django.urls import reverse

from punte.core.access.door import Viewer
from punte.core.agencies.door import Agency, admitting
from punte.core.notices.actions import send_notice
from punte.core.notices.recipients import administrators


def tell_of_administrator(
    event: admitting.Event, by: Viewer | None, agency: Agency, url: str
) -> None:
    """Told at once, whoever did it; url: where administrators go on, "" for the agency's page."""
    home, params = reverse("agencies:agency", args=[agency.pk]), {"agency": agency.name}
    send_notice(
        kind=event.value,
        url=url or home,
        params=params,
        urgent=True,
        to_accounts=administrators(agency.jurisdiction_id),
        by=by,
    )
    send_notice(
        kind=event.value,
        url=home,
        params=params,
        urgent=True,
        to_audience=agency.jurisdiction.oversight_audience,
        by=by,
    )
