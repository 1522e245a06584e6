"""The room's words, as choices. Codes are stable."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LinkKind(TextChoices):
    """What the other person is to this one."""

    PARENT = "parent", _("Parent")
    CHILD = "child", _("Child")
    SIBLING = "sibling", _("Brother or sister")
    PARTNER = "partner", _("Spouse or partner")
    GUARDIAN = "guardian", _("Guardian")
    WARD = "ward", _("Under guardianship")
    RELATIVE = "relative", _("Another relative")
    TRAVELLED = "travelled", _("Travelled together")


class EventKind(TextChoices):
    OPENED = "opened", _("File opened")
    RECEIVED = "received", _("Taken over from another agency")
    TAKEN_IN = "taken_in", _("Brought in from a file of another organisation")
    ASSIGNED = "assigned", _("Given to a caseworker")
    LINKED = "linked", _("Family link added")
    UNLINKED = "unlinked", _("Family link removed")
    GROUPED = "grouped", _("Added to a group")
    UNGROUPED = "ungrouped", _("Taken out of a group")
    REOPENED = "reopened", _("File reopened")


class CloseReason(TextChoices):
    GOALS = "goals", _("The goals are reached")
    RETURNED = "returned", _("The person returned or moved away")
    NOT_WANTED = "not_wanted", _("The person no longer wants help")
    LOST = "lost", _("Contact lost")
    ELSEWHERE = "elsewhere", _("Helped elsewhere")
    NOT_ELIGIBLE = "not_eligible", _("Not one of those we help")
    MISTAKE = "mistake", _("Opened by mistake")
    DIED = "died", _("The person died")
    TRANSFERRED = "transferred", _("Handed over to another agency")
    OTHER = "other", _("Another reason")


class ReopenReason(TextChoices):
    NEEDS = "needs", _("The person needs help again")
    UNSAFE = "unsafe", _("The person is not safe")
    RETURNED = "returned", _("The person came back")
    MISTAKE = "mistake", _("Closed by mistake")
    OTHER = "other", _("Another reason")


class FollowUpState(TextChoices):
    PENDING = "pending", _("To do")
    DONE = "done", _("Done")
    LOST = "lost", _("Could not be reached")
    STOPPED = "stopped", _("Stopped: the file was reopened")


class Safe(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNSURE = "unsure", _("Not sure")


class TransferBasis(TextChoices):
    CONSENT = "consent", _("A recorded consent for that agency")
    TAKEN = "taken", _("Consent taken for this hand-over")
    VITAL = "vital", _("Danger to life: no time to ask")
    CHILD = "child", _("Best interests of the child, by law")
