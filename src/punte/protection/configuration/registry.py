"""What there is to configure: rooms above name their lists and texts when they start."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import format_lazy

from punte.core.agencies.door import Agency
from punte.protection.configuration.words import LANGUAGES, Kind, in_language

OWN = re.compile("[1-9][0-9]{0,8}")
Words = str | Promise
Data = dict[str, Any]
Published = Callable[[str, int, Data, Any], None]


@dataclass(frozen=True)
class Piece:
    """A list or text that the program knows. builtin: its content as delivered.

    published(key, version, content, valid_from) is called in the transaction that publishes.
    fixed: the program works by the codes of this list, so none can be added. longest: of a code.
    preview: the route of a page that shows a version (its id) where it will stand. may_be_empty:
    nothing has to be said. per_agency: an agency may have its own, which goes before this one.
    """

    kind: Kind
    key: str
    title: Words
    builtin: Callable[[], Data]
    published: Published | None = field(default=None, compare=False)
    fixed: bool = False
    longest: int = 40
    preview: str = ""
    may_be_empty: bool = False
    per_agency: bool = False


_PIECES: dict[tuple[str, str], Piece] = {}


def register_list(
    key: str,
    title: Words,
    choices: Iterable[tuple[str, Words]],
    *,
    fixed: bool = False,
    longest: int = 40,
) -> None:
    """Let an office change a list. choices: its codes and words; the codes never go away."""
    pairs = list(choices)
    builtin = cache(lambda: list_of(pairs))
    _add(Piece(Kind.LIST, key, title, builtin, fixed=fixed, longest=longest))


def register_text(
    key: str,
    title: Words,
    content: Callable[[], Data],
    published: Published | None = None,
    *,
    preview: str = "",
    may_be_empty: bool = False,
    per_agency: bool = False,
) -> None:
    """Let an office change a text. content: {"titles": {language: …}, "bodies": {…}}."""
    _add(
        Piece(
            Kind.TEXT,
            key,
            title,
            content,
            published,
            preview=preview,
            may_be_empty=may_be_empty,
            per_agency=per_agency,
        )
    )


def _add(piece: Piece) -> None:
    _PIECES[piece.kind.value, piece.key] = piece


def list_of(pairs: Iterable[tuple[str, Words]]) -> Data:
    """The content of a list from codes and translatable words."""
    items = [{"code": str(c), "labels": {}, "from": "", "to": ""} for c, _words in pairs]
    for language in LANGUAGES:
        with translation.override(language):
            for item, (_code, words) in zip(items, pairs, strict=True):
                item["labels"][language] = str(words)  # type: ignore[index]
    return {"items": items}


def pieces() -> list[Piece]:
    """All that the program knows, by kind and key."""
    return [_PIECES[key] for key in sorted(_PIECES)]


def find_piece(kind: str, key: str) -> Piece | None:
    """A piece that the program knows, or an agency's own of it, which says nothing by itself."""
    base, agency = scope_of(kind, key)
    found = _PIECES.get((kind, base))
    if found is None or not agency:
        return found
    name = Agency.objects.filter(pk=agency).values_list("name", flat=True).first()
    if name is None:
        return None
    title = format_lazy("{title} · {agency}", title=found.title, agency=name)
    return replace(found, key=key, title=title, builtin=_nothing, per_agency=False)


def own_key(key: str, agency: int) -> str:
    """The key of an agency's own of a piece."""
    return f"{key}-{agency}"


def scope_of(kind: str, key: str) -> tuple[str, int]:
    """The piece that a key means, and whose own it is: an agency's id, or 0 for the node's."""
    base, _dash, number = key.rpartition("-")
    found = _PIECES.get((kind, base))
    own = found is not None and found.per_agency and OWN.fullmatch(number)
    return (base, int(number)) if own else (key, 0)


def _nothing() -> Data:
    return {"titles": {}, "bodies": {}}


def title_of(kind: str, key: str, content: Data | None = None) -> str:
    """What a piece is called: by the program, or by its own title."""
    known = find_piece(kind, key)
    if known is not None:
        return str(known.title)
    titles = (content or {}).get("titles")
    own = titles if isinstance(titles, Mapping) else {}
    return in_language(own, translation.get_language() or "en") or key
