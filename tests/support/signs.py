"""Notifications and screenings for tests, made through the room's own actions."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.test import Client

from punte.core.access.door import Viewer, acting_as
from punte.core.agencies.door import Account, Agency
from punte.protection.identification.actions.notification import FirstSign, notify, take_up
from punte.protection.identification.actions.screening import Answers
from punte.protection.identification.instruments import instrument_for
from punte.protection.identification.models import Notification


def make_sign(unit: Agency, **values: Any) -> FirstSign:
    """An adult at a crossing, with an invented name."""
    known: dict[str, Any] = {
        "channel": "border",
        "name_place": "named",
        "age_band": "adult",
        "sex": "female",
        "nationality": "MD",
        "language": "ro",
        "found_in": "MD",
        "red_flags": ["fear", "spoken_for"],
        "identity": {"given_name": "Inventata", "family_name": "Exemplescu"},
    }
    return FirstSign(to_agency=unit, **{**known, **values})


def send_sign(by: Viewer, unit: Agency, **values: Any) -> Notification:
    """A notification that waits in the unit's inbox."""
    with acting_as(by):
        return notify(by=by, sign=make_sign(unit, **values), request_key=uuid4())


def take(by: Viewer, row: Notification) -> Notification:
    with acting_as(by):
        return take_up(by=by, notification=row.id)


def all_answers(key: str, age_band: str, **yes: str) -> Answers:
    """A whole form: "no" everywhere, but for the items named in `yes` (id → answer).

    Item ids hold hyphens: write them with underscores.
    """
    items = {item.id: "no" for item in instrument_for(key, age_band).items}
    items.update({name.replace("_", "-"): answer for name, answer in yes.items()})
    return Answers(instrument=key, items=items)


def client_of(viewer: Viewer) -> Client:
    """A browser signed in as the viewer."""
    client = Client()
    client.force_login(
        Account.objects.get(pk=viewer.account_id),
        backend=settings.AUTHENTICATION_BACKENDS[-1],
    )
    return client
