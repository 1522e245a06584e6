"""What the desks of the corridor offer: one row for each service of a desk."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from punte.core.agencies.door import Desk
from punte.demo.corridor import ADULTS_ONLY, Corridor
from punte.demo.rng import stream
from punte.demo.rows import any_id, id_at
from punte.protection.catalogue.models import Offer
from punte.protection.catalogue.places import place_of

WEEK = ["09:00-17:00"] * 5 + ["", ""]
ALL_DAY = ["00:00-24:00"] * 7
LANGUAGES = {"MD": ["ro", "ru"], "RO": ["ro"]}


def write_offers(corridor: Corridor, seed: int) -> int:
    """Every desk's offers, confirmed within the last weeks; returns how many."""
    rng, now = stream(seed, "offers"), timezone.now()
    places = dict(Desk.objects.values_list("pk", "agency__district"))
    rows = []
    for counter in corridor.counters:
        for service in counter.services:
            capacity = rng.randint(4, 24) if service == "housing" else None
            rows.append(
                Offer(
                    id=UUID(id_at(rng, now - timedelta(days=400))),
                    desk_id=counter.desk,
                    owner=corridor.agency_audience[counter.agency],
                    service=service,
                    place=place_of(places[counter.desk], counter.country),
                    capacity=capacity,
                    free_places=rng.randint(0, capacity // 2) if capacity else None,
                    waiting_days=rng.choice((0, 0, 0, 2, 5, 7, 14, 30)),
                    hours=ALL_DAY if service == "housing" else WEEK,
                    languages=[*LANGUAGES[counter.country], *rng.choice(((), ("en",), ("uk",)))],
                    sexes=rng.choice(([], [], ["female"])),
                    takes_adults=True,
                    takes_children=service not in ADULTS_ONLY and rng.random() < 0.6,
                    takes_families=rng.random() < 0.5,
                    wheelchair=rng.choice((None, True, False)),
                    valid_from=(now - timedelta(days=400)).date(),
                    confirmed_on=(now - timedelta(days=rng.randint(0, 45))).date(),
                    confirmed_by_id=counter.staff[0],
                    request_key=UUID(any_id(rng)),
                )
            )
    Offer.objects.bulk_create(rows, batch_size=1000)
    return len(rows)
