"""The links that there may be between things."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from punte.investigation.subjects.schema import Prop as P
from punte.investigation.subjects.schema import Schema

_SPAN = (
    P("startDate", _("From"), "moment"),
    P("endDate", _("Until"), "moment"),
    P("role", _("As what")),
    P("summary", _("Summary")),
)
LINKS: Final = (
    Schema(
        "Call", _("Call"), _("Calls"), "phone",
        (
            P("startDate", _("When"), "moment"),
            P("endDate", _("Until"), "moment"),
            P("duration", _("Seconds"), "number"),
            P("kind", _("Kind")),
            P("cell", _("Cell of a mobile network")),
            P("imei", "IMEI", "imei"),
            P("imsi", "IMSI", "imsi"),
        ),
        ("kind",), own=True, ends=(_("Caller"), _("Called")), joins=("Phone", "Phone"),
    ),
    Schema(
        "Payment", _("Payment"), _("Payments"), "banknote",
        (
            P("date", _("When"), "moment"),
            P("amount", _("Amount"), "money"),
            P("currency", _("Currency")),
            P("purpose", _("Purpose")),
            P("transactionNumber", _("Transaction number")),
        ),
        ("amount",), ends=(_("Payer"), _("Beneficiary")),
    ),
    Schema(
        "Sighting", _("Sighting"), _("Sightings"), "eye",
        (
            P("startDate", _("When"), "moment"),
            P("direction", _("Direction")),
            P("camera", _("Camera or reader")),
            P("position", _("Position"), "position"),
        ),
        ("direction",), own=True, ends=(_("Who or what was seen"), _("Where")),
        joins=("", "Place"),
    ),
    Schema(
        "Use", _("Use"), _("Uses"), "link", _SPAN, ("role",), own=True,
        ends=(_("Who uses"), _("What is used")),
    ),
    Schema(
        "Ownership", _("Ownership"), _("Ownerships"), "key-round",
        (*_SPAN, P("percentage", _("Per cent"), "number")), ("role",),
        ends=(_("Owner"), _("What is owned")),
    ),
    Schema(
        "Directorship", _("Directorship"), _("Directorships"), "briefcase", _SPAN, ("role",),
        ends=(_("Director"), _("Organisation")),
    ),
    Schema(
        "Employment", _("Employment"), _("Employments"), "briefcase", _SPAN, ("role",),
        ends=(_("Employee"), _("Employer")),
    ),
    Schema(
        "Membership", _("Membership"), _("Memberships"), "users", _SPAN, ("role",),
        ends=(_("Member"), _("Organisation")),
    ),
    Schema(
        "Family", _("Family tie"), _("Family ties"), "users",
        (*_SPAN, P("relationship", _("Relationship"))), ("relationship",),
        ends=(_("Person"), _("Relative")), joins=("Person", "Person"),
    ),
    Schema(
        "Associate", _("Association"), _("Associations"), "users",
        (*_SPAN, P("relationship", _("Relationship"))), ("relationship",),
        ends=(_("Person"), _("Associate")), joins=("Person", "Person"),
    ),
    Schema(
        "Participation", _("Participation"), _("Participations"), "user-check", _SPAN, ("role",),
        own=True, ends=(_("Who took part"), _("In what")),
    ),
    Schema(
        "Stay", _("Stay"), _("Stays"), "bed", _SPAN, ("role",), own=True,
        ends=(_("Who stayed"), _("Where")),
    ),
    Schema(
        "Contact", _("Saved contact"), _("Saved contacts"), "book-open",
        (P("savedAs", _("Saved as"), "name"), P("seenAt", _("When"), "moment")),
        ("savedAs",), own=True, ends=(_("In whose phone"), _("Whom")),
    ),
    Schema(
        "UnknownLink", _("Other link"), _("Other links"), "link",
        (*_SPAN, P("relationship", _("Relationship"))), ("relationship", "role"),
        ends=(_("From"), _("To")),
    ),
)  # fmt: skip
