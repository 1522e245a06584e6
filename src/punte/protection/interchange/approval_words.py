"""What a second person reads of an export that somebody wants to take out."""

from __future__ import annotations

from django.utils.translation import gettext as _

from punte.protection.approvals.door import Approval
from punte.protection.interchange.forms import FORM_NAMES
from punte.protection.persons.door import Status


def told_of_export(row: Approval) -> list[tuple[str, str]]:
    """Which cases, as what, and whether names go with them."""
    said = row.details
    pairs = [
        (_("As what?"), dict(FORM_NAMES).get(said.get("form", ""), "")),
        (_("With names, contacts and documents"), _("Yes") if said.get("identity") else _("No")),
        (_("Status"), dict(Status.choices).get(said.get("status", ""), "")),
        (_("Notified from"), said.get("since", "")),
        (_("Notified until"), said.get("until", "")),
    ]
    return [(label, str(words)) for label, words in pairs if words]
