"""What the room's entries in the ledger are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READINGS: dict[str, str | Promise] = {
    "assistance.read": _("Assistance file opened"),
    "file.list": _("Shown in a list"),
    "assistance.read_transfer": _("Hand-over of a file opened"),
}
WRITINGS: dict[str, str | Promise] = {
    "assistance.open": _("Assistance file begun"),
    "assistance.reopen": _("Assistance file taken up again"),
    "assistance.assign": _("Assistance file given to a caseworker"),
    "assistance.close": _("Assistance file closed"),
    "assistance.follow_up": _("Follow-up recorded"),
    "assistance.linked": _("Family link added"),
    "assistance.unlinked": _("Family link removed"),
    "assistance.make_group": _("Group rescued together begun"),
    "assistance.grouped": _("Added to a group"),
    "assistance.ungrouped": _("Taken out of a group"),
    "assistance.transfer_ask": _("Hand-over of a file asked for"),
    "assistance.transfer_accept": _("Hand-over of a file accepted"),
    "assistance.transfer_decline": _("Hand-over of a file declined"),
    "assistance.transfer_withdraw": _("Hand-over of a file withdrawn"),
}
