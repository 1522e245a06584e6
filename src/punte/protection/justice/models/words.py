"""The words of the way through justice, as choices. Codes are stable."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AidKind(TextChoices):
    STATE = "state", _("State-guaranteed legal aid")
    NGO = "ngo", _("Lawyer of an organisation")
    PRO_BONO = "pro_bono", _("Lawyer without fee")
    PRIVATE = "private", _("Lawyer the person pays")


class AskState(TextChoices):
    ASKED = "asked", _("Asked for")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    ENDED = "ended", _("Ended")


class RightsForm(TextChoices):
    SPOKEN = "spoken", _("Spoken")
    WRITTEN = "written", _("Written, read together")
    EASY = "easy", _("In easy words or pictures")


class Understood(TextChoices):
    YES = "yes", _("Understood")
    PARTLY = "partly", _("Understood in part: explain again")
    NO = "no", _("Not understood: explain again")


class HearingKind(TextChoices):
    HEARING = "hearing", _("Hearing")
    PRELIMINARY = "preliminary", _("Preliminary hearing")
    APPEAL = "appeal", _("Hearing on appeal")
    VERDICT = "verdict", _("Verdict")
    CIVIL = "civil", _("Civil hearing")
    OTHER = "other", _("Another court date")


class HearingState(TextChoices):
    PLANNED = "planned", _("Planned")
    READY = "ready", _("Prepared")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class HearingMove(TextChoices):
    PREPARE = "prepare", _("Prepared with the person")
    RESCHEDULE = "reschedule", _("New date")
    HOLD = "hold", _("Held")
    CANCEL = "cancel", _("Cancelled")


class SpecialMeasure(TextChoices):
    SCREEN = "screen", pgettext_lazy("court", "Screen")
    VIDEO = "video", _("By video")
    RECORDING = "recording", _("Recorded statement instead")
    CLOSED = "closed", _("Behind closed doors")
    ENTRANCE = "entrance", _("Own entrance and waiting room")
    QUESTIONS = "questions", _("Questions through the judge alone")
    SUPPORT = "support", _("Support person beside")
    BREAKS = "breaks", _("Breaks when asked")


class SessionState(TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Told")
    CANCELLED = "cancelled", _("Cancelled")


class ClaimKind(TextChoices):
    STATE = "state", _("State compensation")
    CRIMINAL = "criminal", _("Claim in the criminal trial")
    CIVIL = "civil", _("Civil claim")


class ClaimState(TextChoices):
    PREPARED = "prepared", _("Being prepared")
    LODGED = "lodged", _("Lodged")
    GRANTED_PART = "granted_part", _("Granted in part")
    GRANTED_FULL = "granted_full", _("Granted in full")
    REFUSED = "refused", _("Refused")
    APPEALED = "appealed", _("Appealed")
    PAID_PART = "paid_part", _("Paid in part")
    PAID = "paid", _("Paid")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    UNPAID = "unpaid", _("Closed without full payment")


class ClaimMove(TextChoices):
    LODGE = "lodge", _("Lodge")
    GRANT = "grant", _("Granted")
    REFUSE = "refuse", _("Refused")
    APPEAL = "appeal", _("Appeal")
    PAY = "pay", _("Payment received")
    WITHDRAW = "withdraw", _("Withdraw")
    GIVE_UP = "give_up", _("Close without full payment")


class Currency(TextChoices):
    MDL = "MDL", "MDL"
    RON = "RON", "RON"
    EUR = "EUR", "EUR"
    UAH = "UAH", "UAH"
    USD = "USD", "USD"
