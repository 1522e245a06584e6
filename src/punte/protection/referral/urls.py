"""Addresses of consents and referrals."""

from __future__ import annotations

from django.urls import path

from punte.protection.referral.views import boards, consent, referral

urlpatterns = [
    path("persons/<uuid:person_id>/consent/", consent.new_consent, name="consent_new"),
    path("persons/<uuid:person_id>/refer/", referral.new_referral, name="referral_new"),
    path("consents/<uuid:consent_id>/withdraw/", consent.withdraw, name="consent_withdraw"),
    path("referrals/in/", boards.referrals_in, name="referrals_in"),
    path("referrals/out/", boards.referrals_out, name="referrals_out"),
    path("referrals/stuck/", boards.stuck_referrals, name="stuck"),
    path("referrals/<uuid:referral_id>/", referral.referral, name="referral"),
    path("referrals/<uuid:referral_id>/send/", referral.send_draft, name="referral_send"),
    path(
        "referrals/<uuid:referral_id>/identity/", referral.shared_identity, name="shared_identity"
    ),
    path("referrals/<uuid:referral_id>/step/<slug:name>/", referral.move, name="referral_move"),
]
