"""An office's configuration as one file: canonical JSON with its SHA-256, and what it would change.

{"format": "punte.configuration", "format_version": 2, "pieces": [{"kind", "key", "version",
"valid_from", "content", "before": [SHA-256 of the contents before it]}], "sha256": of all else}.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from punte.core.errors import Invalid
from punte.core.travel import Kept

FORMAT, FORMAT_VERSION = "punte.configuration", 2
MOST_BYTES, MOST_PIECES = 5_000_000, 500
Content = dict[str, Any]


def canonical(value: object) -> bytes:
    """The one way to write this JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode("utf-8")


def digest(value: object) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def pack(pieces: Iterable[Mapping[str, Any]]) -> bytes:
    """The file, the same to the byte for the same pieces."""
    ordered = sorted(pieces, key=lambda piece: (piece["kind"], piece["key"]))
    body = {"format": FORMAT, "format_version": FORMAT_VERSION, "pieces": list(ordered)}
    return canonical({**body, "sha256": digest(body)}) + b"\n"


def unpack(data: bytes) -> Content:
    """The file's body with its hash proved. Raises Invalid saying what is wrong with it."""
    if len(data) > MOST_BYTES:
        raise Invalid(_("The file is too large."))
    try:
        body = json.loads(data)
        told = body.pop("sha256") if isinstance(body, dict) else None
        if told is None or body.get("format") != FORMAT:
            raise KeyError("format")
        proved = digest(body) == told
        if b"\\u0000" in canonical(body):
            raise ValueError("NUL")
    except (ValueError, KeyError, RecursionError) as error:
        raise Invalid(_("This is no file of a Punte configuration.")) from error
    if body.get("format_version") != FORMAT_VERSION:
        raise Invalid(
            _(
                "The file was written by another version of Punte: its format is %(theirs)s, "
                "here it is %(ours)d. Bring both servers to one version and take it out again."
            )
            % {"theirs": str(body.get("format_version"))[:9], "ours": FORMAT_VERSION}
        )
    if not proved:
        raise Invalid(_("The file was changed or damaged after it was written."))
    if not _well_formed(body.get("pieces")):
        raise Invalid(_("This is no file of a Punte configuration."))
    return {**body, "sha256": told}


def _well_formed(pieces: object) -> bool:
    return (
        isinstance(pieces, list)
        and len(pieces) <= MOST_PIECES
        and all(
            isinstance(piece, dict)
            and isinstance(piece.get("kind"), str)
            and isinstance(piece.get("key"), str)
            and isinstance(piece.get("content"), dict)
            and isinstance(piece.get("before"), list)
            for piece in pieces
        )
        and len({(p["kind"], p["key"]) for p in pieces}) == len(pieces)
    )


def verdict(piece: Mapping[str, Any], here: Kept | None) -> str:
    """same, new, newer, older, changed_here_too, change_waits or unknown.

    newer: what is in force here came before it there. older: it was in force here before.
    changed_here_too: both sides changed it, and somebody must choose.
    """
    if here is None:
        return "unknown"
    there = digest(piece["content"])
    now, *before = [digest(content) for content in here.contents] or [""]
    if now == there:
        return "same"
    if here.waits:
        return "change_waits"
    if not now:
        return "new"
    if there in before:
        return "older"
    return "newer" if now in piece["before"] else "changed_here_too"


TAKEN = ("new", "newer")
CHOSEN = ("older", "changed_here_too")


def changes(old: Content | None, new: Content) -> list[tuple[str, str, str]]:
    """Side by side: where, what it is, what it becomes. Lists of coded rows go by their codes."""
    before, after = dict(_lines("", old or {})), dict(_lines("", new))
    places = dict.fromkeys([*after, *before])
    return [
        (place, before.get(place, ""), after.get(place, ""))
        for place in places
        if before.get(place, "") != after.get(place, "")
    ]


def _lines(path: str, value: object) -> Iterable[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _lines(f"{path} · {key}" if path else str(key), inner)
    elif isinstance(value, list):
        names = [_name_of(row, at) for at, row in enumerate(value)]
        if names:
            yield (f"{path} · {_('order')}", ", ".join(names))
        for name, row in zip(names, value, strict=True):
            yield from _lines(f"{path} · {name}", _without_name(row))
    elif value not in ("", None, False):
        yield path, str(value)


def _name_of(row: object, at: int) -> str:
    named = row if isinstance(row, Mapping) else {}
    return str(named.get("code") or named.get("name") or at + 1)


def _without_name(row: object) -> object:
    if isinstance(row, Mapping):
        return {key: value for key, value in row.items() if key not in {"code", "name"}}
    return row
