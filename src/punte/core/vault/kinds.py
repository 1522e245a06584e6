"""What the vault holds of a person, and what of it can be searched for."""

from __future__ import annotations

from enum import IntEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """One field of an identity; the value is the stable key, the label is for people."""

    GIVEN_NAME = "given_name", _("Given name")
    FAMILY_NAME = "family_name", _("Family name")
    OTHER_NAME = "other_name", _("Other name")
    BIRTH_DATE = "birth_date", _("Date of birth")
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    DOCUMENT = "document", _("Identity document")
    ADDRESS = "address", _("Address")
    CONTACT_NOTE = "contact_note", _("How to reach safely")
    PHOTO = "photo", _("Photo")


# A person has one of these at a time; of the others there may be several.
SINGLE = frozenset({Kind.GIVEN_NAME, Kind.FAMILY_NAME, Kind.BIRTH_DATE, Kind.CONTACT_NOTE})
NAMES = (Kind.GIVEN_NAME, Kind.FAMILY_NAME, Kind.OTHER_NAME)


class TokenKind(IntEnum):
    """What a row of the blind index stands for; part of what is hashed."""

    NAME = 1
    SOUND = 2
    PAIR = 3
    PHONE = 4
    DOCUMENT = 5
    BIRTH_DATE = 6
    EMAIL = 7
