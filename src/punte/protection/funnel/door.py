"""What other rooms may use of the funnel."""

from __future__ import annotations

from punte.protection.funnel.queries import SMALL, Cut, Step, funnel, months_back

__all__ = [
    "SMALL",
    "Cut",
    "Step",
    "funnel",
    "months_back",
]
