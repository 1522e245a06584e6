"""Who can take a person today: every criterion by its name, each with its reason in words.

Advice: a person chooses the desk. A bar means that the desk says it cannot take the person; a
delay, that it can, but not today. The cost only orders those that can: see the weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from punte.protection.catalogue.hours_rules import Span, open_at, open_later
from punte.protection.catalogue.models.words import Circumstance

STALE_DAYS = 30
# What a reason adds to the cost by which offers are ordered; one day of waiting costs ten.
DAY_COST, KM_PER_COST, OTHER_COUNTRY, NOT_SPOKEN = 10, 10, 20, 15
NOT_SAID_WAIT, NOT_SAID_PLACE, NOT_SAID, STALE = 10, 10, 4, 5


class Says(StrEnum):
    FOR = "for"
    AGAINST = "against"
    UNKNOWN = "unknown"
    DELAY = "delay"
    BAR = "bar"


class Tier(IntEnum):
    """Lower is better."""

    TODAY = 0
    LATER = 1
    NOT = 2


@dataclass(frozen=True)
class Needs:
    """What a person needs; of a criterion left empty nothing is asked. Age not known: a child."""

    sex: str = "unknown"
    age_band: str = "unknown"
    language: str = ""
    with_children: bool = False
    wheelchair: bool = False
    circumstances: frozenset[str] = frozenset()
    country: str = ""


@dataclass(frozen=True)
class Facts:
    """What an offer says, as plain values.

    today: the hours of this weekday, None when nobody said; minute: of the desk's own day.
    km: from where the person is, None when either place is not known or it is the whole country.
    """

    country: str
    desk_open: bool
    free_places: int | None
    waiting_days: int | None
    today: Sequence[Span] | None
    minute: int
    holiday: bool
    languages: Sequence[str]
    sexes: Sequence[str]
    takes_adults: bool
    takes_children: bool
    takes_families: bool
    wheelchair: bool | None
    excludes: Sequence[str]
    km: int | None
    whole_country: bool
    unconfirmed_days: int


@dataclass(frozen=True)
class Reason:
    """One criterion's word on an offer. cost orders offers; it is not shown."""

    criterion: str
    says: Says
    text: str
    cost: int = 0


Criterion = Callable[[Needs, Facts], Reason | None]


def desk_open(_needs: Needs, offer: Facts) -> Reason | None:
    if offer.desk_open:
        return None
    return Reason("desk_open", Says.BAR, _("The desk takes no referrals now"))


def takes_sex(needs: Needs, offer: Facts) -> Reason | None:
    if not offer.sexes:
        return None
    if needs.sex == "unknown":
        text = _("Not open to everyone, and the person's sex is not known")
        return Reason("takes_sex", Says.UNKNOWN, text, NOT_SAID)
    if needs.sex in offer.sexes:
        return Reason("takes_sex", Says.FOR, _("Takes persons of this sex"))
    return Reason("takes_sex", Says.BAR, _("Does not take persons of this sex"))


def takes_age(needs: Needs, offer: Facts) -> Reason:
    if needs.age_band == "adult":
        if offer.takes_adults:
            return Reason("takes_age", Says.FOR, _("Takes adults"))
        return Reason("takes_age", Says.BAR, _("Takes children only"))
    if offer.takes_children:
        return Reason("takes_age", Says.FOR, _("Takes children"))
    if needs.age_band == "child":
        return Reason("takes_age", Says.BAR, _("Takes adults only"))
    return Reason(
        "takes_age", Says.BAR, _("Takes adults only; an age that is not known counts as a child")
    )


def takes_family(needs: Needs, offer: Facts) -> Reason | None:
    if not needs.with_children:
        return None
    if offer.takes_families:
        return Reason("takes_family", Says.FOR, _("Takes parents with their children"))
    return Reason("takes_family", Says.BAR, _("Does not take parents with their children"))


def wheelchair(needs: Needs, offer: Facts) -> Reason | None:
    if not needs.wheelchair:
        return None
    if offer.wheelchair is None:
        text = _("Not said whether a wheelchair gets in")
        return Reason("wheelchair", Says.UNKNOWN, text, NOT_SAID)
    if offer.wheelchair:
        return Reason("wheelchair", Says.FOR, _("A wheelchair gets in"))
    return Reason("wheelchair", Says.BAR, _("A wheelchair does not get in"))


def not_excluded(needs: Needs, offer: Facts) -> Reason | None:
    met = [key for key in Circumstance.values if key in needs.circumstances & {*offer.excludes}]
    if not met:
        return None
    words = ", ".join(str(Circumstance(key).label) for key in met)
    return Reason("not_excluded", Says.BAR, _("Cannot take: %(groups)s") % {"groups": words})


def speaks(needs: Needs, offer: Facts) -> Reason | None:
    if not needs.language:
        return None
    if not offer.languages:
        return Reason("speaks", Says.UNKNOWN, _("Languages not said"), NOT_SAID)
    if needs.language in offer.languages:
        return Reason("speaks", Says.FOR, _("Speaks the language"))
    text = _("Does not speak the language: an interpreter is needed")
    return Reason("speaks", Says.AGAINST, text, NOT_SPOKEN)


def free_places(_needs: Needs, offer: Facts) -> Reason:
    free = offer.free_places
    if free is None:
        return Reason("free_places", Says.UNKNOWN, _("Free places not said"), NOT_SAID)
    if free == 0:
        return Reason("free_places", Says.DELAY, _("Full"))
    text = ngettext("%(n)d free place", "%(n)d free places", free) % {"n": free}
    return Reason("free_places", Says.FOR, text)


def waiting(_needs: Needs, offer: Facts) -> Reason:
    days = offer.waiting_days
    if days is None:
        return Reason("waiting", Says.UNKNOWN, _("Waiting time not said"), NOT_SAID_WAIT)
    if days == 0:
        return Reason("waiting", Says.FOR, _("No waiting"))
    text = ngettext("%(n)d day of waiting", "%(n)d days of waiting", days) % {"n": days}
    return Reason("waiting", Says.DELAY, text, days * DAY_COST)


def open_today(_needs: Needs, offer: Facts) -> Reason:
    if offer.today is None:
        return Reason("open_today", Says.UNKNOWN, _("Opening hours not said"), NOT_SAID)
    if offer.holiday and list(offer.today) != [(0, 24 * 60)]:
        text = _("Public holiday today: call before")
        return Reason("open_today", Says.UNKNOWN, text, NOT_SAID)
    if open_at(offer.today, offer.minute):
        return Reason("open_today", Says.FOR, _("Open now"))
    if open_later(offer.today, offer.minute):
        return Reason("open_today", Says.FOR, _("Opens later today"))
    text = _("Closed for today") if offer.today else _("Closed today")
    return Reason("open_today", Says.DELAY, text, DAY_COST)


def distance(_needs: Needs, offer: Facts) -> Reason:
    if offer.whole_country:
        return Reason("distance", Says.FOR, _("Works in the whole country"))
    if offer.km is None:
        return Reason("distance", Says.UNKNOWN, _("Distance not known"), NOT_SAID_PLACE)
    if offer.km == 0:
        return Reason("distance", Says.FOR, _("In the same county"))
    text = _("About %(km)d km away") % {"km": offer.km}
    far = Says.AGAINST if offer.km >= 100 else Says.FOR
    return Reason("distance", far, text, offer.km // KM_PER_COST)


def same_country(needs: Needs, offer: Facts) -> Reason | None:
    if not needs.country or needs.country == offer.country:
        return None
    return Reason("same_country", Says.AGAINST, _("In the other country"), OTHER_COUNTRY)


def fresh(_needs: Needs, offer: Facts) -> Reason | None:
    if not is_stale(offer.unconfirmed_days):
        return None
    text = ngettext(
        "Not confirmed for %(n)d day", "Not confirmed for %(n)d days", offer.unconfirmed_days
    ) % {"n": offer.unconfirmed_days}
    return Reason("fresh", Says.AGAINST, text, STALE)


CRITERIA: tuple[Criterion, ...] = (
    desk_open, takes_sex, takes_age, takes_family, wheelchair, not_excluded, free_places, waiting,
    open_today, distance, same_country, speaks, fresh,
)  # fmt: skip


def is_stale(unconfirmed_days: int) -> bool:
    """Whether an offer went unconfirmed for longer than is believed without asking."""
    return unconfirmed_days > STALE_DAYS


@dataclass(frozen=True)
class Judged:
    """An offer against a person's needs: where it belongs, and why."""

    tier: Tier
    cost: int
    reasons: tuple[Reason, ...]


def judge(needs: Needs, offer: Facts) -> Judged:
    """All criteria's words on one offer."""
    reasons = tuple(reason for ask in CRITERIA if (reason := ask(needs, offer)) is not None)
    said = {reason.says for reason in reasons}
    tier = Tier.NOT if Says.BAR in said else Tier.LATER if Says.DELAY in said else Tier.TODAY
    return Judged(tier, sum(reason.cost for reason in reasons), reasons)
