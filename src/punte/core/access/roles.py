"""Roles: named sets of permissions and data classes, each with a description."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punte.core.access.permissions import DataClass as C
from punte.core.access.permissions import Permission as P
from punte.core.access.permissions import Purpose
from punte.core.access.words import WORDS

EVERYONE = frozenset({P.SIGNED_IN, P.SEE_DIRECTORY, P.SEE_DEADLINES})


@dataclass(frozen=True)
class Role:
    """A set of permissions a person holds in one agency.

    key: stable; stored in memberships. classes: what kinds of data the role sees of a record
    that it may see at all. grants: the roles that a holder may give to others, change and take
    away. invites: roles that a holder may offer besides, and end only together with another holder.
    home: the route of the page where the role's day begins, where it is not the day of help.
    """

    key: str
    name: str | Promise
    description: str | Promise
    permissions: frozenset[P]
    classes: frozenset[C]
    purpose: Purpose
    grants: frozenset[str] = frozenset()
    invites: frozenset[str] = frozenset()
    home: str = ""

    @property
    def in_words(self) -> list[str]:
        """What the role may do, in the order of the permissions."""
        return [str(WORDS[permission]) for permission in P if permission in self.permissions]


def _role(
    key: str,
    name: str | Promise,
    description: str | Promise,
    permissions: set[P],
    classes: set[C],
    purpose: Purpose,
    grants: set[str] | None = None,
    invites: set[str] | None = None,
    home: str = "",
) -> Role:
    return Role(
        key,
        name,
        description,
        EVERYONE | permissions,
        frozenset({C.OPERATIONAL} | classes),
        purpose,
        frozenset(grants or ()),
        frozenset(invites or ()),
        home,
    )


_FILES = {P.SEE_FILES, P.WORK_FILES, P.HAND_OVER_FILES, P.EDIT_CATALOGUE}
_CASEWORK = _FILES | {
    P.NOTIFY, P.SCREEN, P.SEE_PERSONS, P.EDIT_PERSON, P.RECORD_CONSENT, P.SEND_REFERRAL,
    P.ANSWER_REFERRAL, P.OPEN_IDENTITY, P.BREAK_GLASS, P.SEE_REPORT,
}  # fmt: skip

_CASES = {
    P.SEE_DAY, P.SEE_CASES, P.WORK_CASES, P.DECIDE_MERGE, P.IMPORT_DATA, P.EXPORT_DATA,
}  # fmt: skip

# Roles of an agency's own work, which its manager gives.
_SERVING = {
    "officer", "coordinator", "caseworker", "health_worker", "shelter_manager", "investigator",
    "prosecutor", "crime_analyst", "evidence_keeper", "supervisor", "analyst",
}  # fmt: skip

ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        _role(
            "officer",
            _("Front-line officer"),
            _("Notifies and screens a person in minutes; sees own notifications and their answer."),
            {P.NOTIFY, P.SCREEN},
            {C.IDENTITY},
            Purpose.IDENTIFICATION,
        ),
        _role(
            "coordinator",
            _("Coordinator"),
            _("Takes up notifications, decides status, sends referrals and closes their loop."),
            _CASEWORK
            | {
                P.TAKE_UP,
                P.OVERRIDE_CONSENT,
                P.PROPOSE_STATUS,
                P.CONFIRM_STATUS,
                P.SEE_STUCK,
                P.SEE_FUNNEL,
                P.APPROVE,
                P.REPLAY_WEBHOOKS,
            },
            {C.IDENTITY, C.LEGAL},
            Purpose.PROTECTION,
        ),
        _role(
            "caseworker",
            _("Caseworker"),
            _("Works with a person: screening, consent, referrals, services."),
            _CASEWORK | {P.PROPOSE_STATUS},
            {C.IDENTITY, C.LEGAL},
            Purpose.SERVICE,
        ),
        _role(
            "health_worker",
            _("Health worker"),
            _("Answers referrals to a medical or psychological desk; sees medical notes."),
            _FILES | {P.NOTIFY, P.ANSWER_REFERRAL, P.SEE_PERSONS, P.OPEN_IDENTITY, P.SEE_REPORT},
            {C.IDENTITY, C.MEDICAL},
            Purpose.SERVICE,
        ),
        _role(
            "shelter_manager",
            _("Shelter manager"),
            _("Answers referrals to a shelter; sees where it is and who may come."),
            _FILES
            | {
                P.NOTIFY,
                P.ANSWER_REFERRAL,
                P.SEE_PERSONS,
                P.OPEN_IDENTITY,
                P.BREAK_GLASS,
                P.SEE_REPORT,
            },
            {C.IDENTITY, C.LOCATION},
            Purpose.SERVICE,
        ),
        _role(
            "investigator",
            _("Investigator"),
            _("Works on cases and notifies presumed victims met there; never sees the help given."),
            _CASES
            | {
                P.NOTIFY,
                P.SCREEN,
                P.OPEN_CASES,
                P.LEAD_CASES,
                P.KEEP_EVIDENCE,
                P.ASK_MEASURE,
                P.LISTEN,
                P.SEE_COURSE_COUNTS,
            },
            {C.IDENTITY, C.RECORDING},
            Purpose.INVESTIGATION,
            home="investigation:day",
        ),
        _role(
            "prosecutor",
            _("Prosecutor"),
            _("Leads cases to court: orders, charges, hearings, verdicts."),
            _CASES
            | {
                P.NOTIFY,
                P.OPEN_CASES,
                P.LEAD_CASES,
                P.KEEP_EVIDENCE,
                P.ASK_MEASURE,
                P.GRANT_MEASURE,
                P.DECIDE_COURSE,
                P.LISTEN,
                P.SEE_COURSE_COUNTS,
            },
            {C.IDENTITY, C.LEGAL, C.RECORDING},
            Purpose.INVESTIGATION,
            home="investigation:day",
        ),
        _role(
            "crime_analyst",
            _("Criminal analyst"),
            _("Brings lists into a case, finds links and draws charts; decides nothing in it."),
            _CASES,
            {C.IDENTITY},
            Purpose.INVESTIGATION,
            home="investigation:day",
        ),
        _role(
            "evidence_keeper",
            _("Keeper of exhibits"),
            _("Keeps a store: takes exhibits over and hands them out; sees no case."),
            {P.SEE_DAY, P.KEEP_STORE},
            set(),
            Purpose.INVESTIGATION,
            home="investigation:day",
        ),
        _role(
            "supervisor",
            _("Supervisor"),
            _("Second person for decisions; sees stuck referrals and the funnel of the agency."),
            _CASEWORK
            | {
                P.OVERRIDE_CONSENT,
                P.PROPOSE_STATUS,
                P.CONFIRM_STATUS,
                P.SEE_STUCK,
                P.SEE_FUNNEL,
                P.REVIEW_FILES,
                P.APPROVE,
                P.IMPORT_CASES,
                P.EXPORT_CASES,
                P.REPLAY_WEBHOOKS,
            },
            {C.IDENTITY, C.LEGAL},
            Purpose.PROTECTION,
        ),
        _role(
            "analyst",
            _("Analyst"),
            _("Sees counts with small cells hidden; never a person."),
            {P.SEE_FUNNEL, P.SEE_COURSE_COUNTS},
            set(),
            Purpose.MANAGEMENT,
        ),
        _role(
            "oversight",
            _("Oversight and data protection"),
            _("Sees who saw what and why, verifies the ledger, reviews broken glass, erases."),
            {
                P.VERIFY_LEDGER,
                P.SEE_READINGS,
                P.SEE_REPORT,
                P.REVIEW_GLASS,
                P.ERASE_PERSON,
                P.SEE_FUNNEL,
                P.RETAIN,
                P.OVERSEE_MEASURES,
                P.SEE_COURSE_COUNTS,
            },
            set(),
            Purpose.OVERSIGHT,
            home="oversight:home",
        ),
        _role(
            "manager",
            _("Agency manager"),
            _("Invites people, gives roles, opens and closes desks; sees no person's file."),
            {
                P.MANAGE_PEOPLE,
                P.MANAGE_AGENCY,
                P.SEE_FUNNEL,
                P.EDIT_CATALOGUE,
                P.MANAGE_TOKENS,
                P.REPLAY_WEBHOOKS,
            },
            set(),
            Purpose.MANAGEMENT,
            _SERVING,
            home="agencies:directory",
        ),
        _role(
            "administrator",
            _("Node administrator"),
            _("Registers agencies and their managers, edits the table of deadlines."),
            {
                P.MANAGE_PEOPLE,
                P.MANAGE_AGENCY,
                P.MANAGE_JURISDICTION,
                P.EDIT_DEADLINE_RULES,
                P.CONFIGURE,
                P.EDIT_CASE_TABLES,
            },
            set(),
            Purpose.MANAGEMENT,
            {"manager", "oversight"},
            {"administrator"},
            home="agencies:directory",
        ),
    )
}


def role_choices() -> list[tuple[str, str | Promise]]:
    """Pairs for a form field."""
    return [(role.key, role.name) for role in ROLES.values()]


def roles_with(permission: P) -> list[str]:
    """Keys of the roles that hold a permission, as notices take them."""
    return [role.key for role in ROLES.values() if permission in role.permissions]
