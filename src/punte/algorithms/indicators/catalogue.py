"""The instruments, read from the data files beside this module."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from punte.algorithms.indicators.model import (
    AgeBand,
    Finding,
    Form,
    Instrument,
    Item,
    Path,
    Strength,
)

DATA_VERSION: Final = "v1"
UNODC_CATEGORIES: Final = (
    "general",
    "children",
    "sexual",
    "domestic_servitude",
    "labour",
    "begging_petty_crime",
)
TABLE_DIMENSIONS: Final = (
    "deceptive_recruitment",
    "coercive_recruitment",
    "exploitation",
    "coercion_destination",
)


@cache
def _data(name: str) -> Any:
    path = files("punte.algorithms.indicators") / "data" / f"{name}-{DATA_VERSION}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def path_for(age: AgeBand | None) -> Path:
    """Which path a person follows: whoever is not known to be an adult follows the child's."""
    return "adult" if age is AgeBand.ADULT else "child"


def load_instrument(path: Path, form: Form) -> Instrument:
    """The Delphi indicators (ILO and European Commission, 2009) for one age and form.

    65 to 67 items in six dimensions. Most of the sexual lists are not rated yet. Raises
    ValueError for another path or form.
    """
    return _delphi(path, form)


@cache
def _delphi(path: Path, form: Form) -> Instrument:
    rows = [
        row
        for row in _data("indicators")["delphi"]["indicators"]
        if row["age"] == path and row["sector"] == form
    ]
    if not rows:
        raise ValueError(f"no Delphi instrument for {path!r}, {form!r}")
    version = f"delphi-{path}-{form}-{DATA_VERSION}"
    return Instrument(version, tuple(_delphi_item(row) for row in rows), True, path, form)


@cache
def unodc_instrument(*categories: str) -> Instrument:
    """The signs of the UNODC leaflet, unrated; the general ones if no category is named.

    Raises ValueError for a category that is not one of `UNODC_CATEGORIES`.
    """
    wanted = categories or ("general",)
    for category in wanted:
        if category not in UNODC_CATEGORIES:
            raise ValueError(f"no UNODC signs of the category {category!r}")
    rows = [row for row in _data("indicators")["unodc"] if row["category"] in wanted]
    items = tuple(
        Item(row["id"], row["text"], row["category"], "sign", None, row["confidence"])
        for row in rows
    )
    return Instrument(f"unodc-{'+'.join(sorted(wanted))}-{DATA_VERSION}", items, False)


@cache
def border_instrument() -> Instrument:
    """Fifteen short questions for a first talk at a border, unrated, some of them urgent."""
    items = tuple(
        Item(
            row["id"],
            row["text"],
            row["element"],
            row["element"],
            None,
            "not_validated",
            row["concept"],
            urgent=row["urgent"],
        )
        for row in _data("border")["questions"]
    )
    return Instrument(f"border-{DATA_VERSION}", items, False)


@cache
def positive_rule() -> tuple[Mapping[str, int], ...]:
    """The ways in which a dimension is positive; each names the least counts it wants."""
    return tuple(_data("indicators")["delphi"]["positive_rule"]["any_of"])


@cache
def result_table() -> Mapping[tuple[bool, ...], Finding]:
    """The published findings by what is positive, in the order of `TABLE_DIMENSIONS`."""
    return {
        tuple(row[dimension] for dimension in TABLE_DIMENSIONS): Finding(row["result"])
        for row in _data("indicators")["delphi"]["result_table"]
    }


@cache
def ilo_forced_labour() -> Mapping[int, str]:
    """The eleven ILO indicators of forced labour by number."""
    rows = _data("indicators")["ilo_forced_labour_11"]
    return {int(row["id"].removeprefix("ILO11-")): row["text"] for row in rows}


@cache
def palermo_terms() -> Mapping[str, tuple[str, ...]]:
    """The terms of the Palermo definition (Art. 3), and what European law added to purpose."""
    terms = _data("indicators")["palermo"]
    return {name: tuple(terms[name]) for name in ("act", "means", "purpose", "purpose_eu_added")}


def _delphi_item(row: dict[str, Any]) -> Item:
    return Item(
        id=row["id"],
        text=row["text"],
        dimension=row["dimension"],
        element=row["palermo"],
        strength=None if row["strength"] is None else Strength(row["strength"]),
        confidence=row["confidence"],
        concept=row["concept"],
        ilo11=tuple(row["ilo11"]),
    )
