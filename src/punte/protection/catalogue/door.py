"""What other rooms may use of the catalogue."""

from __future__ import annotations

from punte.protection.catalogue.actions import Offered, save_offer
from punte.protection.catalogue.models import Offer
from punte.protection.catalogue.places import distance_km, place_choices, place_name, place_of
from punte.protection.catalogue.queries import Match, Wanted, who_can_take
from punte.protection.catalogue.rules import Needs, Reason, Says, Tier

__all__ = [
    "Match",
    "Needs",
    "Offer",
    "Offered",
    "Reason",
    "Says",
    "Tier",
    "Wanted",
    "distance_km",
    "place_choices",
    "place_name",
    "place_of",
    "save_offer",
    "who_can_take",
]
