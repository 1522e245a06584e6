"""What goes without consent may want a second person first."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.urls import reverse

from punte.core.access.door import ViewerRequest
from punte.protection.approvals.door import second_person
from punte.protection.referral.approval_words import wish_for
from punte.protection.referral.models import Referral
from punte.protection.referral.models.words import LegalBasis


def ask_for_draft(request: ViewerRequest, row: Referral) -> HttpResponseBase | None:
    """Where a rule wants a second person for what goes without consent: the page that asks one."""
    if row.basis == LegalBasis.CONSENT or row.owner != request.viewer.agency_audience:
        return None
    action = reverse("protection:referral_send", args=[row.id])
    return second_person(request, wish_for(row), action=action)
