"""What may be ordered against somebody, and by what its target is known. Words, no queries."""

from __future__ import annotations

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Measure(models.TextChoices):
    """Keys are stable: the table, the orders and other rooms name them."""

    INTERCEPTION = "interception", _("Interception of calls and messages")
    LOCATION = "location", _("Location by technical means")
    HOME_RECORDING = "home_recording", _("Recording of sound in private premises")
    HOME_IMAGES = "home_images", _("Photographs and video in private premises")
    BANK = "bank", _("Bank accounts and transactions watched")
    TRAFFIC = "traffic", _("Traffic and location data of providers")
    UNDERCOVER = "undercover", _("Undercover investigator")
    DELIVERY = "delivery", _("Controlled delivery")
    DEVICE_SEARCH = "device_search", _("Search of a device or computer")
    POST = "post", _("Postal items held and searched")
    ACCESS = "access", _("Access to a place")


class Identifier(models.TextChoices):
    """By what a target is named in an order."""

    PHONE = "phone", _("phone number")
    IMEI = "imei", _("handset (IMEI)")
    IMSI = "imsi", _("SIM (IMSI)")
    PLATE = "plate", _("vehicle plate")
    VIN = "vin", _("vehicle (VIN)")
    IBAN = "iban", _("bank account (IBAN)")
    ACCOUNT = "account", _("bank account (other number)")
    EMAIL = "email", _("e-mail address")
    HANDLE = "handle", _("online account")
    DEVICE = "device", _("device")
    ROOM = "room", _("address or room")
    PERSON = "person", _("person in this case")


class Authority(models.TextChoices):
    """Who orders a measure. A judge may order what a prosecutor may."""

    JUDGE = "judge", _("judge")
    PROSECUTOR = "prosecutor", _("prosecutor")


def measure_name(key: str) -> str | Promise:
    """The measure in words; a key no longer known stands for itself."""
    return dict(Measure.choices).get(key, key)
