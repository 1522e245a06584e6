"""What a hand-over may carry of a file, besides words: its facts, without identity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punte.protection.assistance.models import AssistanceFile
from punte.protection.persons.door import AgeBand, Sex, language_name

FACTS: dict[str, str | Promise] = {
    "age_band": _("Adult or child"),
    "sex": _("Sex"),
    "language": _("Language"),
    "risk": _("Risk"),
}
CHOICES: dict[str, Any] = {"age_band": AgeBand, "sex": Sex, "risk": AssistanceFile.Risk}


def shown_facts(facts: Mapping[str, Any]) -> list[tuple[str | Promise, str]]:
    """Pairs for `{% facts %}`, in the reader's language."""
    return [(FACTS[key], words(key, value)) for key, value in facts.items() if key in FACTS]


def words(key: str, value: Any) -> str:
    if key == "language":
        return language_name(str(value)) or "–"
    choices = CHOICES[key]
    return str(choices(value).label) if value in choices.values else str(value)


def taken(facts: Mapping[str, Any]) -> dict[str, str]:
    """The facts as fields of a new file; what was not handed over stays not known."""
    found = {
        key: str(facts[key])
        for key, choices in CHOICES.items()
        if key in facts and facts[key] in choices.values
    }
    return {**found, "language": str(facts.get("language", ""))[:5]}
