"""What makes a person easier to exploit: reasons to offer help early, never a score."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class RiskFactor(StrEnum):
    """Circumstances that traffickers look for."""

    SINGLE_PARENT_FAMILY = "single_parent_family"
    CHILD = "child"
    DOMESTIC_VIOLENCE = "domestic_violence"
    LOW_EDUCATION = "low_education"
    POOR_RURAL = "poor_rural"
    DISABILITY = "disability"
    REFUGEE = "refugee"


@dataclass(frozen=True)
class RiskReason:
    """A factor that is present, and why it matters, as an English source string."""

    factor: RiskFactor
    text: str


_TEXTS: Final = {
    RiskFactor.CHILD: "A child needs a guardian and can be pressed without any force.",
    RiskFactor.DOMESTIC_VIOLENCE: "Violence at home makes leaving with a stranger look safer.",
    RiskFactor.SINGLE_PARENT_FAMILY: "One parent alone has less time and money to protect.",
    RiskFactor.REFUGEE: "Flight means few contacts, unsure papers and an urgent need of shelter.",
    RiskFactor.DISABILITY: "Care and income may depend on someone who abuses it.",
    RiskFactor.POOR_RURAL: "Few jobs nearby make a distant offer hard to refuse.",
    RiskFactor.LOW_EDUCATION: "Little schooling makes contracts and rights hard to check.",
}


def at_risk_profile(flags: Collection[RiskFactor]) -> tuple[RiskReason, ...]:
    """The reasons that are present, the most pressing first, each once.

    It is no score: two factors are not twice one, and none does not mean safe.
    """
    present = set(map(RiskFactor, flags))
    return tuple(RiskReason(factor, text) for factor, text in _TEXTS.items() if factor in present)
