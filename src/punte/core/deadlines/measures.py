"""The measures that have a clock, in words. The rule table says how long each may take."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Measure:
    """key: stable, `subject.verb`. trigger: the event that starts its clock.

    period: a time that is granted and runs out by itself, so that nobody can miss its end.
    """

    key: str
    trigger: str
    name: str | Promise
    period: bool = False


MEASURES = {
    measure.key: measure
    for measure in (
        Measure("notification.take_up", "notification.sent", _("Take up a notification")),
        Measure(
            "notification.take_up_child",
            "notification.sent",
            _("Take up a notification about a child"),
        ),
        Measure("screening.child", "notification.taken_up", _("Screen a child")),
        Measure("status.presumed_review", "status.presumed", _("Review a presumed status")),
        Measure("reflection_period", "status.presumed", _("Reflection period ends"), period=True),
        Measure("consent.expiry", "consent.given", _("Consent expires")),
        Measure("referral.answer", "referral.sent", _("Answer a referral")),
        Measure("referral.answer_urgent", "referral.sent", _("Answer an urgent referral")),
        Measure("referral.info", "referral.info_requested", _("Give the information asked for")),
        Measure("referral.start", "referral.accepted", _("Start the service")),
        Measure("referral.confirm", "referral.outcome", _("Confirm the outcome")),
    )
}


def measure_name(key: str) -> str | Promise:
    """The measure in words; a key no longer known stands for itself."""
    measure = MEASURES.get(key)
    return measure.name if measure else key


def is_period(key: str) -> bool:
    measure = MEASURES.get(key)
    return measure is not None and measure.period


def measure_choices() -> list[tuple[str, str | Promise]]:
    return [(measure.key, measure.name) for measure in MEASURES.values()]
