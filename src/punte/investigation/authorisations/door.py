"""What other rooms may use of authorisations.

Before product is taken in, ask `ruling` (or, for a folder of files, a `Docket` read once). What is
allowed goes through `take_product`, what is not through `quarantine` with the ruling's `reason`;
privileged talk through `seal_privileged`. Give files to these right after they were kept: a sealed
file opens for nobody. A room names its kind of product by `register_product`, with hooks for what
it derives. An entry of the ledger about somebody who listened or looked carries
`authorisation=str(id)` in its detail, `subject` the case, and `owners` the case's owner: oversight
counts them. `ask_measure`, `record_order`, `record_urgent`, `refuse_request`, `activate` and
`end_early` are the life of an order, each as its form sends it.
"""

from __future__ import annotations

from punte.investigation.authorisations.actions.ask import Asked, ask_measure
from punte.investigation.authorisations.actions.life import activate, end_early
from punte.investigation.authorisations.actions.order import (
    Ordered,
    record_order,
    record_urgent,
    refuse_request,
)
from punte.investigation.authorisations.actions.sealing import (
    Piece,
    quarantine,
    seal_privileged,
    take_product,
)
from punte.investigation.authorisations.measures import Authority, Identifier, Measure, measure_name
from punte.investigation.authorisations.models import Authorisation, Quarantine, Reason
from punte.investigation.authorisations.queries.orders import (
    get_authorisation,
    of_case,
    waiting_requests,
)
from punte.investigation.authorisations.queries.rulings import Docket, Ruling, ruling
from punte.investigation.authorisations.registry import ProductKind, register_product
from punte.investigation.authorisations.rules import Why

__all__ = [
    "Asked",
    "Authorisation",
    "Authority",
    "Docket",
    "Identifier",
    "Measure",
    "Ordered",
    "Piece",
    "ProductKind",
    "Quarantine",
    "Reason",
    "Ruling",
    "Why",
    "activate",
    "ask_measure",
    "end_early",
    "get_authorisation",
    "measure_name",
    "of_case",
    "quarantine",
    "record_order",
    "record_urgent",
    "refuse_request",
    "register_product",
    "ruling",
    "seal_privileged",
    "take_product",
    "waiting_requests",
]
