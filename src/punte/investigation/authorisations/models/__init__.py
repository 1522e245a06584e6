from punte.investigation.authorisations.models.authorisation import Authorisation
from punte.investigation.authorisations.models.parts import (
    Delay,
    Order,
    Part,
    Request,
    Step,
    Target,
)
from punte.investigation.authorisations.models.product import (
    PRIVILEGED,
    Product,
    Quarantine,
    Reason,
)
from punte.investigation.authorisations.models.table import MeasureRule, OrderKind

__all__ = [
    "PRIVILEGED",
    "Authorisation",
    "Delay",
    "MeasureRule",
    "Order",
    "OrderKind",
    "Part",
    "Product",
    "Quarantine",
    "Reason",
    "Request",
    "Step",
    "Target",
]
