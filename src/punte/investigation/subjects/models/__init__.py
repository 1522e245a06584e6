from punte.investigation.subjects.models.entity import Entity, Selector, Statement
from punte.investigation.subjects.models.source import Source

__all__ = ["Entity", "Selector", "Source", "Statement"]
