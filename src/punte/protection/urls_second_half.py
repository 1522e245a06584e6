"""Addresses of persons, consents, referrals, search and the funnel."""

from __future__ import annotations

from django.urls import path

from punte.protection.views import (
    consent,
    funnel,
    glass,
    person,
    referral,
    referral_boards,
    search,
    today,
)

urlpatterns = [
    path("", today.today, name="today"),
    path("search/", search.search_page, name="search"),
    path("persons/", person.persons, name="persons"),
    path("persons/<uuid:person_id>/", person.person, name="person"),
    path("persons/<uuid:person_id>/identity/", person.identity, name="identity"),
    path("persons/<uuid:person_id>/facts/", person.edit, name="person_edit"),
    path("persons/<uuid:person_id>/consent/", consent.new_consent, name="consent_new"),
    path("persons/<uuid:person_id>/refer/", referral.new_referral, name="referral_new"),
    path("consents/<uuid:consent_id>/withdraw/", consent.withdraw, name="consent_withdraw"),
    path("referrals/in/", referral_boards.referrals_in, name="referrals_in"),
    path("referrals/out/", referral_boards.referrals_out, name="referrals_out"),
    path("referrals/stuck/", referral_boards.stuck_referrals, name="stuck"),
    path("referrals/<uuid:referral_id>/", referral.referral, name="referral"),
    path("referrals/<uuid:referral_id>/send/", referral.send_draft, name="referral_send"),
    path(
        "referrals/<uuid:referral_id>/identity/", referral.shared_identity, name="shared_identity"
    ),
    path("referrals/<uuid:referral_id>/step/<slug:name>/", referral.move, name="referral_move"),
    path("funnel/", funnel.funnel, name="funnel"),
    path("break-glass/", glass.break_the_glass, name="break_glass"),
]
