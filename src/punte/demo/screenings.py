"""Some hundred filled screening forms with the advice they really give, made once and reused."""

from __future__ import annotations

from dataclasses import dataclass

from punte.algorithms.indicators import Answer, Instrument, assess
from punte.demo.rng import Random, stream
from punte.demo.rows import compact
from punte.protection.identification.instruments import advice_as_json, instrument_for

EACH = 40
ACTS = ("recruitment", "transportation", "transfer", "harbouring", "receipt")


@dataclass(frozen=True)
class Pattern:
    """A filled form: its answers and its advice as JSON, ready for COPY."""

    instrument: str
    version: str
    items: str
    acts: str
    advice: str
    finding: str

    def answers(self, risk_factors: list[str]) -> str:
        """The whole of the answers with a person's risk factors."""
        return f'{{"items":{self.items},"acts":{self.acts},"risk_factors":{compact(risk_factors)}}}'


class Forms:
    """Patterns by form ("labour", "sexual", "border") and path ("adult", "child")."""

    def __init__(self, seed: int):
        self.patterns = {
            (form, path): _patterns(stream(seed, "forms", form, path), form, path)
            for form in ("labour", "sexual", "border")
            for path in ("adult", "child")
        }

    def draw(self, rng: Random, exploitation: str, path: str, *, border: bool) -> Pattern:
        """A form that fits the kind of exploitation; the short one at a border or as a start."""
        sexual = exploitation in {"sexual", "marriage"}
        form = "border" if border or rng.random() < 0.45 else "sexual" if sexual else "labour"
        return rng.choice(self.patterns[form, path])


def _patterns(rng: Random, form: str, path: str) -> list[Pattern]:
    instrument = instrument_for(form, path)
    return [_pattern(rng, form, instrument, level / EACH) for level in range(EACH)]


def _pattern(rng: Random, form: str, instrument: Instrument, level: float) -> Pattern:
    """One filled form; `level` from 0 (nothing was said) to 1 (nearly all)."""
    yes, unknown = 0.03 + 0.4 * level, 0.12
    values = {}
    for item in instrument.items:
        chance = rng.random()
        values[item.id] = (
            Answer.YES if chance < yes
            else Answer.NO if chance < 0.85 - unknown / 2
            else Answer.UNKNOWN if chance < 0.85 + unknown / 2
            else Answer.NOT_ASKED
        )  # fmt: skip
    acts = sorted(act for act in ACTS if rng.random() < 0.35)
    found = assess(instrument, values, acts=acts)
    return Pattern(
        form,
        instrument.version,
        compact({key: answer.value for key, answer in values.items()}),
        compact(acts),
        compact(advice_as_json(found)),
        found.advice.finding.value,
    )
