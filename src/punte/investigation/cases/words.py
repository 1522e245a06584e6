"""The few words of a case: where it came from, where it stands, who does what in its team."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Origin(models.TextChoices):
    """What the case was opened from."""

    NOTIFICATION = "notification", _("A notification of a presumed victim")
    TIP = "tip", _("A tip")
    PARTNER = "partner", _("A partner's request")
    OWN_WORK = "own_work", _("Own work")
    COMPLAINT = "complaint", _("A complaint")
    OTHER_CASE = "other_case", _("Another case")


class Stage(models.TextChoices):
    """From the lead to what follows the final judgment, in the order of a case's life."""

    LEAD = "lead", pgettext_lazy("stage", "Lead")
    INVESTIGATION = "investigation", pgettext_lazy("stage", "Criminal investigation")
    CHARGED = "charged", pgettext_lazy("stage", "Charged")
    TRIAL = "trial", pgettext_lazy("stage", "In court")
    APPEAL = "appeal", pgettext_lazy("stage", "Appeal")
    FINAL = "final", pgettext_lazy("stage", "Final judgment")
    ENFORCEMENT = "enforcement", pgettext_lazy("stage", "Enforcement")
    CLOSED = "closed", pgettext_lazy("stage", "Closed")


class Closing(models.TextChoices):
    """Why a case closed."""

    NO_OFFENCE = "no_offence", _("No offence")
    NOT_ENOUGH = "not_enough", _("Not enough evidence")
    UNKNOWN_AUTHOR = "unknown_author", _("Who did it was not found")
    JOINED = "joined", _("Joined to another case")
    SENT_ON = "sent_on", _("Sent to the body that is competent")
    ACQUITTED = "acquitted", _("Acquitted by a final judgment")
    ENFORCED = "enforced", _("Sentence served, money recovered")
    TIME_BARRED = "time_barred", _("Time has run out by law")


class Part(models.TextChoices):
    """What somebody does in the team of a case."""

    LEAD = "lead", pgettext_lazy("team", "Leads the case")
    INVESTIGATOR = "investigator", _("Investigator")
    PROSECUTOR = "prosecutor", _("Prosecutor")
    ANALYST = "analyst", _("Criminal analyst")
    READER = "reader", pgettext_lazy("team", "Reads only")


class Hits(models.TextChoices):
    """What others learn when a selector of theirs stands in this case too."""

    OPEN = "open", _("They are told whom to ask")
    SILENT = "silent", _("They learn nothing; this team is told")


class EventKind(models.TextChoices):
    """What happened to the case itself."""

    OPENED = "opened", _("Case opened")
    STAGE = "stage", _("Stage changed")
    FOLLOWED = "followed", _("Stage followed the course")
    JOINED = "joined", _("Joined the team")
    LEFT = "left", _("Left the team")
    OFFENCE = "offence", _("Offence added")
    OFFENCE_OUT = "offence_out", _("Offence taken out")
    EDITED = "edited", _("Facts changed")
    HANDED_OVER = "handed_over", _("Handed over")
    TASK = "task", _("Task added")
    TASK_DONE = "task_done", _("Task done")
    CHECKED = "checked", _("Point of the checklist answered")
