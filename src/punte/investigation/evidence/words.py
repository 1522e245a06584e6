"""The room's closed lists, in words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

# How a copy was made, by the names that rooms above give it; other names stand as written.
PARAMETERS = {
    "from": pgettext_lazy("copy", "From"),
    "to": pgettext_lazy("copy", "To"),
    "channel": pgettext_lazy("copy", "Channel"),
    "gain": pgettext_lazy("copy", "Gain"),
    "for": pgettext_lazy("copy", "Made for"),
    "as written": pgettext_lazy("copy", "As written"),
}


class Category(models.TextChoices):
    DEVICE = "device", _("Telephone, computer or other device")
    DATA = "data", _("Data: files, a disk image, a download")
    RECORDING = "recording", _("Recording of sound or picture")
    DOCUMENT = "document", pgettext_lazy("exhibit", "Document or notebook")
    IDENTITY = "identity", _("Identity or travel document")
    MONEY = "money", pgettext_lazy("exhibit", "Money or valuables")
    VEHICLE = "vehicle", pgettext_lazy("exhibit", "Vehicle")
    CLOTHING = "clothing", _("Clothing or bedding")
    TRACE = "trace", _("Trace or sample")
    WEAPON = "weapon", _("Weapon or ammunition")
    OTHER = "other", pgettext_lazy("exhibit", "Something else")


class ClockSource(models.TextChoices):
    """Which clock a time was read from; what it was off by stands beside it."""

    OFFICIAL = "official", _("official time (network, radio or GPS)")
    PHONE = "phone", _("telephone")
    WATCH = "watch", _("watch or clock")
    DEVICE = "device", _("the exhibit's own clock")
    SYSTEM = "system", _("this system")
    ESTIMATED = "estimated", _("estimated")


class State(models.TextChoices):
    """Where an exhibit stands, in one word; its chain says it whole."""

    HELD = "held", pgettext_lazy("exhibit", "Held")
    OFFERED = "offered", _("Handed over, not yet received")
    RETURN = "return", _("To be returned")
    DESTROY = "destroy", _("To be destroyed")
    RETURNED = "returned", pgettext_lazy("exhibit", "Returned")
    DESTROYED = "destroyed", pgettext_lazy("exhibit", "Destroyed")


class Step(models.TextChoices):
    """What may happen to an exhibit."""

    TAKEN = "taken", _("Taken as evidence")
    OFFERED = "offered", pgettext_lazy("exhibit", "Handed over")
    ACCEPTED = "accepted", pgettext_lazy("exhibit", "Received")
    REFUSED = "refused", _("Not received")
    WITHDRAWN = "withdrawn", _("Hand-over taken back")
    ASKED = "asked", _("Asked for")
    RESEALED = "resealed", _("Opened and sealed anew")
    MOVED = "moved", _("Put in another place of the store")
    FOUND = "found", _("Found at stock-taking")
    MISSING = "missing", _("Not found at stock-taking")
    ORDERED_RETURN = "order_return", _("Return ordered")
    ORDERED_DESTRUCTION = "order_destroy", _("Destruction ordered")
    LIFTED = "lifted", _("Order lifted")
    RETURNED = "returned", _("Returned to the owner")
    BEGUN = "begun", _("Destruction begun")
    DESTROYED = "destroyed", _("Destroyed before two people")


class FileKind(models.TextChoices):
    ORIGINAL = "original", pgettext_lazy("file of an exhibit", "Original")
    COPY = "copy", _("Working copy")
    PHOTO = "photo", _("Photograph of the exhibit")
    PAPER = "paper", _("Record or order")


def fault_words(fault: str, expected: str, size: int, found: str, found_size: int) -> str:
    """What a reading found in place of the bytes that were taken in, as a sentence.

    expected, found: SHA-256. size, found_size: in bytes, of the file and of what could be read.
    """
    said = {"expected": expected, "found": found, "read": found_size, "size": size}
    if fault == "missing":
        return (
            gettext("It is not in the store. Expected: SHA-256 %(expected)s; found: nothing.")
            % said
        )
    if not found_size:
        return (
            gettext(
                "Its bytes were altered from the first one on. Expected: SHA-256 %(expected)s; "
                "found: nothing that can be read."
            )
            % said
        )
    return (
        gettext(
            "Its bytes were altered. Expected: SHA-256 %(expected)s of %(size)d bytes; found: "
            "SHA-256 %(found)s of the %(read)d bytes that can be read."
        )
        % said
    )
