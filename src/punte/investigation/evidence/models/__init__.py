from punte.investigation.evidence.models.exhibit import Custody, Exhibit
from punte.investigation.evidence.models.files import EvidenceFile, FileCheck
from punte.investigation.evidence.models.stores import StockLine, StockTaking, Store

__all__ = [
    "Custody",
    "EvidenceFile",
    "Exhibit",
    "FileCheck",
    "StockLine",
    "StockTaking",
    "Store",
]
