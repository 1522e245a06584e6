"""The countries that a node may serve, as their jurisdictions are made."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final

from punte.core.agencies.models import Jurisdiction


@dataclass(frozen=True)
class Country:
    """A country's own name, its time zone, and its languages, the most spoken first."""

    name: str
    time_zone: str
    languages: list[str]


COUNTRIES: Final[dict[str, Country]] = {
    "MD": Country("Republica Moldova", "Europe/Chisinau", ["ro", "ru", "uk", "en"]),
    "RO": Country("România", "Europe/Bucharest", ["ro", "en", "uk", "ru"]),
}


def open_country(code: str) -> tuple[Jurisdiction, bool]:
    """The jurisdiction of one of `COUNTRIES`, and whether it was made now."""
    return Jurisdiction.objects.get_or_create(code=code, defaults=asdict(COUNTRIES[code]))
