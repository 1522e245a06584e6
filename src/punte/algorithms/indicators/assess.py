"""From answers to advice with reasons."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import product
from typing import Final

from punte.algorithms.indicators.catalogue import TABLE_DIMENSIONS, palermo_terms, result_table
from punte.algorithms.indicators.model import (
    Advice,
    Answer,
    Answered,
    Assessment,
    Because,
    DimensionResult,
    Finding,
    Form,
    Instrument,
    Item,
    Outcome,
    Reason,
    Triad,
)
from punte.algorithms.indicators.rule import assess_dimension

VULNERABILITY: Final = ("abuse_vulnerability_recruitment", "abuse_vulnerability_destination")
LABOUR_ONLY: Final = frozenset({Finding.EXPLOITED_LABOUR_RIGHTS, Finding.DECEIVED_AND_EXPLOITED})
# Which term of the definition an indicator speaks for, by dimension or element; a concept says
# it more exactly. How someone was recruited speaks for the act of recruiting them too.
_ACT: Final = {
    "deceptive_recruitment": "recruitment",
    "coercive_recruitment": "recruitment",
    "abuse_vulnerability_recruitment": "recruitment",
    "act": "recruitment",
}
_ACT_OF_CONCEPT: Final = {
    "travel_terms": "transportation",
    "abduction_sale": "transfer",
    "control_exploiters": "harbouring",
    "isolation": "harbouring",
    "reception": "receipt",
}
_MEANS: Final = {
    "deceptive_recruitment": "deception",
    "coercive_recruitment": "other coercion",
    "coercion_destination": "other coercion",
    "abuse_vulnerability_recruitment": "abuse of a position of vulnerability",
    "abuse_vulnerability_destination": "abuse of a position of vulnerability",
    "vulnerability": "abuse of a position of vulnerability",
    "means": "other coercion",
}
_MEANS_OF_CONCEPT: Final = {
    "violence_victim": "threat or use of force",
    "violence_family": "threat or use of force",
    "threats_victim": "threat or use of force",
    "abduction_sale": "abduction",
    "earnings": "deception",
}
_PURPOSE: Final[dict[Form | None, str]] = {
    "labour": "forced labour or services",
    "sexual": "exploitation of prostitution or other sexual exploitation",
    None: "exploitation of a kind not yet known",
}


def assess(
    instrument: Instrument, answers: Mapping[str, Answer], *, acts: Collection[str] = ()
) -> Assessment:
    """What the answers (by item id) suggest; items without an answer were not asked.

    `acts` are Palermo acts that were seen or are known, such as "transportation". Raises
    ValueError for an item or an act that there is not.
    """
    _check_known(instrument, answers, acts)
    answered = [
        Answered(item, Answer(answers.get(item.id, Answer.NOT_ASKED))) for item in instrument.items
    ]
    dimensions = tuple(
        assess_dimension(
            [one for one in answered if one.item.dimension == name],
            dimension=name,
            rated=instrument.rated,
        )
        for name in instrument.dimensions
    )
    yes = [one.item for one in answered if one.answer is Answer.YES]
    triad = _triad(instrument, yes, acts)
    return Assessment(
        version=instrument.version,
        dimensions=dimensions,
        advice=_advice(instrument, dimensions, triad),
        triad=triad,
        forced_labour=_forced_labour(yes),
        urgent=tuple(item.id for item in yes if item.urgent),
    )


def _check_known(
    instrument: Instrument, answers: Mapping[str, Answer], acts: Collection[str]
) -> None:
    known = {item.id for item in instrument.items}
    for item_id in answers:
        if item_id not in known:
            raise ValueError(f"{instrument.version} has no item {item_id!r}")
    for act in acts:
        if act not in palermo_terms()["act"]:
            raise ValueError(f"{act!r} is not an act of the Palermo definition")


def _advice(instrument: Instrument, dimensions: Sequence[DimensionResult], triad: Triad) -> Advice:
    if not instrument.rated:
        return _advice_on_signs(dimensions)
    outcomes = {result.dimension: result.outcome for result in dimensions}
    if instrument.path == "child" and outcomes["exploitation"] is Outcome.POSITIVE:
        if triad.act:
            return Advice(Finding.TRAFFICKING_INDICATED, (Because.CHILD,))
        return Advice(Finding.MANUAL_REVIEW, (Because.ACT_NOT_SHOWN,))
    findings = _possible_findings(instrument, outcomes)
    if findings == {Finding.NO_INDICATION}:
        return Advice(Finding.NO_INDICATION, (Because.TABLE, Because.NOTHING_POSITIVE))
    if len(findings) == 1 and Finding.MANUAL_REVIEW not in findings:
        return Advice(findings.pop(), (Because.TABLE,))
    return Advice(Finding.MANUAL_REVIEW, _why_review(dimensions))


def _advice_on_signs(dimensions: Sequence[DimensionResult]) -> Advice:
    because = [Because.SIGNS] if any(result.yes for result in dimensions) else []
    because += [Because.OPEN] if any(result.open for result in dimensions) else []
    if because:
        return Advice(Finding.MANUAL_REVIEW, tuple(because))
    return Advice(Finding.NO_INDICATION, (Because.NOTHING_POSITIVE,))


def _why_review(dimensions: Sequence[DimensionResult]) -> tuple[Because, ...]:
    unsure = [result for result in dimensions if result.outcome is Outcome.CANNOT_TELL]
    because = [Because.UNRATED] if any(result.unrated for result in unsure) else []
    because += [Because.OPEN] if any(result.open for result in unsure) else []
    return tuple(because) or (Because.NOT_COVERED,)


def _possible_findings(instrument: Instrument, outcomes: Mapping[str, Outcome]) -> set[Finding]:
    """What the table says of every way in which the undecided dimensions could turn out."""
    names = (*TABLE_DIMENSIONS, *VULNERABILITY)
    return {
        _tabled(instrument, combination)
        for combination in product(*(_could_be(outcomes[name]) for name in names))
    }


def _could_be(outcome: Outcome) -> tuple[bool, ...]:
    if outcome is Outcome.CANNOT_TELL:
        return (False, True)
    return (outcome is Outcome.POSITIVE,)


def _tabled(instrument: Instrument, combination: tuple[bool, ...]) -> Finding:
    """The table knows four dimensions, of a labour survey among adults.

    Abuse of vulnerability, which it leaves out, can only support a finding of trafficking, and
    would contradict a lesser one; a child is never merely deceived or underpaid, and findings
    about work are not carried over to sexual exploitation.
    """
    finding = result_table().get(combination[: len(TABLE_DIMENSIONS)], Finding.MANUAL_REVIEW)
    vulnerable = any(combination[len(TABLE_DIMENSIONS) :])
    if vulnerable and finding is not Finding.TRAFFICKING_INDICATED:
        return Finding.MANUAL_REVIEW
    if finding in LABOUR_ONLY and (instrument.path, instrument.form) != ("adult", "labour"):
        return Finding.MANUAL_REVIEW
    return finding


def _triad(instrument: Instrument, yes: Sequence[Item], acts: Collection[str]) -> Triad:
    act, means, purpose = _Speakers({name: [] for name in acts}), _Speakers(), _Speakers()
    for item in yes:
        act.add(_ACT_OF_CONCEPT.get(item.concept) or _ACT.get(item.dimension), item)
        if item.element in ("means", "vulnerability"):
            means.add(_MEANS_OF_CONCEPT.get(item.concept) or _MEANS[item.dimension], item)
        elif item.element == "purpose":
            purpose.add(_PURPOSE[instrument.form], item)
    return Triad(act.reasons(), means.reasons(), purpose.reasons(), instrument.path != "child")


class _Speakers(dict[str, list[str]]):
    """Ids of the items that speak for each term."""

    def add(self, term: str | None, item: Item) -> None:
        if term:
            self.setdefault(term, []).append(item.id)

    def reasons(self) -> tuple[Reason, ...]:
        return tuple(Reason(term, tuple(ids)) for term, ids in self.items())


def _forced_labour(yes: Iterable[Item]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for item in yes:
        for number in item.ilo11:
            found[number] = (*found.get(number, ()), item.id)
    return dict(sorted(found.items()))
