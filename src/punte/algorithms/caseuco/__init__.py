"""Evidence and custody as CASE/UCO JSON-LD (CASE 1.4 and 1.5) from plain values."""

from punte.algorithms.caseuco.graph import document, named, write
from punte.algorithms.caseuco.things import (
    Action,
    Bundle,
    BundleError,
    Digest,
    Exhibit,
    File,
    Investigation,
    Item,
    Order,
    Organisation,
    Person,
    Place,
    Thing,
    Tool,
)

__all__ = [
    "Action",
    "Bundle",
    "BundleError",
    "Digest",
    "Exhibit",
    "File",
    "Investigation",
    "Item",
    "Order",
    "Organisation",
    "Person",
    "Place",
    "Thing",
    "Tool",
    "document",
    "named",
    "write",
]
