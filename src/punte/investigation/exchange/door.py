"""What other rooms may use of exchange.

`exported` gives a case, or a chosen set of its things with the links among them, as pieces of a
ZIP of FollowTheMoney's JSON; `begin_export` before it checks the order and leaves the entry.
`begin_import`, `choose_columns` and `start_import` are the acts by which a list comes in, each as
its form sends it; `work_off` takes the worker's step after each.
"""

from __future__ import annotations

from punte.investigation.exchange.actions.exports import begin_export
from punte.investigation.exchange.actions.imports import (
    Upload,
    begin_import,
    start_import,
    work_off,
)
from punte.investigation.exchange.actions.mapping import Choice, Options, choose_columns
from punte.investigation.exchange.graphs.leaving import Order
from punte.investigation.exchange.graphs.mapping import Form
from punte.investigation.exchange.graphs.writing import exported

__all__ = [
    "Choice",
    "Form",
    "Options",
    "Order",
    "Upload",
    "begin_export",
    "begin_import",
    "choose_columns",
    "exported",
    "start_import",
    "work_off",
]
