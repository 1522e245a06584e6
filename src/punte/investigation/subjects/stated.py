"""What somebody states, as it comes from a form, and the values read from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from punte.core.errors import Invalid
from punte.investigation.cases.door import Case, zone_of
from punte.investigation.subjects.batch import Said
from punte.investigation.subjects.catalogue import SCHEMATA
from punte.investigation.subjects.values import read_value


@dataclass(frozen=True)
class Stated:
    """One value of one property, as written. Its grades are the source's unless it has its own."""

    prop: str
    text: str
    valid_from: date | None = None
    valid_to: date | None = None
    seen_at: datetime | None = None
    source_grade: str = ""
    info_grade: str = ""
    handling: str = ""


def read_stated(case: Case, schema: str, stated: Iterable[Stated]) -> list[Said]:
    """The statements to be, without repeats. Raises Invalid."""
    zone = zone_of(case)
    said = [_read(case, schema, one, zone) for one in stated]
    return list({(one.prop, one.value.value, one.seen_at): one for one in said}.values())


def _read(case: Case, schema: str, one: Stated, zone: ZoneInfo) -> Said:
    prop = SCHEMATA[schema].prop(one.prop)
    if prop is None:
        raise Invalid(_("Nothing of this kind has such a property."))
    if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
        raise Invalid(_("What holds cannot end before it begins."))
    value = read_value(prop, one.text, region=case.jurisdiction, zone=zone)
    return Said(
        one.prop, value, one.valid_from, one.valid_to, one.seen_at,
        one.source_grade, one.info_grade, one.handling,
    )  # fmt: skip
