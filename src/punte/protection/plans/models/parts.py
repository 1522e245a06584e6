"""Which table holds the areas of which class of data."""

from __future__ import annotations

from punte.core.access.door import DataClass
from punte.protection.plans.models.assessment import LegalPart, MedicalPart

PARTS: dict[DataClass, type[MedicalPart] | type[LegalPart]] = {
    DataClass.MEDICAL: MedicalPart,
    DataClass.LEGAL: LegalPart,
}
