"""The words of a case's way through justice."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """How far the proceedings against somebody have come."""

    SUSPECT = "suspect", pgettext_lazy("course", "Suspect")
    ACCUSED = "accused", pgettext_lazy("course", "Accused")
    DEFENDANT = "defendant", pgettext_lazy("course", "Before the court")
    CONVICTED = "convicted", pgettext_lazy("course", "Convicted")
    ACQUITTED = "acquitted", pgettext_lazy("course", "Acquitted")
    CEASED = "ceased", pgettext_lazy("course", "No longer pursued")


class Plea(models.TextChoices):
    """What the accused says to the charges."""

    OPEN = "", pgettext_lazy("plea", "Not recorded")
    SILENT = "silent", pgettext_lazy("plea", "Says nothing")
    DENIES = "denies", pgettext_lazy("plea", "Denies")
    ADMITS = "admits", pgettext_lazy("plea", "Admits")
    AGREEMENT = "agreement", pgettext_lazy("plea", "Guilt agreement")


class ChargeState(models.TextChoices):
    BROUGHT = "brought", pgettext_lazy("charge", "Brought")
    CHANGED = "changed", pgettext_lazy("charge", "Replaced")
    DROPPED = "dropped", pgettext_lazy("charge", "Dropped")


class RestraintKind(models.TextChoices):
    """Measures that secure the proceedings; each has its longest term in the table of rules."""

    RETENTION = "retention", _("Retention by police")
    ARREST = "arrest", _("Pre-trial arrest")
    HOUSE_ARREST = "house_arrest", _("House arrest")
    CONTROL = "control", _("Judicial control")
    BAN_LEAVING = "ban_leaving", _("Ban on leaving")


class HearingKind(models.TextChoices):
    PRELIMINARY = "preliminary", _("Preliminary hearing")
    RESTRAINT = "restraint", _("On a preventive measure")
    VICTIM = "victim", _("An injured party is heard")
    MERITS = "merits", _("Hearing of the case")
    JUDGMENT = "judgment", _("Judgment is given")
    APPEAL = "appeal", _("On an appeal")
    CIVIL = "civil", _("On a civil claim")


class HearingState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("hearing", "Planned")
    HELD = "held", pgettext_lazy("hearing", "Held")
    POSTPONED = "postponed", pgettext_lazy("hearing", "Postponed")
    CANCELLED = "cancelled", pgettext_lazy("hearing", "Cancelled")


class Instance(models.TextChoices):
    FIRST = "first", _("First instance")
    APPEAL = "appeal", _("Court of appeal")
    LAST = "last", _("Highest court")


class Finding(models.TextChoices):
    """What a judgment says of one charge."""

    CONVICTED = "convicted", pgettext_lazy("verdict", "Convicted")
    ACQUITTED = "acquitted", pgettext_lazy("verdict", "Acquitted")
    CEASED = "ceased", pgettext_lazy("verdict", "Proceedings ended")


class Appellant(models.TextChoices):
    PROSECUTOR = "prosecutor", _("Prosecutor")
    DEFENCE = "defence", _("Defence")
    INJURED = "injured", _("Injured party")
    OTHER = "other", _("Somebody else")


class AppealEnd(models.TextChoices):
    PENDING = "", pgettext_lazy("appeal", "Not decided")
    STANDS = "stands", pgettext_lazy("appeal", "The judgment stands")
    CHANGED = "changed", pgettext_lazy("appeal", "A new judgment takes its place")
    QUASHED = "quashed", pgettext_lazy("appeal", "Quashed and sent back")
    REFUSED = "refused", pgettext_lazy("appeal", "Not admitted")
    WITHDRAWN = "withdrawn", pgettext_lazy("appeal", "Withdrawn")


class Enforcement(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("sentence", "Not begun")
    RUNNING = "running", pgettext_lazy("sentence", "Under way")
    WANTED = "wanted", pgettext_lazy("sentence", "The person is searched for")
    DONE = "done", pgettext_lazy("sentence", "Served and paid")
    FORGIVEN = "forgiven", pgettext_lazy("sentence", "Ended by pardon or by law")


class Currency(models.TextChoices):
    """Currencies in which courts of the corridor speak."""

    MDL = "MDL", _("Moldovan leu")
    RON = "RON", _("Romanian leu")
    EUR = "EUR", _("Euro")
    UAH = "UAH", _("Ukrainian hryvnia")
    USD = "USD", _("US dollar")


class AgeBand(models.TextChoices):
    """All that the case knows of a victim's age without a disclosure."""

    CHILD = "child", _("Under 18")
    ADULT = "adult", _("18 or over")
    UNKNOWN = "unknown", pgettext_lazy("age", "Not known")


class Standing(models.TextChoices):
    """In which role a victim stands in the proceedings."""

    NONE = "none", _("Takes no part")
    WITNESS = "witness", _("Witness")
    INJURED = "injured", _("Injured party")
    CIVIL = "civil", _("Civil party")


class CourtMeasure(models.TextChoices):
    """What protects somebody who is heard."""

    SCREEN = "screen", _("Heard behind a screen")
    VIDEO = "video", _("Heard by video link")
    HIDDEN = "hidden", _("Identity hidden, voice and face changed")
    CLOSED = "closed", _("Public excluded")
    APART = "apart", _("Never meets the accused")
    ONCE = "once", _("Heard once, recorded")
    SUPPORT = "support", _("Somebody they trust is there")


class Basis(models.TextChoices):
    """On which ground something of a victim was disclosed to the case."""

    CONSENT = "consent", _("Consent of the person")
    GUARDIAN = "guardian", _("Consent of the guardian")
    COURT = "court", _("Order of a court")
    LAW = "law", _("Duty by law")
    VITAL = "vital", _("Danger to life")


class DataKind(models.TextChoices):
    """Classes of what may be disclosed."""

    IDENTITY = "identity", _("Identity")
    CONTACT = "contact", _("How to reach them")
    WHEREABOUTS = "whereabouts", _("Where they stay")
    STORY = "story", _("What happened to them")
    HEALTH = "health", _("Health")
    STATUS = "status", _("Status as a victim")
    AVAILABLE = "available", _("When they can be heard")
    OTHER = "other", _("Something else")
