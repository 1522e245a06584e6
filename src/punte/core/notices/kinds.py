"""The kinds of notices and their texts. A text holds no personal data and no parameters: what it
is about (a pseudonym, a measure, a desk) stands beside it, so that any language may order it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """key: stable. text: what happened. mails: e-mail is on until the reader turns it off."""

    key: str
    text: str | Promise
    icon: str
    mails: bool = False


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("notification_arrived", _("A notification arrived"), "inbox", mails=True),
        Kind("notification_taken_up", _("Your notification was taken up"), "user-check"),
        Kind("status_proposed", _("A status decision waits for a second person"), "scale"),
        Kind("status_decided", _("A status was decided"), "badge-check"),
        Kind("status_rejected", _("Your status proposal was not confirmed"), "undo-2"),
        Kind("status_review_asked", _("A status is to be looked at again"), "rotate-ccw"),
        Kind("consent_withdrawn", _("Consent was withdrawn; access has ended"), "ban", mails=True),
        Kind("new_referral", _("A new referral waits for your answer"), "send", mails=True),
        Kind("referral_answered", _("Your referral was answered"), "message-square"),
        Kind("info_requested", _("A desk asks for more information"), "circle-help", mails=True),
        Kind("info_given", _("The information you asked for has come"), "info"),
        Kind("referral_withdrawn", _("A referral was withdrawn"), "undo-2"),
        Kind("referral_expired", _("No answer in time"), "calendar-clock", mails=True),
        Kind("redirected", _("A referral was redirected"), "route"),
        Kind("service_started", _("The service has started"), "heart-handshake"),
        Kind("outcome_reported", _("An outcome waits for your confirmation"), "clipboard-check"),
        Kind("outcome_returned", _("Your outcome was given back to you"), "undo-2"),
        Kind("loop_closed", _("A referral was closed by its sender"), "check"),
        Kind("case_task", _("A task of a case is yours"), "square-check"),
        Kind("exhibit_offered", _("An exhibit was handed over to you"), "archive"),
        Kind("exhibit_answered", _("A hand-over of an exhibit was answered"), "archive"),
        Kind("exhibit_asked", _("An exhibit that you keep is asked for"), "archive"),
        Kind(
            "exhibit_fault",
            _("A file of an exhibit is not what was taken in"),
            "triangle-alert",
            mails=True,
        ),
        Kind("bundle_ready", _("The court bundle that you asked for is ready"), "archive"),
        Kind("case_asked", _("Others asked for something that your case holds"), "search", True),
        Kind("case_joined", _("You are in the team of a case"), "users"),
        Kind(
            "measure_asked", _("A measure is asked for: it waits for a prosecutor"), "scale", True
        ),
        Kind(
            "measure_ordered", _("A measure was ordered; a second person puts it in force"), "scale"
        ),
        Kind("measure_refused", _("A measure that was asked for was refused"), "undo-2"),
        Kind("measure_ended", _("A measure has ended"), "calendar-clock"),
        Kind(
            "measure_lapsed",
            _("An urgent order was not confirmed; its product is sealed"),
            "lock",
            True,
        ),
        Kind("product_quarantined", _("Product lies unread until you decide on it"), "lock", True),
        Kind("deadline_near", _("A deadline is near"), "hourglass"),
        Kind("deadline_missed", _("A deadline was missed"), "calendar-clock", mails=True),
        Kind("escalation", _("A missed deadline needs you"), "triangle-alert", mails=True),
        Kind("glass_broken", _("A record was opened by breaking the glass"), "shield-alert", True),
        Kind(
            "administrator_let_in",
            _("An administrator was invited or let back in"),
            "user-plus",
            True,
        ),
        Kind(
            "administrator_end_proposed",
            _("It is proposed to end an administrator's role"),
            "user-x",
            True,
        ),
        Kind("administrator_ended", _("An administrator's role has ended"), "user-x", True),
        Kind("appointment_near", _("An appointment is near"), "calendar"),
        Kind("hand_over", _("Cases were handed over to you"), "users"),
        Kind("file_assigned", _("A case was given to you"), "user-check"),
        Kind("transfer_asked", _("An agency asks you to take over a case"), "handshake", True),
        Kind("transfer_answered", _("Your hand-over of a case was answered"), "message-square"),
        Kind("transfer_withdrawn", _("A hand-over of a case was withdrawn"), "undo-2"),
        Kind("approval_asked", _("A colleague asks for your approval"), "clipboard-check", True),
        Kind("approval_decided", _("Your wish for approval was answered"), "message-square"),
        Kind("file_reviewed", _("Your work on a file was reviewed"), "clipboard-list"),
        Kind("task_given", _("A colleague gave you a task"), "square-check"),
    )
}


def kind_choices() -> list[tuple[str, str | Promise]]:
    return [(kind.key, kind.text) for kind in KINDS.values()]
