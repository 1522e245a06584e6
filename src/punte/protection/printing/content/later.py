"""F8 to F12: shelter, incident, return, a child's best interests, exit and follow-up."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from punte.protection.printing.content.first import ABOUT, STAFF
from punte.protection.printing.content.help import RISK
from punte.protection.printing.content.pieces import (
    Choice,
    Grid,
    Line,
    PrintedForm,
    Say,
    Section,
    Sign,
)

YES_NO = [("yes", _("Yes")), ("no", _("No"))]

SHELTER = PrintedForm(
    "shelter",
    "F8",
    _("Coming to the centre: intake, house rules, belongings"),
    [
        ABOUT,
        Section(
            _("Arrival"),
            [
                Line("arrived", _("Date and hour")),
                Line("with", _("Comes with: children, family")),
                Choice(
                    "care",
                    _("Needs"),
                    [
                        ("cot", _("Cot")),
                        ("ground", _("Ground floor or lift")),
                        ("quiet", _("Room alone")),
                        ("diet", _("Special food")),
                        ("doctor", _("Doctor soon")),
                    ],
                ),
                Line("apart", _("Must be kept apart from; by pseudonym"), 2),
            ],
        ),
        Section(
            _("House rules, explained in a language the person understands"),
            [
                Say(_("You are free to leave. Nobody keeps your papers or your phone.")),
                Say(_("Tell nobody where this house is: it protects everyone in it.")),
                Say(
                    _(
                        "You may speak to somebody alone at any hour, and complain to somebody "
                        "outside."
                    )
                ),
                Choice("explained", _("Explained and understood"), YES_NO),
            ],
        ),
        Section(
            _("Belongings"),
            [
                Grid("belongings", [_("Thing"), _("Kept where"), _("Given back on")], 6),
                Sign([_("The person, date"), _("Staff member, date")]),
            ],
        ),
    ],
)

INCIDENT = PrintedForm(
    "incident",
    "F9",
    _("Incident"),
    [
        Section(
            _("What happened"),
            [
                Line("when", _("Date and hour")),
                Choice(
                    "kind",
                    _("Kind"),
                    [
                        ("threat", _("Threat from outside")),
                        ("violence", _("Violence")),
                        ("missing", _("Somebody is missing")),
                        ("health", _("Health")),
                        ("fire", _("Fire or damage")),
                        ("data", _("Something confidential got out")),
                    ],
                ),
                Choice("severity", _("How grave"), RISK[:3]),
                Line("who", _("Persons, by pseudonym")),
                Line("story", _("What happened, step by step; no names"), 8),
                Line("done", _("What was done at once"), 3),
                Grid("told", [_("Told to"), _("When"), _("By whom")], 3),
                STAFF,
            ],
        ),
        Section(
            _("Afterwards"), [Line("learnt", _("What changes so that it does not happen again"), 4)]
        ),
    ],
)

RETURN = PrintedForm(
    "return",
    "F10",
    _("Safe return: risks and hand-over"),
    [
        ABOUT,
        Section(
            _("Risks, weighed in both countries"),
            [
                Grid("risks", [_("Risk"), _("Where"), _("How grave"), _("What lowers it")], 6),
                Choice("risk", _("Risk of the return, rated by a person"), RISK),
                Line("family", _("Family: assessed by whom, with what result"), 3),
            ],
        ),
        Section(
            _("The person's decision"),
            [
                Say(
                    _(
                        "A return is voluntary. It may be stopped until the last moment, "
                        "without a reason."
                    )
                ),
                Choice("wants", _("The person wants to return"), YES_NO),
                Line("receiver", _("Receiving organisation, accepted on")),
                Line("journey", _("Route, escort, papers"), 3),
                Sign(
                    [
                        _("The person or guardian, date"),
                        _("Sending side, date"),
                        _("Receiving side, date"),
                    ]
                ),
            ],
        ),
        Section(
            _("Arrival"),
            [
                Line("received", _("Received on, by")),
                Grid("visits", [_("Visit on"), _("Safe?"), _("Needs")], 4),
            ],
        ),
    ],
)

BEST_INTERESTS = PrintedForm(
    "best-interests",
    "F11",
    _("Best interests of the child"),
    [
        ABOUT,
        Section(
            _("What counts"),
            [
                Line("views", _("The child's views, in its own words"), 5),
                Line("family", _("Family and close relations"), 4),
                Line("safety", _("Care, protection and safety"), 4),
                Line("identity", _("Identity, language, belonging"), 3),
                Line("health", _("Health and development"), 3),
                Line("school", _("School"), 2),
                Line("vulnerable", _("What makes this child vulnerable"), 3),
            ],
        ),
        Section(
            _("Options weighed"),
            [
                Grid("options", [_("Option"), _("For"), _("Against")], 3),
                Line("recommended", _("What is best for the child, and why"), 5),
                Line("guardian", _("Guardian: role and agency")),
                Sign([_("Assessed by, date"), _("Second person, date"), _("Guardian, date")]),
            ],
        ),
    ],
)

EXIT = PrintedForm(
    "exit",
    "F12",
    _("Closing and follow-up"),
    [
        ABOUT,
        Section(
            _("Closing"),
            [
                Line("closed_on", _("Closed on")),
                Line("reason", _("Reason")),
                Line("destination", _("Where to: country and district only")),
                Line("safety_plan", _("Safety plan: whom to call, where to go, what to watch"), 5),
                Sign([_("The person, date"), _("Caseworker, date")]),
            ],
        ),
        Section(
            _("Follow-up"),
            [
                Grid(
                    "follow_ups",
                    [_("After"), _("On"), _("Reached?"), _("Safe?"), _("Needs again")],
                    4,
                )
            ],
        ),
    ],
)
