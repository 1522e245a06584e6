"""What goes without consent may want a second person first."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.urls import reverse

from punte.core.access.door import ViewerRequest
from punte.protection.approvals.door import Wish, second_person
from punte.protection.persons.door import code_of
from punte.protection.referral.models import Referral
from punte.protection.referral.models.words import LegalBasis


def ask_for_draft(request: ViewerRequest, row: Referral) -> HttpResponseBase | None:
    """Where a rule wants a second person for what goes without consent: the page that asks one."""
    if row.basis == LegalBasis.CONSENT or row.owner != request.viewer.agency_audience:
        return None
    url = reverse("protection:referral", args=[row.id])
    wish = Wish(
        act="consent.override",
        about_kind="referral",
        about_id=row.id,
        url=url,
        reason="",
        person=row.person_id,
        code=code_of(row.plant, row.number),
        details={"basis": row.basis, "service": row.service},
    )
    return second_person(request, wish, action=reverse("protection:referral_send", args=[row.id]))
