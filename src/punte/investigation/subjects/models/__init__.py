from punte.investigation.subjects.models.entity import Entity, Selector, Statement
from punte.investigation.subjects.models.hits import HitQuery, HitTold
from punte.investigation.subjects.models.merge import Merge
from punte.investigation.subjects.models.source import Source

__all__ = [
    "Entity",
    "HitQuery",
    "HitTold",
    "Merge",
    "Selector",
    "Source",
    "Statement",
]
