"""What other rooms may use of exchange.

`exported` gives a case, or a chosen set of its things with the links among them, as pieces of a
ZIP of FollowTheMoney's JSON; `begin_export` before it checks the order and leaves the entry.
"""

from __future__ import annotations

from punte.investigation.exchange.actions.exports import begin_export
from punte.investigation.exchange.graphs.leaving import Order
from punte.investigation.exchange.graphs.mapping import Form
from punte.investigation.exchange.graphs.writing import exported

__all__ = ["Form", "Order", "begin_export", "exported"]
