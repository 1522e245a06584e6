"""How strongly two files speak for one person: named, weighted, readable.

Advice from which a person decides. A name alone never says more than that a name is alike: many
people share one. What is not known counts neither way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.utils.translation import gettext as _

# From here on two files are shown as perhaps, and as probably, one person.
POSSIBLE, STRONG = 36, 56
# part → how it compares → weight. A birth date may be written in part, a phone be lent.
WEIGHTS: Mapping[str, Mapping[str, int]] = {
    "name": {"same": 30, "alike": 22, "partly": 8, "different": -12},
    "birth_date": {"same": 30, "different": -25},
    "document": {"same": 50, "different": -5},
    "phone": {"same": 20, "different": 0},
    "email": {"same": 20, "different": 0},
    "sex": {"same": 2, "different": -25},
    "age_band": {"same": 0, "different": -10},
    "nationality": {"same": 3, "different": -8},
}
# What says who somebody is, beside a name. Without one of these nothing is more than a name.
TELLING = frozenset({"birth_date", "document", "phone", "email"})
FACTS = ("sex", "age_band", "nationality")
AGREEING = frozenset({"same", "alike", "partly"})


class Strength(IntEnum):
    NONE = 0
    NAME_ONLY = 1
    POSSIBLE = 2
    STRONG = 3


class Says(StrEnum):
    AGREES = "agrees"
    DIFFERS = "differs"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Reason:
    """One part of two files. part: a key of WEIGHTS; how: what `WEIGHTS[part]` is asked with."""

    part: str
    how: str
    weight: int

    @property
    def says(self) -> Says:
        if self.how == "not_known":
            return Says.NOT_KNOWN
        return Says.AGREES if self.how in AGREEING else Says.DIFFERS

    @property
    def text(self) -> str:
        """The reason in the reader's language."""
        return words_of(self.part, self.how)


@dataclass(frozen=True)
class Weighed:
    """Two files against each other. Reasons are in the order of WEIGHTS, unknown ones too."""

    strength: Strength
    score: int
    reasons: tuple[Reason, ...]

    @property
    def known(self) -> list[Reason]:
        """The reasons that say something, the weightiest first."""
        said = [reason for reason in self.reasons if reason.says is not Says.NOT_KNOWN]
        return sorted(said, key=lambda reason: -abs(reason.weight))


def weigh(identity: Mapping[str, str], one: Mapping[str, str], other: Mapping[str, str]) -> Weighed:
    """Two files: how parts of their identities compare, and each one's facts (see FACTS).

    The order of the two does not matter. A fact that is empty or "unknown" is not known.
    """
    how = {**identity, **{fact: _fact(one.get(fact, ""), other.get(fact, "")) for fact in FACTS}}
    reasons = tuple(_reason(part, how.get(part, "not_known")) for part in WEIGHTS)
    score = sum(reason.weight for reason in reasons)
    return Weighed(_strength(score, reasons), score, reasons)


def _fact(one: str, other: str) -> str:
    if {one, other} & {"", "unknown"}:
        return "not_known"
    return "same" if one == other else "different"


def _reason(part: str, how: str) -> Reason:
    return Reason(part, how, WEIGHTS[part].get(how, 0))


def _strength(score: int, reasons: tuple[Reason, ...]) -> Strength:
    agreeing = {reason.part for reason in reasons if reason.says is Says.AGREES}
    telling = agreeing & TELLING
    if telling and score >= STRONG and len(telling | agreeing & {"name"}) >= 2:
        return Strength.STRONG
    if telling and score >= POSSIBLE:
        return Strength.POSSIBLE
    alike = any(reason.part == "name" and reason.how in ("same", "alike") for reason in reasons)
    return Strength.NAME_ONLY if alike else Strength.NONE


def words_of(part: str, how: str) -> str:
    """A part and how it compares, as a few words."""
    if how == "not_known":
        return _("%(part)s: not known of both") % {"part": part_name(part)}
    special = {
        ("name", "same"): _("Name: the same"),
        ("name", "alike"): _("Name: sounds alike"),
        ("name", "partly"): _("Name: a part of it is alike"),
        ("birth_date", "different"): _("Date of birth: differs, or is written otherwise"),
    }
    found = special.get((part, how))
    if found:
        return found
    if how == "same":
        return _("%(part)s: the same") % {"part": part_name(part)}
    return _("%(part)s: differs") % {"part": part_name(part)}


def part_name(part: str) -> str:
    """A part in the reader's language."""
    return {
        "name": _("Name"),
        "birth_date": _("Date of birth"),
        "document": _("Document"),
        "phone": _("Phone"),
        "email": _("E-mail"),
        "sex": _("Sex"),
        "age_band": _("Adult or child"),
        "nationality": _("Nationality"),
    }[part]
