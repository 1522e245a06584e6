"""One spelling of what names a target, so that an order's and a recorder's compare exactly."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from punte.algorithms.selectors import KINDS, normalise
from punte.core.errors import Invalid
from punte.investigation.authorisations.measures import Identifier

MOST = 200


@dataclass(frozen=True)
class Named:
    """kind: of `Identifier`. key: equal keys of a kind are the same target. words: for people."""

    kind: str
    key: str
    words: str


def named(kind: str, text: str, jurisdiction: str) -> Named:
    """An identifier as it is compared. jurisdiction: whose numbering plan a bare number is of.

    Raises Invalid for an unknown kind, a text too long, and one with nothing to compare in it.
    """
    if kind not in Identifier.values:
        raise Invalid(_("There is no such kind of identifier."))
    if len(text) > MOST:
        raise Invalid(_("An identifier has at most %(count)d characters.") % {"count": MOST})
    found = _normal(kind, text, jurisdiction)
    if not found.key:
        name = Identifier(kind).label
        raise Invalid(_("This names nothing: no %(kind)s can be read in it.") % {"kind": name})
    return found


def matches(kind: str, text: str, jurisdiction: str) -> tuple[str, str] | None:
    """Kind and key to look for, or None when nothing can be read: then nothing is named by it."""
    if kind not in Identifier.values or len(text) > MOST:
        return None
    found = _normal(kind, text, jurisdiction)
    return (found.kind, found.key) if found.key else None


def _normal(kind: str, text: str, jurisdiction: str) -> Named:
    if kind == Identifier.PERSON:
        return Named(kind, _entity(text), _entity(text))
    if kind not in KINDS:
        return Named(kind, folded(text), " ".join(text.split()))
    normal = normalise(kind, text, "" if kind == Identifier.HANDLE else jurisdiction)
    key = normal.key if normal.kind == kind or not normal.key else f"{normal.kind}:{normal.key}"
    return Named(kind, key, normal.shown or text.strip())


def folded(text: str) -> str:
    """Letters and digits alone, without case, diacritics or punctuation, single spaces between."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", plain.replace("_", " ")))


def _entity(text: str) -> str:
    try:
        return str(UUID(text.strip()))
    except ValueError:
        return ""
