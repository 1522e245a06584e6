"""Evidence and custody as CASE/UCO JSON-LD (CASE 1.4 and 1.5) from plain values."""

from punte.algorithms.caseuco.graph import Whatever, document, named, pieces, write
from punte.algorithms.caseuco.stated import Link, Marking, Source, Statement, Subject
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
    "Link",
    "Marking",
    "Order",
    "Organisation",
    "Person",
    "Place",
    "Source",
    "Statement",
    "Subject",
    "Thing",
    "Tool",
    "Whatever",
    "document",
    "named",
    "pieces",
    "write",
]
