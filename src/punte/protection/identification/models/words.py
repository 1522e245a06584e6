"""The field's words, as choices. Codes are stable; HTCDS 2.0 codes where it has them."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    BORDER = "border", _("Border check")
    PATROL = "patrol", _("Patrol or inspection")
    INVESTIGATION = "investigation", _("Investigation")
    HOTLINE = "hotline", _("Helpline")
    FIELD = "field", _("Field visit")
    HEALTH = "health", _("Health service")
    SELF = "self", _("The person came themselves")
    ABROAD = "abroad", _("From abroad")


class RedFlag(TextChoices):
    DOCUMENTS_HELD = "documents_held", _("Someone else holds the documents")
    SPOKEN_FOR = "spoken_for", _("Someone else speaks for the person")
    FEAR = "fear", _("Fear or anxiety")
    INJURIES = "injuries", _("Injuries or signs of control")
    DEBT = "debt", _("Talks of a debt for travel or work")
    UNKNOWN_DESTINATION = "unknown_destination", _("Does not know where the journey ends")
    FALSE_PROMISE = "false_promise", _("Promised work that does not add up")
    NO_MONEY = "no_money", _("No money or phone of their own")
    CHILD_ALONE = "child_alone", _("Child alone or with unrelated adults")
    MONITORED = "monitored", _("Watched or followed")


class NamePlace(TextChoices):
    """Whether the notification names the person."""

    NAMED = "named", _("With name")
    DECLINED = "declined", _("An adult who declines: duty to notify without name")
    NOT_KNOWN = "not_known", _("Identity not known")
