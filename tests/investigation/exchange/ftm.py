"""FollowTheMoney's own model, and what it says against an entity; no package of it is needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import phonenumbers
import yaml

Schema = dict[str, Any]
MODEL = json.loads((Path(__file__).parents[2] / "data" / "ftm" / "model.json").read_text("utf-8"))
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d(\.\d+)?)?)?)?)?)?")
COUNTRY = re.compile(r"[a-z]{2}")
URL = re.compile(r"https?://[^\s/]+\S*")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
GENDERS = {"male", "female", "other"}


class Model:
    """The schemata that a reader knows: FollowTheMoney's, and those laid beside them."""

    def __init__(self, beside: Path | None = None):
        self.schemata: dict[str, Schema] = dict(MODEL["schemata"])
        for path in sorted(beside.glob("*.yaml")) if beside else ():
            self.schemata |= yaml.safe_load(path.read_text("utf-8"))

    def line_of(self, name: str) -> Iterator[str]:
        """A schema and all from which it inherits."""
        yield name
        for parent in self.schemata[name].get("extends", []):
            yield from self.line_of(parent)

    def props_of(self, name: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for each in self.line_of(name):
            for key, prop in (self.schemata[each].get("properties") or {}).items():
                found.setdefault(key, prop)
        return found

    def faults_of(self, lines: list[dict[str, Any]]) -> list[str]:
        """What does not hold in a graph of entities, in words."""
        kinds = {line["id"]: line["schema"] for line in lines}
        return [fault for line in lines for fault in self._of_one(line, kinds)]

    def _of_one(self, line: dict[str, Any], kinds: dict[str, str]) -> Iterator[str]:
        name = line["schema"]
        if name not in self.schemata or self.schemata[name].get("abstract"):
            yield f"{name}: there is no such schema"
            return
        props = self.props_of(name)
        for each in self.line_of(name):
            for key in self.schemata[each].get("required", []):
                if key not in line["properties"] and key != "name":
                    yield f"{name}.{key}: required"
        for key, values in line["properties"].items():
            if key not in props:
                yield f"{name}.{key}: no such property"
                continue
            yield from (
                f"{name}.{key}: {v}" for v in values if not self._holds(props[key], v, kinds)
            )

    def _holds(self, prop: dict[str, str], value: str, kinds: dict[str, str]) -> bool:
        kind = prop.get("type", "string")
        if kind == "entity":
            return value in kinds and prop.get("range", "Thing") in self.line_of(kinds[value])
        return len(value) <= MODEL["longest"].get(kind, 250) and _fits(kind, value)


def _fits(kind: str, value: str) -> bool:
    patterns = {"date": DATE, "country": COUNTRY, "url": URL, "email": EMAIL}
    if kind in patterns:
        return patterns[kind].fullmatch(value) is not None
    if kind == "phone":
        return phonenumbers.is_possible_number(phonenumbers.parse(value, None))
    if kind == "gender":
        return value in GENDERS
    return value in MODEL["languages"] if kind == "language" else bool(value.strip())
