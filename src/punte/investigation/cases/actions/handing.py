"""What a leaver holds: places in the teams of cases, and the head of some."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, roles_with
from punte.core.agencies.door import Handing, Membership
from punte.core.errors import Invalid
from punte.core.ledger.door import record


def count_cases(handing: Handing) -> int:
    """In how many open cases the leaver has a place. Whoever ends a role sees no more of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT investigation_places(%s, %s)", [handing.leaver, handing.agency_id])
        found: int = cursor.fetchone()[0]
    return found


def hand_over_cases(handing: Handing) -> int:
    """The heir takes the leaver's places over; a case is never left without a team.

    Raises Invalid when the heir works on no cases in that agency.
    """
    if not count_cases(handing):
        return 0
    if not _works_on_cases(handing):
        raise Invalid(_("Choose somebody who works on cases: this person leads or serves in some."))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT investigation_hand_over(%s, %s, %s, %s)",
            [handing.leaver, handing.heir, handing.agency_id, handing.by.account_id],
        )
        moved: int = cursor.fetchone()[0]
    detail = {"from": handing.leaver, "to": handing.heir, "cases": moved}
    record(action="case.hand_over", by=handing.by, detail=detail)
    return moved


def _works_on_cases(handing: Handing) -> bool:
    return Membership.objects.filter(
        account=handing.heir,
        agency=handing.agency_id,
        role__in=roles_with(Permission.SEE_CASES),
        state=Membership.State.ACTIVE,
    ).exists()
