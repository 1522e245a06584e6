"""The things that a case may be about."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.investigation.subjects.schema import Prop as P
from punte.investigation.subjects.schema import Schema

_NOTES = (P("notes", _("Notes")),)
_PARTY = (
    P("name", pgettext_lazy("entity", "Name"), "name"),
    P("alias", _("Other name"), "name"),
    P("country", _("Country"), "country"),
    P("phone", _("Phone"), "phone"),
    P("email", _("E-mail address"), "email"),
    P("address", _("Address"), "place"),
    P("website", _("Website"), "url"),
)
THINGS: Final = (
    Schema(
        "Person", _("Person"), _("Persons"), "user",
        (
            *_PARTY,
            P("firstName", _("Given name"), "name"),
            P("lastName", _("Family name"), "name"),
            P("fatherName", _("Patronymic"), "name"),
            P("birthDate", _("Date of birth"), "date"),
            P("birthPlace", _("Place of birth"), "place"),
            P("gender", _("Sex"), "gender"),
            P("nationality", _("Nationality"), "country"),
            P("idNumber", _("Personal number"), "national_id"),
            P("passportNumber", _("Passport or identity card"), "document"),
            P("position", _("Role in the case")),
            P("language", _("Language"), "language"),
            *_NOTES,
        ),
        ("name", "lastName", "alias"),
    ),
    Schema(
        "Organization", _("Organisation"), _("Organisations"), "users",
        (*_PARTY, P("summary", _("What it does")), *_NOTES), ("name", "alias"),
    ),
    Schema(
        "Company", _("Company"), _("Companies"), "building-2",
        (
            *_PARTY,
            P("registrationNumber", _("Registration number"), "company_id"),
            P("legalForm", _("Legal form")),
            P("sector", _("Sector")),
            P("incorporationDate", _("Founded"), "date"),
            P("dissolutionDate", _("Dissolved"), "date"),
            *_NOTES,
        ),
        ("name", "alias", "registrationNumber"),
    ),
    Schema(
        "Phone", _("Phone number"), _("Phone numbers"), "phone",
        (
            P("number", pgettext_lazy("identifier", "Number"), "phone"),
            P("operator", _("Operator")),
            P("country", _("Country"), "country"),
            P("savedAs", _("Saved as"), "name"),
            *_NOTES,
        ),
        ("number", "savedAs"), own=True,
    ),
    Schema(
        "Sim", _("SIM card"), _("SIM cards"), "smartphone",
        (P("imsi", "IMSI", "imsi"), P("iccid", "ICCID", "iccid"), *_NOTES),
        ("imsi", "iccid"), own=True,
    ),
    Schema(
        "Device", _("Device"), _("Devices"), "smartphone",
        (
            P("imei", "IMEI", "imei"),
            P("model", pgettext_lazy("device", "Model")),
            P("serialNumber", _("Serial number")),
            *_NOTES,
        ),
        ("imei", "model", "serialNumber"), own=True,
    ),
    Schema(
        "BankAccount", _("Account"), _("Accounts"), "banknote",
        (
            P("iban", "IBAN", "iban"),
            P("accountNumber", _("Account number"), "account"),
            P("bankName", _("Bank"), "text"),
            P("bic", "BIC"),
            P("currency", _("Currency")),
            P("openingDate", _("Opened"), "date"),
            P("closingDate", _("Closed"), "date"),
            *_NOTES,
        ),
        ("iban", "accountNumber"),
    ),
    Schema(
        "CryptoWallet", _("Crypto wallet"), _("Crypto wallets"), "key-round",
        (P("publicKey", _("Wallet address"), "wallet"), P("currency", _("Currency")), *_NOTES),
        ("publicKey",),
    ),
    Schema(
        "Vehicle", _("Vehicle"), _("Vehicles"), "truck",
        (
            P("registrationNumber", _("Plate"), "plate"),
            P("vin", "VIN", "vin"),
            P("type", _("Type")),
            P("model", pgettext_lazy("vehicle", "Model")),
            P("colour", _("Colour")),
            P("country", _("Country"), "country"),
            *_NOTES,
        ),
        ("registrationNumber", "vin", "model"),
    ),
    Schema(
        "Identification", _("Document"), _("Documents"), "file-text",
        (
            P("number", pgettext_lazy("identifier", "Number"), "document"),
            P("type", _("Type")),
            P("country", _("Country"), "country"),
            P("authority", _("Issued by")),
            P("startDate", _("Issued"), "date"),
            P("endDate", _("Expires"), "date"),
            *_NOTES,
        ),
        ("number", "type"),
    ),
    Schema(
        "Address", _("Address"), _("Addresses"), "home",
        (
            P("full", _("Full address"), "place"),
            P("city", _("Town or village"), "place"),
            P("postalCode", _("Postal code")),
            P("country", _("Country"), "country"),
            P("position", _("Position"), "position"),
            *_NOTES,
        ),
        ("full", "city"),
    ),
    Schema(
        "Place", _("Place"), pgettext_lazy("entity", "Places"), "map-pin",
        (
            P("name", pgettext_lazy("thing", "Name"), "place"),
            P("country", _("Country"), "country"),
            P("position", _("Position"), "position"),
            P("cell", _("Cell of a mobile network")),
            *_NOTES,
        ),
        ("name", "cell"), own=True,
    ),
    Schema(
        "UserAccount", _("Online profile"), _("Online profiles"), "globe",
        (
            P("username", _("User name"), "handle"),
            P("service", _("Platform")),
            P("url", _("Web address"), "url"),
            P("email", _("E-mail address"), "email"),
            P("phone", _("Phone"), "phone"),
            P("name", _("Shown name"), "name"),
            *_NOTES,
        ),
        ("username", "url", "name"),
    ),
    Schema(
        "Advert", _("Advert"), _("Adverts"), "message-square",
        (
            P("title", _("Title")),
            P("url", _("Web address"), "url"),
            P("phone", _("Phone"), "phone"),
            P("email", _("E-mail address"), "email"),
            P("text", pgettext_lazy("advert", "Text")),
            P("publishedAt", _("Published"), "moment"),
            P("price", _("Price"), "money"),
            P("country", _("Country"), "country"),
            *_NOTES,
        ),
        ("title", "url", "phone"), own=True,
    ),
    Schema(
        "Event", _("Event"), _("Events"), "calendar",
        (
            P("name", pgettext_lazy("thing", "Name"), "text"),
            P("startDate", _("From"), "moment"),
            P("endDate", _("Until"), "moment"),
            P("location", _("Where"), "place"),
            P("summary", _("Summary")),
            *_NOTES,
        ),
        ("name", "summary"),
    ),
    Schema(
        "Trip", _("Trip"), _("Trips"), "route",
        (
            P("name", pgettext_lazy("thing", "Name"), "text"),
            P("startDate", _("Departure"), "moment"),
            P("endDate", _("Arrival"), "moment"),
            P("startLocation", _("From"), "place"),
            P("endLocation", _("To"), "place"),
            P("vehicle", _("Carrier")),
            P("booking", _("Booking number"), "document"),
            *_NOTES,
        ),
        ("name", "booking", "endLocation"),
    ),
)  # fmt: skip
