"""The first agency and administrators of a country: who keeps the machine makes them.

Runs as the owner of the database, by `./punte begin`; the log names nobody, which says just that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from punte.core.agencies.actions.agencies import record_opened, save_agency
from punte.core.agencies.actions.invitations import let_back_in, new_link, offer
from punte.core.agencies.admitting import ADMINISTRATOR
from punte.core.agencies.countries import open_country
from punte.core.agencies.models import Agency, Invitation, Jurisdiction, Membership
from punte.core.errors import Conflict, Invalid
from punte.core.ledger.door import record

SETTLED = (
    "This country has administrators. They register agencies and invite another administrator by"
    " the pages. --again is for when none of them gets in any more."
)


@dataclass(frozen=True)
class Admitted:
    """An administrator; without an invitation one who signs in already."""

    name: str
    email: str
    invitation: Invitation | None = None
    token: str = ""


@transaction.atomic
def begin(
    *,
    country: str,
    kind: str,
    name: str,
    place: str = "",
    administrators: Sequence[tuple[str, str]],
    again: bool = False,
) -> list[Admitted]:
    """Make what is missing of country, agency and administrators (name, address).

    Who has not yet signed in gets a new link. In a country that has administrators already,
    nothing is made and nobody let in, unless `again`: then one who is an administrator loses
    password, second step and sessions and gets a link. Raises Conflict, Invalid.
    """
    emails = [email.lower() for _name, email in administrators]
    if len(set(emails)) < len(emails):
        raise Invalid("An address stands there twice. Each administrator has their own.")
    jurisdiction = _country(country)
    closed = administrators_of(jurisdiction).exists() and not again
    agency = _agency(jurisdiction, kind, name, place, closed=closed)
    people = zip((name for name, _email in administrators), emails, strict=True)
    return [_admit(agency, *person, again=again, closed=closed) for person in people]


def administrators_of(jurisdiction: Jurisdiction) -> QuerySet[Membership]:
    """The administrators of a country who have signed in and have not left."""
    members = Membership.objects.filter(role=ADMINISTRATOR, agency__jurisdiction=jurisdiction)
    return members.exclude(state=Membership.State.LEFT).select_related("account", "agency")


def invited_to(jurisdiction: Jurisdiction) -> QuerySet[Invitation]:
    """Invitations of administrators of a country that nobody took up yet."""
    return Invitation.objects.filter(
        role=ADMINISTRATOR,
        agency__jurisdiction=jurisdiction,
        accepted_at=None,
        revoked_at=None,
    )


def _country(code: str) -> Jurisdiction:
    """The jurisdiction, held until the end, so that two who begin at once do it in turn."""
    jurisdiction, made = open_country(code)
    jurisdiction = Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
    if made:
        owners = [jurisdiction.oversight_audience]
        record(action="jurisdiction.open", by=None, owners=owners, detail={"country": code})
    return jurisdiction


def _agency(
    jurisdiction: Jurisdiction, kind: str, name: str, place: str, *, closed: bool
) -> Agency:
    agency = Agency.objects.filter(jurisdiction=jurisdiction, name=name).first()
    if agency is not None:
        if agency.kind != kind:
            raise Conflict(f"The agency is there already, as another kind: --kind {agency.kind}.")
        return agency
    if closed:
        raise Conflict(SETTLED)
    agency = Agency(jurisdiction=jurisdiction, kind=kind, name=name, place=place)
    save_agency(agency)
    record_opened(agency, by=None)
    return agency


def _admit(agency: Agency, name: str, email: str, *, again: bool, closed: bool) -> Admitted:
    country = agency.jurisdiction
    held = administrators_of(country).filter(account__email=email).first()
    invited = invited_to(country).filter(email=email).first()
    if held and again:
        return Admitted(name, email, *let_back_in(by=None, membership=held))
    if invited:
        return Admitted(name, email, invited, new_link(by=None, invitation=invited))
    if held:
        return Admitted(name, email)
    if closed:
        raise Conflict(SETTLED)
    return Admitted(
        name, email, *offer(by=None, agency=agency, email=email, name=name, role=ADMINISTRATOR)
    )
