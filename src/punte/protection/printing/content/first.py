"""F1 to F3: the first sign, the screening, rights and consent."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from punte.algorithms.indicators import Instrument
from punte.core.access.door import DataClass
from punte.protection.identification.door import (
    ANSWERS,
    DIMENSIONS,
    INSTRUMENTS,
    Channel,
    NamePlace,
    RedFlag,
    instrument_for,
)
from punte.protection.persons.door import AgeBand, RiskFactor, Sex
from punte.protection.printing.content.pieces import (
    Choice,
    Grid,
    Line,
    Piece,
    PrintedForm,
    Say,
    Section,
    Sign,
    Words,
)
from punte.protection.referral.door import ConsentForm, ConsentGiver, ConsentPurpose

ABOUT = Section(
    _("About the person"),
    [
        Line("code", _("Pseudonym")),
        Choice("age_band", _("Adult or child"), AgeBand.choices),
        Choice("sex", _("Sex"), Sex.choices),
        Line("nationality", _("Nationality")),
        Line("language", _("Language the person speaks best")),
        Line("district", _("District")),
    ],
)
STAFF = Sign([_("Staff member, function, date"), _("Interpreter, date")])

NOTIFICATION = PrintedForm(
    "notification",
    "F1",
    _("Notification of a presumed victim"),
    [
        Section(
            _("First"),
            [
                Say(
                    _(
                        "In danger now? Call 112 first. An adult may decline to be named: then "
                        "send this without a name."
                    )
                ),
                Choice("channel", _("How the person was met"), Channel.choices),
                Choice("name_place", _("With or without a name"), NamePlace.choices),
                Choice("urgent", _("Urgent"), [("yes", _("Yes")), ("no", _("No"))]),
            ],
        ),
        ABOUT,
        Section(
            _("What was seen"),
            [
                Choice("red_flags", _("Signs"), RedFlag.choices),
                Line("place", _("Place and time")),
                Line("from_country", _("From which country, if from abroad")),
                Line("safe_contact", _("Is it safe to write or call, and how?")),
                Line("note", _("What was said and seen; no names here"), 5),
            ],
        ),
        Section(_("To whom"), [Line("to", _("Coordination unit")), STAFF]),
    ],
)


def screening_form(key: str, age_band: str) -> PrintedForm:
    """The questions of one instrument for an adult or a child, each with four answers."""
    instrument = instrument_for(key, age_band)
    child = age_band != AgeBand.ADULT
    title = INSTRUMENTS[key][0]
    return PrintedForm(
        f"screening-{key}{'-child' if child else ''}",
        "F2",
        title,
        [
            Section(
                _("Before you begin"),
                [
                    Say(
                        _(
                            "Talk alone, with an interpreter the person trusts. Stop when the "
                            "person wants to stop."
                        )
                    ),
                    Say(_("“Not asked” is never a no. The result advises; people decide.")),
                    Say(
                        _("Questions for a child, or for someone whose age is not known.")
                        if child
                        else _("Questions for an adult.")
                    ),
                ],
            ),
            ABOUT,
            *questions(instrument),
            Section(
                _("What makes it hard to say no"),
                [
                    Choice("risk_factors", _("Known of the person"), RiskFactor.choices),
                    Line("note", _("Note"), 4),
                    STAFF,
                ],
            ),
        ],
        whose=(AgeBand.CHILD if child else AgeBand.ADULT).label,
    )


def questions(instrument: Instrument) -> list[Section]:
    """A section for each part of the instrument, in its order."""
    parts: dict[str, list[Choice]] = {}
    for item in instrument.items:
        asked = Choice(f"item:{item.id}", _(item.text), list(ANSWERS.items()))
        parts.setdefault(item.dimension, []).append(asked)
    return [Section(DIMENSIONS.get(part, part), asked) for part, asked in parts.items()]


def consent_form(*, child: bool) -> PrintedForm:
    """Rights explained, and what is agreed to; for a child with its guardian."""
    who: list[Piece] = [
        Choice("giver", _("Given by"), ConsentGiver.choices),
        Line("guardian_role", _("Guardian or representative: in which role")),
    ]
    if child:
        who.append(Line("child_view", _("What the child says to it, in its own words"), 3))
    return PrintedForm(
        "consent-child" if child else "consent",
        "F3",
        _("Rights and consent: child") if child else _("Rights and consent"),
        [
            Section(_("What was explained"), EXPLAINED),
            Section(_("Who consents"), who),
            Section(_("To what"), agreed_to()),
        ],
    )


EXPLAINED: list[Piece] = [
    Grid("rights", [_("Right"), _("Explained"), _("Understood")], 0),
    Line("text_version", _("Text, version and language that was read out or read")),
    Choice("interpreter", _("Interpreter"), [("yes", _("Yes")), ("no", _("No"))]),
]


def agreed_to() -> list[Piece]:
    return [
        Choice("purpose", _("For what"), ConsentPurpose.choices),
        Line("recipient", _("Who receives it: one agency for each paper")),
        Choice("classes", _("Which kinds of information"), class_choices()),
        Line("expires", _("Until when")),
        Choice("form", _("Form"), ConsentForm.choices),
        Say(
            _(
                "Consent may be withdrawn at any time, by a word to any of us. Help "
                "does not depend on it, nor on talking to the police."
            )
        ),
        Sign([_("The person or guardian, date"), _("Witness, if spoken"), _("Staff member, date")]),
    ]


def class_choices() -> list[tuple[str, Words]]:
    words = {
        DataClass.OPERATIONAL: _("What help is needed and given"),
        DataClass.IDENTITY: _("Name, date of birth, contact"),
        DataClass.MEDICAL: _("Health"),
        DataClass.LEGAL: _("Legal matters"),
    }
    return [(key.value, text) for key, text in words.items()]


RIGHTS = (
    _("To be safe, and to a place to rest and recover"),
    _("To medical and psychological help"),
    _("To information in a language one understands"),
    _("To a lawyer and to be accompanied"),
    _("To time to think before deciding about the police"),
    _("To privacy: nobody sees more than they need"),
    _("To compensation"),
    _("To go home safely, or to stay where the law allows it"),
    _("To know what is written down, and who saw it"),
)
