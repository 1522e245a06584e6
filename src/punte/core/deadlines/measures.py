"""The measures that have a clock, in words. The rule table says how long each may take."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Measure:
    """key: stable, `subject.verb`. trigger: the event that starts its clock.

    period: a time that is granted and runs out by itself, so that nobody can miss its end.
    urgent: who is told when it is missed is told as urgent.
    """

    key: str
    trigger: str
    name: str | Promise
    period: bool = False
    urgent: bool = False


MEASURES = {
    measure.key: measure
    for measure in (
        Measure("notification.take_up", "notification.sent", _("Take up a notification")),
        Measure(
            "notification.take_up_child",
            "notification.sent",
            _("Take up a notification about a child"),
            urgent=True,
        ),
        Measure("screening.child", "notification.taken_up", _("Screen a child"), urgent=True),
        Measure("status.presumed_review", "status.presumed", _("Review a presumed status")),
        Measure("reflection_period", "status.presumed", _("Reflection period ends"), period=True),
        Measure("consent.expiry", "consent.given", _("Consent expires")),
        Measure("referral.answer", "referral.sent", _("Answer a referral")),
        Measure(
            "referral.answer_urgent", "referral.sent", _("Answer an urgent referral"), urgent=True
        ),
        Measure("referral.info", "referral.info_requested", _("Give the information asked for")),
        Measure("referral.start", "referral.accepted", _("Start the service")),
        Measure("referral.confirm", "referral.outcome", _("Confirm the outcome")),
        Measure(
            "assistance.transfer_answer",
            "assistance.transfer_asked",
            _("Answer a hand-over of a file"),
        ),
        Measure("assistance.assess", "assistance.opened", _("Assess needs and risk")),
        Measure("assistance.plan", "assistance.assessed", _("Agree on a plan")),
        Measure("assistance.plan_review", "assistance.planned", _("Review the plan")),
        Measure("assistance.follow_up", "assistance.closed", _("Follow up after the case")),
        Measure("assistance.approval", "assistance.approval_asked", _("Approve or refuse")),
        Measure("document.expiry", "document.kept", _("A document expires")),
        Measure("child.guardian", "child.file_opened", _("Appoint a guardian")),
        Measure(
            "child.best_interests", "child.file_opened", _("Assess the child's best interests")
        ),
        Measure("child.age", "child.age_doubted", _("Assess the age")),
        Measure("justice.rights", "justice.opened", _("Explain the person's rights")),
        Measure("justice.hearing", "justice.hearing_set", _("Prepare for a hearing")),
        Measure("justice.claim", "justice.claim_lodged", _("Follow a compensation claim")),
        Measure("measure.decide", "measure.asked", _("Decide on a measure asked for")),
        Measure("measure.end", "measure.ordered", _("An ordered measure ends"), period=True),
        Measure(
            "measure.confirm",
            "measure.ordered_urgent",
            _("Have an urgent measure confirmed by a judge"),
            urgent=True,
        ),
        Measure("measure.notify", "measure.ended", _("Tell the subject of a measure")),
        Measure("measure.destroy", "measure.ended", _("Destroy what a measure brought")),
        Measure("measure.product", "measure.sealed", _("Decide on product that lies unread")),
        Measure("restraint.retention", "restraint.ordered", _("Retention ends"), urgent=True),
        Measure("restraint.arrest", "restraint.ordered", _("Pre-trial arrest ends"), urgent=True),
        Measure("restraint.house_arrest", "restraint.ordered", _("House arrest ends"), urgent=True),
        Measure("restraint.control", "restraint.ordered", _("Judicial control ends")),
        Measure("restraint.ban_leaving", "restraint.ordered", _("Ban on leaving ends")),
        Measure("course.hearing", "course.hearing_set", _("Hearing in court")),
        Measure("course.appeal", "course.communicated", _("Term of appeal runs out")),
    )
}


def measure_name(key: str) -> str | Promise:
    """The measure in words; a key no longer known stands for itself."""
    measure = MEASURES.get(key)
    return measure.name if measure else key


def is_period(key: str) -> bool:
    measure = MEASURES.get(key)
    return measure is not None and measure.period


def is_urgent(key: str) -> bool:
    measure = MEASURES.get(key)
    return measure is not None and measure.urgent


def measure_choices() -> list[tuple[str, str | Promise]]:
    return [(measure.key, measure.name) for measure in MEASURES.values()]
