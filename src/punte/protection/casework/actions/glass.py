"""Breaking the glass: from a pseudonym to two hours of sight, told to owner and oversight."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from punte.core.access.door import BrokenGlass, Viewer, break_glass, check_glass
from punte.core.errors import Invalid, NotHere
from punte.core.notices.door import send_notice
from punte.protection.persons.door import parse


@transaction.atomic
def open_by_code(*, by: Viewer, code: str, reason: str) -> BrokenGlass:
    """Open the file of a pseudonym for two hours. NotHere when there is no such person."""
    found = parse(code)
    if found is None or found[0] is None:
        raise Invalid(_("Write the pseudonym in full: the plant and the number."))
    check_glass(by=by, reason=reason)
    person = person_of(found[0], found[1])
    if person is None:
        raise NotHere(what="break glass")
    glass = break_glass(by=by, record=person, account_audience=by.account_audience, reason=reason)
    url = {glass.owner: f"/persons/{person}/"}
    for audience in set(glass.audiences) - {by.account_audience}:
        where = url.get(audience, f"/oversight/glass/{glass.id}/")
        send_notice(kind="glass_broken", to_audience=audience, url=where, urgent=True)
    return glass


def person_of(plant: int, number: int) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT protection_person_of(%s::smallint, %s)", [plant, number])
        found: UUID | None = cursor.fetchone()[0]
    return found
