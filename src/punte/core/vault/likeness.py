"""How far two identities agree, told by the blind index alone: nothing is opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from punte.algorithms.textsearch import TextError
from punte.core.access.door import Viewer
from punte.core.errors import Invalid
from punte.core.vault.keyring import index_key
from punte.core.vault.kinds import TokenKind
from punte.core.vault.models import VaultToken
from punte.core.vault.queries import MOST
from punte.core.vault.rules import Values, checked_values
from punte.core.vault.tokens import BlindIndex

Tokens = Mapping[int, frozenset[int]]
# What alone is reason enough to look at a person; a birth date is, when some name sounds alike.
RARE = (TokenKind.DOCUMENT, TokenKind.PHONE, TokenKind.EMAIL)


class Part(StrEnum):
    """A part of an identity that two persons may share."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    DOCUMENT = "document"
    PHONE = "phone"
    EMAIL = "email"


class Agreement(StrEnum):
    """How one part of two identities compares. Of names alone: alike by sound, or in part."""

    SAME = "same"
    ALIKE = "alike"
    PARTLY = "partly"
    DIFFERENT = "different"
    NOT_KNOWN = "not_known"


EXACT = {
    Part.BIRTH_DATE: TokenKind.BIRTH_DATE,
    Part.DOCUMENT: TokenKind.DOCUMENT,
    Part.PHONE: TokenKind.PHONE,
    Part.EMAIL: TokenKind.EMAIL,
}


@dataclass(frozen=True)
class Likeness:
    """A subject of the vault, and how each part of its identity compares with the one asked for."""

    subject: UUID
    parts: Mapping[Part, Agreement]


def compare(one: Tokens, other: Tokens) -> dict[Part, Agreement]:
    """Each part of two sets of tokens; the order of the two does not matter."""
    exact = {part: _exactly(one, other, kind) for part, kind in EXACT.items()}
    return {Part.NAME: _names(one, other), **exact}


def _of(tokens: Tokens, kind: TokenKind) -> frozenset[int]:
    return tokens.get(kind, frozenset())


def _exactly(one: Tokens, other: Tokens, kind: TokenKind) -> Agreement:
    mine, theirs = _of(one, kind), _of(other, kind)
    if not (mine and theirs):
        return Agreement.NOT_KNOWN
    return Agreement.SAME if mine & theirs else Agreement.DIFFERENT


def _names(one: Tokens, other: Tokens) -> Agreement:
    mine, theirs = _of(one, TokenKind.NAME), _of(other, TokenKind.NAME)
    if not (mine and theirs):
        return Agreement.NOT_KNOWN
    # All that the one who says less is called, and at least two words of it.
    if len(mine & theirs) >= 2 and (mine <= theirs or theirs <= mine):
        return Agreement.SAME
    if _of(one, TokenKind.PAIR) & _of(other, TokenKind.PAIR):
        return Agreement.ALIKE
    if mine & theirs or _of(one, TokenKind.SOUND) & _of(other, TokenKind.SOUND):
        return Agreement.PARTLY
    return Agreement.DIFFERENT


def likeness_of(viewer: Viewer, one: UUID, other: UUID) -> Likeness:
    """How two identities compare; a part is not known where the viewer may not see it."""
    found = _tokens_of(viewer, [one, other])
    return Likeness(other, compare(found.get(one, {}), found.get(other, {})))


def alike_subjects(
    viewer: Viewer, subject: UUID, *, limit: int = 50, by_name: bool = False
) -> list[Likeness]:
    """Others whose document, phone or e-mail is the same, or birth date and some name.

    by_name: also those who share only a pair of names. Only identities that the viewer may see,
    newest first; at most `limit` (≤ 200) for each way of being found.
    """
    own = _tokens_of(viewer, [subject]).get(subject, {})
    return _alike(viewer, own, subject, limit, by_name)


def alike_values(
    viewer: Viewer, values: Values, *, limit: int = 50, by_name: bool = False
) -> list[Likeness]:
    """The same for an identity that is not kept yet. Raises Invalid naming the field."""
    try:
        tokens = BlindIndex(index_key(), viewer.jurisdiction).tokens_of(checked_values(values))
    except TextError as error:
        raise Invalid(_("There is a character that no text holds.")) from error
    return _alike(viewer, _grouped((kind, token) for token, kind in tokens), None, limit, by_name)


def _alike(
    viewer: Viewer, own: Tokens, subject: UUID | None, limit: int, by_name: bool
) -> list[Likeness]:
    if not own:
        return []
    found = _candidates(viewer, own, max(1, min(limit, MOST)), by_name)
    subjects = [other for other in dict.fromkeys(found) if other != subject]
    tokens = _tokens_of(viewer, subjects)
    return [Likeness(other, compare(own, tokens.get(other, {}))) for other in subjects]


def _candidates(viewer: Viewer, own: Tokens, limit: int, by_name: bool) -> Iterable[UUID]:
    rows = VaultToken.objects.visible_to(viewer)
    rare = [token for kind in RARE for token in _of(own, kind)]
    born, sounds = _of(own, TokenKind.BIRTH_DATE), _of(own, TokenKind.SOUND)
    if rare:
        yield from _newest(rows.filter(token__in=rare), limit)
    if born and sounds:
        named = Exists(rows.filter(token__in=sounds, subject=OuterRef("subject")))
        yield from _newest(rows.filter(named, token__in=born), limit)
    pairs = _of(own, TokenKind.PAIR)
    if by_name and pairs:
        yield from _newest(rows.filter(token__in=pairs), limit)


def _newest(rows: QuerySet[VaultToken], limit: int) -> Iterable[UUID]:
    # One more than asked, since the person's own row is among them.
    ordered = rows.order_by("-subject").values_list("subject", flat=True)
    return ordered.distinct()[: limit + 1]


def _tokens_of(viewer: Viewer, subjects: Sequence[UUID]) -> dict[UUID, Tokens]:
    if not subjects:
        return {}
    rows = VaultToken.objects.visible_to(viewer).filter(subject__in=subjects)
    found: dict[UUID, list[tuple[int, int]]] = defaultdict(list)
    for subject, kind, token in rows.values_list("subject", "kind", "token"):
        found[subject].append((kind, token))
    return {subject: _grouped(pairs) for subject, pairs in found.items()}


def _grouped(pairs: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for kind, token in pairs:
        found[kind].add(token)
    return {kind: frozenset(tokens) for kind, tokens in found.items()}
