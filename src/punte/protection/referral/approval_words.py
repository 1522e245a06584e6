"""What a second person reads of a referral that would go without consent."""

from __future__ import annotations

from django.utils.translation import gettext as _

from punte.core.agencies.door import Service
from punte.protection.approvals.door import Approval
from punte.protection.referral.models.words import LegalBasis


def told_of(row: Approval) -> list[tuple[str, str]]:
    """Ground and service in words; nothing for a request of another room."""
    grounds, services = dict(LegalBasis.choices), dict(Service.choices)
    basis, service = row.details.get("basis", ""), row.details.get("service", "")
    pairs = [(_("Ground"), grounds.get(basis, "")), (_("Service"), services.get(service, ""))]
    return [(label, str(words)) for label, words in pairs if words]
