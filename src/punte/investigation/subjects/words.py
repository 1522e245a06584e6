"""How a source and what it says are graded, and how far it may travel."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punte.algorithms.selectors import Fault


class SourceKind(models.TextChoices):
    """What the statements of a source come from."""

    DOCUMENT = "document", _("Document")
    CALLS = "calls", _("Call records")
    PLATES = "plates", _("Plate reads")
    BOOKINGS = "bookings", _("Bookings")
    PASSENGERS = "passengers", _("Passenger list")
    CONTACTS = "contacts", _("Contacts of a phone")
    STATEMENT = "statement", _("Statement of a person")
    OBSERVATION = "observation", _("Observation")
    RECORDING = "recording", _("Recording")
    OPEN_SOURCE = "open_source", _("Open source")
    PARTNER = "partner", _("Partner's information")
    REGISTER = "register", _("Public register")
    GRAPH = "graph", _("Graph of another system")
    OTHER = "other", _("Other")


class SourceGrade(models.TextChoices):
    """Europol's evaluation of the source (Council document 6243/18)."""

    A = "A", _("A: no doubt about the source")
    B = "B", _("B: mostly reliable")
    C = "C", _("C: mostly unreliable")
    X = "X", _("X: cannot be assessed")


class InfoGrade(models.TextChoices):
    """Europol's evaluation of the information."""

    CERTAIN = "1", _("1: without doubt")
    KNOWN = "2", _("2: known to the source itself")
    CORROBORATED = "3", _("3: not known to the source, corroborated")
    UNKNOWN = "4", _("4: not known to the source, cannot be corroborated")


class Handling(models.TextChoices):
    """Europol's handling codes: what the receiver may do with it."""

    H0 = "H0", _("H0: for preventing and combating crime only")
    H1 = "H1", _("H1: not in judicial proceedings without the provider's consent")
    H2 = "H2", _("H2: not passed on without the provider's consent")
    H3 = "H3", _("H3: other restrictions, said beside")


# What is wrong with a selector, in words; it is kept all the same.
FAULTS: Final[dict[Fault, Promise]] = {
    Fault.EMPTY: _("nothing in it that could be one"),
    Fault.LONG: _("too long"),
    Fault.LENGTH: _("too few or too many signs"),
    Fault.FORM: _("not written as such a number is"),
    Fault.CHECK: _("the check digit does not fit"),
    Fault.SPARE: _("as a network writes it, without its check digit"),
    Fault.PLAN: _("no such number is given out"),
    Fault.PLACEHOLDER: _("a filler, no number"),
    Fault.UNKNOWN: _("of which country or network is not known"),
    Fault.AMBIGUOUS: _("fits the numbers of several countries"),
}
