"""FollowTheMoney's JSON as it comes: one entity a line, or a list of them. No queries."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from zoneinfo import ZoneInfo

from punte.core.errors import Invalid
from punte.core.sheets.door import MAX_ROWS, Unreadable, encoding_of
from punte.investigation.exchange.graphs.mapping import (
    LANGUAGES,
    OTHER_ENDS,
    Mapped,
    known_schemata,
)
from punte.investigation.exchange.lists.rows import SHOWN, Wrong
from punte.investigation.subjects.door import SCHEMATA, Schema, Value, read_value, showable

MAX_LIST: Final = 96 * 1024 * 1024
MAX_VALUES: Final = 200
UTC: Final = ZoneInfo("UTC")
_LANGUAGES = {theirs: ours for ours, theirs in LANGUAGES.items()}
_KNOWN: Final = known_schemata()


@dataclass
class Node:
    """One entity that was read. said: our property and value. ends: for a link, the ids of tail
    and head as they stand in the file. unknown: properties that are kept as notes.
    """

    number: int
    id: str = ""
    schema: str = ""
    said: list[tuple[str, Value]] = field(default_factory=list)
    ends: tuple[str, str] | None = None
    unknown: list[str] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


class Doubled(dict[str, Any]):
    """An object of the file in which one name stands twice."""


def records(data: bytes) -> Iterator[tuple[int, Any]]:
    """Number and JSON value of each entity. Raises Unreadable, also while they are read."""
    encoding = encoding_of(data)
    start = data[:4096].decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n")[:1]
    if start == "[":
        if len(data) > MAX_LIST:
            raise Unreadable("use_lines")
        yield from enumerate(_parsed(data.decode(encoding), 0), 1)
        return
    for number, line in enumerate(io.TextIOWrapper(io.BytesIO(data), encoding=encoding), 1):
        if number > MAX_ROWS:
            raise Unreadable("too_many_rows")
        if line.strip():
            yield number, _parsed(line, number)


def _parsed(text: str, row: int) -> Any:
    """Numbers stay the texts that they are written as: none is too large, and none is rounded."""
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_int=str, parse_float=str, parse_constant=str
        )
    except (ValueError, RecursionError) as error:
        raise Unreadable("broken_json", row) from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice would lose the value it had first."""
    named = dict(pairs)
    if len(named) < len(pairs):
        return Doubled(named)
    return named


def read_node(number: int, record: Any, region: str) -> Node:
    """Never raises: what is wrong with it stands in `wrong`."""
    node = Node(number)
    if not isinstance(record, dict) or not isinstance(record.get("properties", {}), dict):
        node.wrong.append(Wrong("", "no_entity"))
        return node
    if isinstance(record, Doubled) or isinstance(record.get("properties"), Doubled):
        node.wrong.append(Wrong("", "named_twice", plain(record.get("id"))[:SHOWN]))
        return node
    node.id, theirs = plain(record.get("id"))[:200], plain(record.get("schema"))[:SHOWN]
    if theirs not in _KNOWN or not node.id:
        node.wrong.append(Wrong("schema", "unknown_schema", theirs))
        return node
    node.schema, mapped = _KNOWN[theirs]
    properties = dict(record.get("properties", {}))
    schema = SCHEMATA[node.schema]
    if schema.is_link:
        node.ends = _ends(node, mapped, properties)
    if theirs != mapped.schema or (theirs == "LegalEntity"):
        node.unknown.append(f"schema: {theirs}")
    back = {their or key: key for key, their in mapped.props.items()}
    for key, values in properties.items():
        _say(node, schema, back.get(key, key), values, region)
    for text in node.unknown:
        rest = "notes" if schema.prop("notes") else "summary"
        if schema.prop(rest) is not None:
            node.said.append((rest, Value(text[:2000])))
    return node


def _ends(node: Node, mapped: Mapped, properties: dict[str, Any]) -> tuple[str, str] | None:
    for pair in (mapped.ends, OTHER_ENDS.get(node.schema)):
        if pair and all(properties.get(key) for key in pair):
            tail, head = (_texts(properties.pop(key)) for key in pair)
            if tail and head:
                return tail[0], head[0]
    node.wrong.append(Wrong("", "no_ends", node.id[:SHOWN]))
    return None


def _texts(values: Any) -> list[str]:
    """The values of a property; "" for one that is none."""
    several = values if isinstance(values, list) else [values]
    said = (one for one in several if one is not None and one != "")
    return [plain(one.get("id") if isinstance(one, dict) else one) for one in said]


def plain(value: Any) -> str:
    """A JSON value as text; "" for one that holds others, however deep."""
    return str(value) if isinstance(value, str | bool) else ""


def _say(node: Node, schema: Schema, key: str, values: Any, region: str) -> None:
    prop, texts = schema.prop(key), _texts(values)
    if len(texts) > MAX_VALUES:
        node.wrong.append(Wrong(key[:120], "too_many_values"))
        return
    for text in texts:
        try:
            if prop is None:
                node.unknown.append(_noted(key, text))
            else:
                text = _LANGUAGES.get(text, text) if prop.type == "language" else text
                node.said.append((prop.key, read_value(prop, text, region=region, zone=UTC)))
        except Invalid:
            node.wrong.append(Wrong(key[:120], "unreadable", text[:SHOWN]))


def _noted(key: str, text: str) -> str:
    """What is kept of a property that we do not know. Raises Invalid for what no text holds."""
    noted = f"{key}: {text}"
    if not text or showable(noted) != noted:
        raise Invalid
    return noted
