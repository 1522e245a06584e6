"""Indicators of trafficking (ILO Delphi, UNODC, a border talk): from answers to advice.

A person decides. Nothing here declares anyone a victim, or not one.
"""

from punte.algorithms.indicators.assess import assess
from punte.algorithms.indicators.catalogue import (
    TABLE_DIMENSIONS,
    UNODC_CATEGORIES,
    border_instrument,
    ilo_forced_labour,
    load_instrument,
    palermo_terms,
    path_for,
    unodc_instrument,
)
from punte.algorithms.indicators.model import (
    Advice,
    AgeBand,
    Answer,
    Answered,
    Assessment,
    Because,
    Counts,
    DimensionResult,
    Element,
    Finding,
    Form,
    Instrument,
    Item,
    Outcome,
    Path,
    Reason,
    Strength,
    Triad,
)
from punte.algorithms.indicators.risk import RiskFactor, RiskReason, at_risk_profile
from punte.algorithms.indicators.rule import assess_dimension, is_positive

__all__ = [
    "TABLE_DIMENSIONS",
    "UNODC_CATEGORIES",
    "Advice",
    "AgeBand",
    "Answer",
    "Answered",
    "Assessment",
    "Because",
    "Counts",
    "DimensionResult",
    "Element",
    "Finding",
    "Form",
    "Instrument",
    "Item",
    "Outcome",
    "Path",
    "Reason",
    "RiskFactor",
    "RiskReason",
    "Strength",
    "Triad",
    "assess",
    "assess_dimension",
    "at_risk_profile",
    "border_instrument",
    "ilo_forced_labour",
    "is_positive",
    "load_instrument",
    "palermo_terms",
    "path_for",
    "unodc_instrument",
]
