"""To whom an exhibit may be handed over: a list to choose from."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.agencies.door import Agency, Membership
from punte.investigation.evidence.holders import takers
from punte.investigation.evidence.models import Exhibit
from punte.investigation.evidence.queries.stores import stores_of


def receivers_for(viewer: Viewer, exhibit: Exhibit) -> list[Any]:
    """Groups of (key, name): stores of one's agency, people, agencies; without who holds it."""
    stores = [(store.key, store.name) for store in stores_of(viewer)]
    people = Membership.objects.filter(
        role__in=takers(),
        state=Membership.State.ACTIVE,
        agency__active=True,
        agency__jurisdiction=viewer.jurisdiction,
        account__is_active=True,
        account__program=False,
    ).select_related("account", "agency")
    named = [
        (f"person:{one.account_id}", f"{one.account.name}, {one.agency.name}")
        for one in people.order_by("agency__name", "account__name", "pk")
    ]
    agencies = Agency.objects.filter(
        active=True, jurisdiction=viewer.jurisdiction, memberships__role__in=takers()
    ).distinct()
    houses = [(f"agency:{one.pk}", one.name) for one in agencies.order_by("name")]
    groups = [(_("Stores"), stores), (_("People"), named), (_("Agencies"), houses)]
    return [
        (label, [pair for pair in pairs if pair[0] != exhibit.holder]) for label, pairs in groups
    ]
