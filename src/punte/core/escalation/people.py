"""Who stands at a step: in words, and as accounts that work now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from punte.core.access.door import ROLES
from punte.core.agencies.door import Account, Agency, Desk, fits
from punte.core.escalation.rules import COORDINATION, OVERSIGHT, RESPONSIBLE, STAND_IN, Step
from punte.core.notices.door import (
    at_audience,
    at_desk,
    at_work_first,
    colleagues,
    coordination_of,
    stand_ins,
    with_role,
    working,
)

EVERYWHERE: dict[str, str | Promise] = {
    RESPONSIBLE: gettext_lazy("Who must act"),
    STAND_IN: gettext_lazy("Who stands in for them"),
    COORDINATION: gettext_lazy("National coordination"),
    OVERSIGHT: gettext_lazy("Oversight and data protection"),
}


@dataclass(frozen=True)
class Late:
    """What a chain climbs for: whose chain it is, the audience number that must act, and that of
    the agency that has the case (0: not known).
    """

    agency: Agency
    responsible: int
    holder: int = 0


def told_at(step: Step, late: Late, day: date) -> list[int]:
    """The accounts that a step tells on a day: those at work first, at most as many as it says."""
    return at_work_first(accounts_at(step.who, late), day)[: step.most or None]


def accounts_at(who: str, late: Late) -> list[int]:
    """The accounts at a step that work now, the nearest first; empty when nobody does."""
    agency, responsible = late.agency, late.responsible
    kind, _colon, key = who.partition(":")
    match kind:
        case "role":
            return with_role(agency.pk, [key])
        case "desk":
            return at_desk(int(key))
        case "account":
            return working([int(key)])
        case "stand_in":
            return stand_ins(at_audience(responsible))
        case "coordination":
            return coordination_of(agency, late.holder)
        case "oversight":
            return at_audience(agency.jurisdiction.oversight_audience)
    return at_audience(responsible)


def name_of(who: str) -> str | Promise:
    """A step's people in the reader's language."""
    kind, _colon, key = who.partition(":")
    if kind == "role":
        return ROLES[key].name
    if kind == "desk":
        return Desk.objects.values_list("name", flat=True).get(pk=int(key))
    if kind == "account":
        return Account.objects.values_list("name", flat=True).get(pk=int(key))
    return EVERYWHERE[kind]


def names_of(accounts: list[int], agency: Agency) -> list[str]:
    """Their names; of people elsewhere only how many they are."""
    here = colleagues(agency.pk, 0)
    known = sorted(here[account] for account in accounts if account in here)
    others = len(accounts) - len(known)
    words = ngettext("%(count)d person elsewhere", "%(count)d people elsewhere", others)
    return [*known, words % {"count": others}] if others else known


def choices(agency: Agency) -> list[tuple[str, list[tuple[str, str | Promise]]]]:
    """Whom a step of this agency may name, for a form field."""
    roles = [(f"role:{r.key}", r.name) for r in ROLES.values() if fits(r.key, agency.kind)]
    desks = Desk.objects.filter(agency=agency, open=True).values_list("pk", "name")
    people = colleagues(agency.pk, 0)
    return [
        (_("In every agency"), list(EVERYWHERE.items())),
        (_("A role in the agency"), roles),
        (_("A desk"), [(f"desk:{pk}", name) for pk, name in desks]),
        (_("A person"), [(f"account:{pk}", name) for pk, name in people.items()]),
    ]


def may_stand(who: str, agency: Agency) -> bool:
    """True when a step of this agency may name them."""
    return who in {key for _group, pairs in choices(agency) for key, _name in pairs}
