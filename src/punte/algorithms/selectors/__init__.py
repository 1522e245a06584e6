"""Selectors (phones, devices, accounts, plates, documents, names on the net) in one spelling."""

from punte.algorithms.selectors.model import Fault, Normal
from punte.algorithms.selectors.online import PLATFORMS
from punte.algorithms.selectors.table import KINDS, normalise

__all__ = ["KINDS", "PLATFORMS", "Fault", "Normal", "normalise"]
