from punte.protection.interchange.models.imports import ImportedRow, ImportRun, MappingSpec, Reject
from punte.protection.interchange.models.kept import Kept
from punte.protection.interchange.models.webhooks import Delivery, Webhook

__all__ = [
    "Delivery",
    "ImportRun",
    "ImportedRow",
    "Kept",
    "MappingSpec",
    "Reject",
    "Webhook",
]
