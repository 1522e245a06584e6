"""F4 to F7: needs and risk, decision, referral, plan and services."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import Service
from punte.protection.persons.door import Exploitation, Status
from punte.protection.printing.content.first import ABOUT, STAFF
from punte.protection.printing.content.pieces import (
    Choice,
    Grid,
    Line,
    PrintedForm,
    Say,
    Section,
    Sign,
)

NEED = [
    ("none", _("None")),
    ("some", _("Some")),
    ("urgent", _("Urgent")),
    ("not_asked", _("Not asked")),
]
RISK = [("low", _("Low")), ("medium", _("Medium")), ("high", _("High")), ("", _("Not rated"))]
AREAS = (
    ("safety", _("Safety and threats")),
    ("housing", _("Housing")),
    ("health", _("Health")),
    ("mind", _("State of mind")),
    ("papers", _("Papers and legal status")),
    ("family", _("Family and children")),
    ("money", _("Money and work")),
    ("school", _("School and training")),
    ("people", _("People around")),
)

NEEDS = PrintedForm(
    "needs",
    "F4",
    _("Needs and risk"),
    [
        ABOUT,
        Section(
            _("Needs, area by area"),
            [
                piece
                for key, label in AREAS
                for piece in (Choice(f"need:{key}", label, NEED), Line(f"note:{key}", _("Note")))
            ],
        ),
        Section(
            _("Risk"),
            [
                Choice("risk", _("Risk now, rated by a person"), RISK),
                Line("risk_why", _("Why"), 3),
                Line("wishes", _("What the person wishes"), 4),
                STAFF,
            ],
        ),
    ],
)

DECISION = PrintedForm(
    "decision",
    "F5",
    _("Decision on status"),
    [
        ABOUT,
        Section(
            _("Decision"),
            [
                Choice("status", _("Status"), Status.choices),
                Choice("exploitation", _("Form of exploitation"), Exploitation.choices),
                Line("body", _("Deciding body")),
                Line("ground", _("Ground"), 6),
                Line("decided_on", _("Date of the decision")),
                Say(
                    _(
                        "Some decisions need a second person: identified, not a victim, every "
                        "step down, every review."
                    )
                ),
                Say(
                    _(
                        "The person may ask for a review. Explain how, and note when it was "
                        "explained."
                    )
                ),
                Sign([_("First person, date"), _("Second person, date")]),
            ],
        ),
    ],
)

REFERRAL = PrintedForm(
    "referral",
    "F6",
    _("Referral and answer"),
    [
        ABOUT,
        Section(
            _("What is asked"),
            [
                Choice("service", _("Service"), Service.choices),
                Line("desk", _("To which desk")),
                Choice("urgent", _("Urgent"), [("yes", _("Yes")), ("no", _("No"))]),
                Line("fields", _("What is shared")),
                Line("access_until", _("Access ends")),
                Line("message", _("Message"), 4),
                Sign([_("Sender, date")]),
            ],
        ),
        Section(
            _("Answer of the desk"),
            [
                Choice(
                    "answer",
                    _("Answer"),
                    [
                        ("accepted", _("Accepted")),
                        ("wait_listed", _("On the waiting list")),
                        ("info", _("More information needed")),
                        ("declined", _("Declined")),
                    ],
                ),
                Line("answer_note", _("Reason or from when"), 2),
                Choice(
                    "outcome",
                    _("Outcome"),
                    [
                        ("delivered", _("Delivered")),
                        ("partly", _("In part")),
                        ("not_delivered", _("Not delivered")),
                        ("withdrew", _("The person no longer wants it")),
                    ],
                ),
                Sign([_("Desk, date"), _("Sender confirms the outcome, date")]),
            ],
        ),
    ],
)

PLAN = PrintedForm(
    "plan",
    "F7",
    _("Plan and services"),
    [
        ABOUT,
        Section(
            _("Goals and steps"),
            [
                Grid(
                    "goals",
                    [
                        _("Goal, in the person's words"),
                        _("Step"),
                        _("Who"),
                        _("By when"),
                        _("State"),
                    ],
                    8,
                ),
                Line("review_on", _("Next review")),
                Sign([_("The person, date"), _("Caseworker, date")]),
            ],
        ),
        Section(
            _("Services"),
            [
                Grid(
                    "services",
                    [
                        _("Date"),
                        _("Service"),
                        _("By whom"),
                        _("Hours"),
                        _("Given, refused, cancelled"),
                    ],
                    12,
                )
            ],
        ),
    ],
)
