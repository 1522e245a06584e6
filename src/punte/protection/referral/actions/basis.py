"""What must stand at the moment a referral goes out: its ground, looked at again on the server."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.agencies.door import Desk, hold_open_desk
from punte.core.errors import Conflict, Invalid
from punte.protection.persons.door import Person
from punte.protection.referral.consent_rules import why_not
from punte.protection.referral.fields import classes_of
from punte.protection.referral.models import Referral
from punte.protection.referral.models.words import LegalBasis
from punte.protection.referral.queries.consent import as_given


def check_basis(person: Person, row: Referral, by: Viewer) -> None:
    """Raises Conflict when the consent does not cover it now, Refused without the right to do
    without one, Invalid when the desk's access would be over already.
    """
    if row.access_until <= timezone.now():
        raise Invalid(_("The end of the access must lie in the future."))
    if row.basis != LegalBasis.CONSENT or row.consent is None:
        by.require(Permission.OVERRIDE_CONSENT)
        return
    reason = why_not(
        as_given(row.consent),
        needed=classes_of(row.fields),
        cross_border=row.desk.agency.jurisdiction_id != person.jurisdiction,
        child_path=person.child_path,
        now=timezone.now(),
    )
    if reason is not None:
        raise Conflict(reason, what="referral.send without consent", subject=person.id)


def check_desk(desk: Desk, service: str) -> None:
    """Raise Conflict for a closed desk, Invalid for one that does not answer for the service.

    An open desk stays open until the transaction ends, so that nothing is sent into a closed one.
    """
    if not hold_open_desk(desk.pk) or not desk.agency.active:
        raise Conflict(_("This desk is closed. Choose another."), what="referral to closed desk")
    if service not in desk.services:
        raise Invalid(_("This desk does not answer for that service."))
