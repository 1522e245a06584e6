"""Which questions are asked of whom, and the advice in the plain form in which it is kept."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Literal, cast

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punte.algorithms.indicators import (
    AgeBand,
    Assessment,
    Form,
    Instrument,
    Path,
    border_instrument,
    load_instrument,
    path_for,
)
from punte.core.errors import NotHere

InstrumentKey = Literal["labour", "sexual", "border"]

INSTRUMENTS: dict[str, tuple[str | Promise, str | Promise]] = {
    "border": (
        _("Short border set"),
        _("Fifteen questions for a first talk. Any yes asks for a closer look."),
    ),
    "labour": (
        _("Labour exploitation"),
        _("The full list for forced labour, in six parts."),
    ),
    "sexual": (
        _("Sexual exploitation"),
        _("The full list for sexual exploitation, in six parts. Most of its ratings are open."),
    ),
}
SUGGESTED = {"labour": "labour", "domestic": "labour", "begging": "labour", "criminal": "labour",
             "sexual": "sexual", "marriage": "sexual"}  # fmt: skip


def instrument_for(key: str, age_band: str) -> Instrument:
    """The questions for a form and an age; an age that is not known gets the child's.

    Raises NotHere for a form that there is not.
    """
    if key not in INSTRUMENTS:
        raise NotHere(what="screening form")
    if key == "border":
        return border_instrument()
    return load_instrument(path_for(AgeBand(age_band)), cast(Form, key))


def instrument_of(key: str, path: str, version: str) -> Instrument | None:
    """The questions a kept screening was made with; None when that version is no longer here."""
    found = (
        border_instrument()
        if key == "border"
        else load_instrument(cast(Path, path), cast(Form, key))
    )
    return found if found.version == version else None


def advice_as_json(found: Assessment) -> dict[str, Any]:
    """The whole assessment as plain JSON, to be kept beside the answers it came from."""
    return {
        "finding": found.advice.finding.value,
        "because": [reason.value for reason in found.advice.because],
        "dimensions": [
            {**asdict(result), "outcome": result.outcome.value} for result in found.dimensions
        ],
        "triad": asdict(found.triad),
        "forced_labour": {str(number): ids for number, ids in found.forced_labour.items()},
        "urgent": list(found.urgent),
    }
