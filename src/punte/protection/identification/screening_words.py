"""What the keys of an assessment are called on a page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = dict[str, str | Promise]

ANSWERS: Words = {
    "yes": _("Yes"),
    "no": _("No"),
    "not_asked": _("Not asked"),
    "unknown": _("Unknown"),
}
# The parts of the Delphi lists, and the parts of the border set.
DIMENSIONS: Words = {
    "deceptive_recruitment": _("Deceived when recruited"),
    "coercive_recruitment": _("Forced when recruited"),
    "abuse_vulnerability_recruitment": _("Vulnerability used when recruited"),
    "exploitation": _("Exploitation"),
    "coercion_destination": _("Forced at the destination"),
    "abuse_vulnerability_destination": _("Vulnerability used at the destination"),
    "act": _("The journey and who arranged it"),
    "means": _("Force, threat, deceit"),
    "purpose": _("Exploitation so far"),
    "vulnerability": _("What makes it hard to say no"),
}
OUTCOMES: Words = {
    "positive": _("Positive"),
    "not_positive": _("Not positive"),
    "cannot_tell": _("Cannot tell: a person must look"),
}
TONES = {"positive": "warning", "not_positive": "plain", "cannot_tell": "special"}
FINDINGS: Words = {
    "no_indication": _("No indication of trafficking in these answers"),
    "exploited_not_trafficked_labour_rights": _("Exploited at work: a matter of labour rights"),
    "deceived_and_exploited": _("Deceived and exploited"),
    "trafficking_indicated": _("Trafficking is indicated"),
    "manual_review": _("The rule cannot tell: a person must weigh it"),
}
BECAUSE: Words = {
    "the_published_table_covers_this_combination": _("The published table covers these results."),
    "child_exploitation_without_need_of_means": _(
        "For a child no means are needed: an act and exploitation are enough."
    ),
    "all_was_asked_and_nothing_is_positive": _("All was asked and nothing is positive."),
    "an_answer_counts_for_an_indicator_without_rating": _(
        "A yes belongs to an indicator whose weight is not rated; it is not counted as zero."
    ),
    "questions_that_could_change_the_result_are_open": _(
        "Questions that could change the result are open."
    ),
    "the_published_table_does_not_cover_this_combination": _(
        "The published table does not cover this combination."
    ),
    "exploitation_is_shown_but_no_act": _("Exploitation is shown, but no act that led to it."),
    "signs_were_seen_that_no_rule_weighs": _("Signs were seen that no rule weighs."),
}
STRENGTHS: Words = {
    "strong": _("strong"),
    "medium": _("medium"),
    "weak": _("weak"),
}
