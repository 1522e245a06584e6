"""Shared values in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from punte.protection.persons.door import (
    AgeBand,
    Exploitation,
    RiskFactor,
    Sex,
    Status,
    language_choices,
)
from punte.protection.referral.fields import FIELDS

CHOICES = {
    "age_band": AgeBand,
    "sex": Sex,
    "status": Status,
    "exploitation": Exploitation,
    "risk_factors": RiskFactor,
}


def shown_values(values: Mapping[str, Any]) -> list[dict[str, object]]:
    """Pairs for `{% facts %}`; unknown codes are shown as they are, empty ones as a dash."""
    return [
        {"label": FIELDS[key].label if key in FIELDS else key, "value": words(key, value) or "–"}
        for key, value in values.items()
    ]


def words(key: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(words(key, item) for item in value)
    if key == "language":
        return str(dict(language_choices()).get(value, value))
    choices = CHOICES.get(key)
    if choices is None or value not in choices.values:
        return str(value)
    return str(choices(value).label)
