"""An assessment as its page shows it: pictures of change, areas, risks, reasons."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from punte.core.access.door import DataClass
from punte.protection.plans.assessment_rules import NEEDS, RATINGS, Suggestion
from punte.protection.plans.assessment_words import (
    LEVEL_TONES,
    labels_of,
    level_word,
    reason_words,
)
from punte.protection.plans.charts import draw_change
from punte.protection.plans.models import PARTS
from punte.protection.plans.models.words import Rating
from punte.protection.plans.queries.assessments import Whole, shifts
from punte.protection.plans.questions import QuestionSet


def show_assessment(now: Whole, before: Whole | None) -> dict[str, Any]:
    """Context for a page of one assessment beside the one before it."""
    areas, risks = shifts(now, before)
    labels = labels_of(now.questions)
    return {
        "pictures": [
            ("needs", draw_change(areas, NEEDS, labels)),
            ("risks", draw_change(risks, RATINGS, labels)),
        ],
        "before": before.row if before else None,
        "areas": [_area(now, area.key, str(area)) for area in now.questions.areas],
        "risks": [_risk(now, risk.key, str(risk)) for risk in now.questions.risks],
        "suggested": level_word(now.row.suggested),
        "suggested_tone": LEVEL_TONES.get(now.row.suggested, "plain"),
        "decided_tone": LEVEL_TONES.get(now.row.risk, "plain"),
        "reasons": reason_words(now.row.reasons, now.questions),
        "classes_shown": sorted({*now.parts, *(before.parts if before else ())}),
        "to_fill": [key.value for key in PARTS if key in now.classes and key not in now.parts],
    }


def _area(now: Whole, key: str, label: str) -> dict[str, Any]:
    area = next(area for area in now.questions.areas if area.key == key)
    answers = now.answers(key, area.data_class)
    level = now.level(key)
    needs = [] if answers is None else [
        {
            "label": str(need),
            "level": level_word(answers.get(need.key, {}).get("level", "not_asked")),
            "note": answers.get(need.key, {}).get("note", ""),
        }
        for need in area.needs
        if need.key in answers
    ]  # fmt: skip
    return {
        "label": label,
        "level": level_word(level),
        "tone": LEVEL_TONES.get(level, "plain"),
        "needs": needs,
        "part": area.data_class.value if area.data_class != DataClass.OPERATIONAL else "",
    }


def _risk(now: Whole, key: str, label: str) -> dict[str, Any]:
    risk = next(risk for risk in now.questions.risks if risk.key == key)
    answer = now.row.risks.get(key, {})
    named = set(answer.get("factors", ()))
    level = now.rating(key)
    return {
        "label": label,
        "level": level_word(level),
        "tone": LEVEL_TONES.get(level, "plain"),
        "factors": [str(factor) for factor in risk.factors if factor.key in named],
        "note": answer.get("note", ""),
    }


def suggestion_in_words(advice: Suggestion, questions: QuestionSet) -> dict[str, Any]:
    """Context for a page that shows what is suggested."""
    return {
        "suggested": str(Rating(advice.level).label),
        "suggested_tone": LEVEL_TONES.get(advice.level, "plain"),
        "reasons": reason_words([asdict(reason) for reason in advice.reasons], questions),
    }
