"""Reading the table of measures: everybody who works on cases may."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from punte.core.errors import NotHere
from punte.investigation.authorisations.measures import Measure
from punte.investigation.authorisations.models import MeasureRule


def rule_in_force(measure: str, jurisdiction: str, day: date) -> MeasureRule | None:
    """The newest confirmed version that has begun by that day, or None."""
    rows = MeasureRule.objects.filter(
        measure=measure, jurisdiction=jurisdiction, valid_from__lte=day, confirmed_at__isnull=False
    )
    return rows.order_by("-version").first()


def measures_in_force(jurisdiction: str, day: date) -> list[MeasureRule]:
    """The version in force of every measure of a country, by measure."""
    rows = MeasureRule.objects.filter(
        jurisdiction=jurisdiction, valid_from__lte=day, confirmed_at__isnull=False
    )
    found = rows.order_by("measure", "-version").distinct("measure")
    return sorted(found, key=lambda rule: Measure.values.index(rule.measure))


def newest_rules() -> list[MeasureRule]:
    """The newest version of every rule, waiting ones too, by country and measure."""
    rows = MeasureRule.objects.order_by("jurisdiction", "measure", "-version")
    found = rows.distinct("jurisdiction", "measure")
    return sorted(found, key=lambda row: (row.jurisdiction, Measure.values.index(row.measure)))


def get_rule(rule_id: UUID) -> MeasureRule:
    found = MeasureRule.objects.filter(pk=rule_id).first()
    if found is None:
        raise NotHere(what="read measure rule")
    return found


def rule_versions(rule: MeasureRule) -> QuerySet[MeasureRule]:
    """All versions of the same rule, newest first."""
    same = MeasureRule.objects.filter(measure=rule.measure, jurisdiction=rule.jurisdiction)
    return same.select_related("made_by", "confirmed_by").order_by("-version")
