"""What a second person is asked, and reads, of a referral that would go without consent."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from punte.core.agencies.door import Service
from punte.protection.approvals.door import Approval, Wish
from punte.protection.persons.door import code_of
from punte.protection.referral.models import Referral
from punte.protection.referral.models.words import LegalBasis


def wish_for(row: Referral) -> Wish:
    """Sending this draft without consent; why is said by who asks."""
    return Wish(
        act="consent.override",
        about_kind="referral",
        about_id=row.id,
        url=reverse("protection:referral", args=[row.id]),
        reason="",
        person=row.person_id,
        code=code_of(row.plant, row.number),
        details={"basis": row.basis, "service": row.service},
    )


def told_of(row: Approval) -> list[tuple[str, str]]:
    """Ground and service in words; nothing for a request of another room."""
    grounds, services = dict(LegalBasis.choices), dict(Service.choices)
    basis, service = row.details.get("basis", ""), row.details.get("service", "")
    pairs = [(_("Ground"), grounds.get(basis, "")), (_("Service"), services.get(service, ""))]
    return [(label, str(words)) for label, words in pairs if words]
