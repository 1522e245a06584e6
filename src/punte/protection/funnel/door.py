"""What other rooms may use of the funnel."""

from __future__ import annotations

from punte.protection.funnel.counting import count_again
from punte.protection.funnel.cuts import SMALL, Cut
from punte.protection.funnel.queries import Step, funnel, last_run, waits

__all__ = ["SMALL", "Cut", "Step", "count_again", "funnel", "last_run", "waits"]
