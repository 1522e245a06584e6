"""Addresses of the services on offer."""

from __future__ import annotations

from django.urls import path

from punte.protection.catalogue.views import finding, lists, offer, quick

urlpatterns = [
    path("services/", lists.catalogue, name="catalogue"),
    path("services/ours/", quick.ours, name="catalogue_ours"),
    path("services/new/", offer.new, name="offer_new"),
    path("services/who/", finding.who, name="who_can_take"),
    path("services/who/<uuid:person_id>/", finding.who_for, name="who_can_take_for"),
    path("services/<uuid:offer_id>/", lists.offer, name="offer"),
    path("services/<uuid:offer_id>/edit/", offer.edit, name="offer_edit"),
    path("services/<uuid:offer_id>/confirm/", offer.confirm, name="offer_confirm"),
    path("services/<uuid:offer_id>/take-out/", offer.take_out, name="offer_take_out"),
    path("services/<uuid:offer_id>/put-back/", offer.put_back, name="offer_put_back"),
]
