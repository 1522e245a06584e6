"""How a pair that may be one is told to people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import accumulate
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from punte.algorithms.linkage import Feature
from punte.algorithms.textsearch import TextError, transliterate
from punte.investigation.subjects.catalogue import SCHEMATA
from punte.investigation.subjects.models import Entity
from punte.investigation.subjects.queries.proposals import Line
from punte.investigation.subjects.values import in_words

FEATURES: Final[dict[str, str | Promise]] = {
    Feature.NAME_SAME.name: _("The names agree"),
    Feature.NAME_NEAR.name: _("The names are near"),
    Feature.NAME_OTHER.name: _("The names differ"),
    Feature.BIRTH_SAME.name: _("The same date of birth"),
    Feature.BIRTH_SWAPPED.name: _("The same date of birth, day and month exchanged"),
    Feature.BIRTH_YEAR.name: _("The same year of birth, as far as it is known"),
    Feature.BIRTH_NEAR.name: _("Dates of birth that differ in one place"),
    Feature.BIRTH_OTHER.name: _("Other dates of birth"),
    Feature.SEX_OTHER.name: _("Other sex"),
    Feature.PLACE_SAME.name: _("The same place"),
    Feature.COUNTRY_SAME.name: _("The same nationality"),
    Feature.COUNTRY_OTHER.name: _("Other nationality"),
    Feature.IDENTITY_SAME.name: _("The same personal or document number"),
    Feature.IDENTITY_OTHER.name: _("Other personal numbers"),
    Feature.SELECTOR_SAME.name: _("The same phone, device, account or address"),
    Feature.VEHICLE_SAME.name: _("The same vehicle"),
    Feature.ONLY_NAME.name: _("Nothing but the name speaks for it"),
    Feature.NOTHING_TIES.name: _("Neither a full date of birth nor a number agrees"),
    Feature.NAME_MISSING.name: _("Without agreeing names it is only worth a look"),
    Feature.FULL.name: _("More than enough"),
}
BANDS: Final[dict[str, tuple[str | Promise, str]]] = {
    "advised": (_("much speaks for it"), "special"),
    "look": (_("worth a look"), "warning"),
    "name_alone": (_("the name alone"), "plain"),
    "apart": (_("little speaks for it"), "plain"),
}


def waterfall(reasons: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The reasons in words, each with what it adds and the sum so far, in hundredths."""
    rows = list(reasons)
    sums = list(accumulate(row["weight"] for row in rows))
    return [
        {
            "words": FEATURES.get(row["feature"], row["feature"]),
            "left": _compared(row["feature"], row["left"]),
            "right": _compared(row["feature"], row["right"]),
            "adds": f"{row['weight'] * 100:+.0f}",
            "sum": max(0, round(total * 100)),
        }
        for row, total in zip(rows, sums, strict=True)
    ]


def _compared(feature: str, value: str) -> str:
    return in_words("date", value) if feature.startswith("BIRTH_") else value


def both_scripts(entity: Entity) -> list[str]:
    """A name as written, in Latin and in Cyrillic letters; once where they are the same."""
    try:
        other = [transliterate(entity.caption, script) for script in ("latin", "cyrillic")]
    except TextError:
        other = []
    return list(dict.fromkeys([entity.caption, *other]))


def labelled(schema: str, lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Lines with the words of their property, those that differ first."""
    known = SCHEMATA[schema]
    told = []
    for line in lines:
        prop = known.prop(line.prop)
        kind = prop.type if prop else ""
        told.append({
            "label": prop.label if prop else line.prop,
            "differs": line.differs,
            "left": [replace(side, value=in_words(kind, side.value)) for side in line.left],
            "right": [replace(side, value=in_words(kind, side.value)) for side in line.right],
        })  # fmt: skip
    return sorted(told, key=lambda row: not row["differs"])


def kind_label(kind: str) -> str | Promise:
    """A kind of selector in the words of the first property that holds it."""
    props = (prop for schema in SCHEMATA.values() for prop in schema.props)
    return next((prop.label for prop in props if prop.type == kind), kind)
