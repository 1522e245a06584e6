"""From a kept assessment to what its page shows, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext as _

from punte.algorithms.indicators import (
    Item,
    RiskFactor,
    at_risk_profile,
    ilo_forced_labour,
)
from punte.protection.identification.instruments import INSTRUMENTS, instrument_of
from punte.protection.identification.models import Screening
from punte.protection.identification.screening_words import (
    ANSWERS,
    BECAUSE,
    DIMENSIONS,
    FINDINGS,
    OUTCOMES,
    STRENGTHS,
    TONES,
)
from punte.protection.persons.door import RiskFactor as RiskWord

Items = dict[str, Item]


def result_page(row: Screening) -> dict[str, Any]:
    """Context of the result page but for the frame."""
    instrument = instrument_of(row.instrument, row.path, row.version)
    items: Items = {item.id: item for item in instrument.items} if instrument else {}
    advice = row.advice
    return {
        "row": row,
        "name": INSTRUMENTS[row.instrument][0],
        "finding": FINDINGS[advice["finding"]],
        "review": advice["finding"] == "manual_review",
        "because": [BECAUSE[reason] for reason in advice["because"]],
        "dimensions": [dimension_of(result, items) for result in advice["dimensions"]],
        "triad": triad_of(advice["triad"], items),
        "urgent": texts_of(advice["urgent"], items),
        "forced_labour": forced_labour_of(advice["forced_labour"], items),
        "risks": risks_of(row.answers["risk_factors"]),
        "answers": answers_of(row.answers["items"], items),
    }


def text_of(item_id: str, items: Items) -> str:
    """The question in the reader's language; its id when that version is no longer here."""
    return gettext(items[item_id].text) if item_id in items else item_id


def texts_of(ids: list[str], items: Items) -> list[str]:
    return [text_of(item_id, items) for item_id in ids]


def dimension_of(result: dict[str, Any], items: Items) -> dict[str, Any]:
    """One part: outcome, the yes answers with their weight, what is unrated, what is open."""
    return {
        "label": DIMENSIONS[result["dimension"]],
        "outcome": OUTCOMES[result["outcome"]],
        "tone": TONES[result["outcome"]],
        "yes": [
            {"text": text_of(item_id, items), "weight": weight_of(items.get(item_id))}
            for item_id in result["yes"]
        ],
        "unrated": texts_of(result["unrated"], items),
        "open": len(result["open"]),
    }


def weight_of(item: Item | None) -> str:
    if item is None or item.strength is None:
        return pgettext("weight", "not rated")
    return str(STRENGTHS[item.strength])


def triad_of(triad: dict[str, Any], items: Items) -> list[dict[str, Any]]:
    """Act, means, purpose, each with the terms that are spoken for and by which answers."""
    parts = [
        (_("Act: what was done"), "act"),
        (_("Means: how"), "means"),
        (_("Purpose: what for"), "purpose"),
    ]
    return [
        {
            "label": label,
            "reasons": [
                {
                    "term": gettext(reason["term"]),
                    "texts": texts_of(reason["items"], items) or [_("known to have happened")],
                }
                for reason in triad[key]
            ],
            "needed": key != "means" or triad["means_needed"],
        }
        for label, key in parts
    ]


def forced_labour_of(found: dict[str, list[str]], items: Items) -> list[dict[str, Any]]:
    """The ILO indicators of forced labour that some answer speaks for."""
    names = ilo_forced_labour()
    return [
        {"label": gettext(names[int(number)]), "texts": texts_of(ids, items)}
        for number, ids in found.items()
    ]


def risks_of(flags: list[str]) -> list[dict[str, Any]]:
    """Risk factors with why each matters, the most pressing first."""
    return [
        {
            "label": RiskWord(reason.factor.value).label,
            "text": gettext(reason.text),
        }
        for reason in at_risk_profile([RiskFactor(flag) for flag in flags])
    ]


def answers_of(given: dict[str, str], items: Items) -> list[tuple[str, object]]:
    """Every question with its answer, in the order asked."""
    order = [*[item_id for item_id in items if item_id in given], *(set(given) - set(items))]
    return [(text_of(item_id, items), ANSWERS[given[item_id]]) for item_id in order]
