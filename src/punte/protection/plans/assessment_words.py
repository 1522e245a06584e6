"""Levels, changes and reasons of assessments in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from punte.protection.plans.assessment_rules import HIDDEN
from punte.protection.plans.models.words import Need, Rating
from punte.protection.plans.questions import QuestionSet

TRENDS: dict[str, str | Promise] = {
    "first": "",
    "same": gettext_lazy("as before"),
    "better": gettext_lazy("better"),
    "worse": gettext_lazy("worse"),
    "newly": gettext_lazy("asked for the first time"),
    "no_longer": gettext_lazy("not asked this time"),
    "unknown": gettext_lazy("not for your role"),
}
TREND_TONES = {"better": "ok", "worse": "late"}
LEVEL_TONES = {"urgent": "late", "high": "late", "some": "warning", "medium": "warning",
               "none": "ok", "low": "ok"}  # fmt: skip


def level_word(level: str | None) -> str:
    """A level of needs or risk, for people; a dash where there was nothing before."""
    if level is None:
        return "–"
    if level == HIDDEN:
        return _("not for your role")
    if level in Need.values:
        return str(Need(level).label)
    return str(Rating(level).label) if level in Rating.values else level


def labels_of(questions: QuestionSet) -> dict[str, str]:
    """Areas and risks by their keys."""
    areas = {area.key: str(area) for area in questions.areas}
    return areas | {risk.key: str(risk) for risk in questions.risks}


SENTENCES: dict[str, Callable[[str, int], str]] = {
    "risk_high": lambda name, _n: _("Rated high: %(name)s") % {"name": name},
    "risk_medium": lambda name, _n: _("Rated medium: %(name)s") % {"name": name},
    "safety_urgent": lambda name, _n: _("An urgent need: %(name)s") % {"name": name},
    "need_urgent": lambda name, _n: _("An urgent need: %(name)s") % {"name": name},
    "many_medium": lambda _name, n: (
        ngettext("%(n)d risk is rated medium", "%(n)d risks are rated medium", n) % {"n": n}
    ),
    "many_factors": lambda name, n: (
        ngettext("%(n)d factor is named for: %(name)s", "%(n)d factors are named for: %(name)s", n)
        % {"n": n, "name": name}
    ),
    "all_low": lambda _name, _n: _("Every risk is rated low, and safety was asked about"),
    "unrated": lambda _name, n: (
        ngettext("%(n)d risk is not rated", "%(n)d risks are not rated", n) % {"n": n}
    ),
    "safety_not_asked": lambda _name, _n: _("Safety was not asked about"),
}


def reason_words(reasons: list[Mapping[str, Any]], questions: QuestionSet) -> list[str]:
    """Kept reasons as sentences; a rule that is no longer known is shown by its key."""
    names = labels_of(questions)
    drawn = []
    for reason in reasons:
        code, key = str(reason["code"]), str(reason.get("key", ""))
        sentence = SENTENCES.get(code)
        count = int(reason.get("count", 0))
        drawn.append(sentence(names.get(key, key), count) if sentence else code)
    return drawn
