"""The time zone of a country's law."""

from __future__ import annotations

from punte.core.agencies.door import Jurisdiction


def zone_of(jurisdiction: str) -> str:
    return str(Jurisdiction.objects.values_list("time_zone", flat=True).get(pk=jurisdiction))
