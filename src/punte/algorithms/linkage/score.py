"""Two persons compared: a readable list of named, weighted features."""

from collections.abc import Iterable, Iterator
from typing import Final

from punte.algorithms.linkage.dates import compare_births
from punte.algorithms.linkage.model import ADVISED, LOOK, Band, Feature, Reason, Record, Score
from punte.algorithms.linkage.names import NAMES_AGREE, NAMES_NEAR, compare_names, share_given
from punte.algorithms.linkage.sound import words
from punte.algorithms.textsearch import fold

# What each feature adds. Set by hand from the trials that the README names; not learnt.
WEIGHTS: Final[dict[Feature, float]] = {
    Feature.NAME_SAME: 0.58,
    Feature.NAME_NEAR: 0.30,
    Feature.NAME_OTHER: -0.05,
    Feature.BIRTH_SAME: 0.32,
    Feature.BIRTH_SWAPPED: 0.27,
    Feature.BIRTH_YEAR: 0.12,
    Feature.BIRTH_NEAR: 0.06,
    Feature.BIRTH_OTHER: -0.45,
    Feature.SEX_OTHER: -0.40,
    Feature.PLACE_SAME: 0.08,
    Feature.COUNTRY_SAME: 0.04,
    Feature.COUNTRY_OTHER: -0.04,
    Feature.IDENTITY_SAME: 0.60,
    Feature.IDENTITY_OTHER: -0.40,
    Feature.SELECTOR_SAME: 0.14,
    Feature.VEHICLE_SAME: 0.06,
}
# A name that agrees, but not fully, gets up to this much less.
NAME_LESS: Final = 0.06
IDENTITY: Final = frozenset({"national_id", "cnp", "idnp", "rntrc", "document"})
PERSONAL_NUMBER: Final = frozenset({"national_id", "cnp", "idnp", "rntrc"})
VEHICLE: Final = frozenset({"plate", "vin"})
TYING: Final = frozenset({Feature.BIRTH_SAME, Feature.BIRTH_SWAPPED, Feature.IDENTITY_SAME})
# With these, names that are near are enough, or one given name.
NUMBERED: Final = frozenset({Feature.BIRTH_SAME, Feature.IDENTITY_SAME})
# Just below what is advised, and just below what a look is worth.
BELOW_ADVISED: Final = ADVISED - 0.01
NAME_ONLY: Final = LOOK


def best_names(one: Record, other: Record) -> tuple[float, str, str]:
    """The nearest pair of names that sources give, with its nearness."""
    pairs = ((compare_names(a, b), a, b) for a in one.names for b in other.names)
    return max(pairs, default=(0.0, "", ""), key=lambda found: found[0])


def compare(one: Record, other: Record) -> Score:
    """How much speaks for one person behind both; the same both ways but for left and right.

    ADVISED is reached only if the names agree (NAMES_AGREE) and a full date of birth, or a
    personal or document number, agrees too; or if both of these do and the names are near or
    have the given name in common, for people are written wrongly and marry.
    """
    reasons = [_name(*best_names(one, other)), *_facts(one, other)]
    features = {reason.feature for reason in reasons}
    total = sum(reason.weight for reason in reasons)
    only_name = not any(reason.weight > 0 for reason in reasons[1:])
    band = Band.ADVISED
    if only_name:
        total = _capped(total, NAME_ONLY, Feature.ONLY_NAME, reasons)
    elif Feature.NAME_SAME not in features and not (
        features >= NUMBERED
        and (Feature.NAME_NEAR in features or share_given(one.names, other.names))
    ):
        total = _capped(total, BELOW_ADVISED, Feature.NAME_MISSING, reasons)
    elif not features & TYING:
        total = _capped(total, BELOW_ADVISED, Feature.NOTHING_TIES, reasons)
    total = _capped(total, 1.0, Feature.FULL, reasons)
    value = max(0.0, round(total, 4))
    if value < ADVISED:
        band = Band.LOOK if value >= LOOK else Band.APART
        band = Band.NAME_ALONE if only_name and band is Band.LOOK else band
    return Score(value, band, tuple(reasons))


def _capped(total: float, most: float, why: Feature, reasons: list[Reason]) -> float:
    if total <= most:
        return total
    reasons.append(Reason(why, round(most - total, 4)))
    return most


def _name(nearness: float, left: str, right: str) -> Reason:
    if nearness >= NAMES_AGREE:
        less = NAME_LESS * (1 - nearness) / (1 - NAMES_AGREE)
        return Reason(Feature.NAME_SAME, round(WEIGHTS[Feature.NAME_SAME] - less, 4), left, right)
    feature = Feature.NAME_NEAR if nearness >= NAMES_NEAR else Feature.NAME_OTHER
    return Reason(feature, WEIGHTS[feature], left, right)


def _facts(one: Record, other: Record) -> Iterator[Reason]:
    births = compare_births(one.births, other.births)
    if births:
        yield _reason(*births)
    yield from _sexes(one.sexes, other.sexes)
    yield from _places(one.places, other.places)
    yield from _countries(one.countries, other.countries)
    yield from _selectors(one.selectors, other.selectors)


def _reason(feature: Feature, left: str = "", right: str = "") -> Reason:
    return Reason(feature, WEIGHTS[feature], left, right)


def _sexes(one: Iterable[str], other: Iterable[str]) -> Iterator[Reason]:
    mine, theirs = {s[:1].casefold() for s in one}, {s[:1].casefold() for s in other}
    if mine and theirs and not mine & theirs:
        yield _reason(Feature.SEX_OTHER, ", ".join(one), ", ".join(other))


def _places(one: Iterable[str], other: Iterable[str]) -> Iterator[Reason]:
    known = {_folded(place): place for place in one}
    shared = [(known[key], place) for place in other if (key := _folded(place)) in known and key]
    if shared:
        yield _reason(Feature.PLACE_SAME, *min(shared))


def _folded(place: str) -> str:
    return " ".join(filter(None, (fold(word) for word in words(place))))


def _countries(one: Iterable[str], other: Iterable[str]) -> Iterator[Reason]:
    mine, theirs = {c.casefold() for c in one}, {c.casefold() for c in other}
    if mine and theirs:
        same = bool(mine & theirs)
        feature = Feature.COUNTRY_SAME if same else Feature.COUNTRY_OTHER
        yield _reason(feature, ", ".join(sorted(one)), ", ".join(sorted(other)))


def _selectors(
    one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]
) -> Iterator[Reason]:
    shared = sorted(one & other)
    for kinds, feature in (
        (IDENTITY, Feature.IDENTITY_SAME),
        (VEHICLE, Feature.VEHICLE_SAME),
    ):
        keys = [key for kind, key in shared if kind in kinds]
        if keys:
            yield _reason(feature, keys[0], keys[0])
    rest = [key for kind, key in shared if kind not in IDENTITY | VEHICLE]
    # A second shared phone or account says as much again, a third adds nothing.
    for key in rest[:2]:
        yield _reason(Feature.SELECTOR_SAME, key, key)
    mine, theirs = (
        {(len(key), key) for kind, key in side if kind in PERSONAL_NUMBER} for side in (one, other)
    )
    comparable = {size for size, _ in mine} & {size for size, _ in theirs}
    if comparable and not mine & theirs:
        yield _reason(
            Feature.IDENTITY_OTHER, min(key for _, key in mine), min(key for _, key in theirs)
        )
