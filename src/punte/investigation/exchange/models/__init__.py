from punte.investigation.exchange.models.imports import ImportedEntity, ListImport, Reject
from punte.investigation.exchange.models.specs import ListSpec

__all__ = ["ImportedEntity", "ListImport", "ListSpec", "Reject"]
