"""The blind index: what is searched for becomes 64 bits that say nothing without the index key."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations

from punte.algorithms.textsearch import (
    Region,
    fold_date,
    fold_document,
    fold_phone,
    name_parts,
    pair,
    phonetic,
)
from punte.core.vault.kinds import NAMES, Kind, TokenKind

Token = tuple[int, TokenKind]
# All of the sets must hit; within a set, any token. The rarest come first, by their nature.
Reading = list[set[int]]
MAX_WORDS = 8
# Parts of a name that are paired; NAMES begins with the given and the family name.
MAX_PAIRED = 12


class BlindIndex:
    """Makes tokens under one index key. `region` is the country of phones without a prefix."""

    def __init__(self, key: bytes, region: str):
        self.key = key
        self.region: Region = "RO" if region == "RO" else "UA" if region == "UA" else "MD"

    def token(self, kind: TokenKind, folded: str) -> int:
        """A signed 64-bit number: the head of HMAC-SHA-256 over kind and folded value."""
        message = bytes([kind]) + folded.encode()
        return int.from_bytes(hmac.digest(self.key, message, "sha256")[:8], "big", signed=True)

    def parts(self, name: str) -> tuple[tuple[str, str], ...]:
        """Each part of a name, folded, and its key by sound."""
        return tuple((part, phonetic(part)) for part in name_parts(name))

    def tokens_of(self, values: Mapping[Kind, Sequence[str]]) -> set[Token]:
        """All rows of the index for one person's current values."""
        return {(self.token(kind, folded), kind) for kind, folded in self._folded(values) if folded}

    def _folded(self, values: Mapping[Kind, Sequence[str]]) -> Iterable[tuple[TokenKind, str]]:
        names = (self.parts(value) for kind in NAMES for value in values.get(kind, ()))
        parts = list(dict.fromkeys(chain.from_iterable(names)))
        for exact, sound in parts:
            yield TokenKind.NAME, exact
            yield TokenKind.SOUND, sound
        # Any two parts of a name together are rare, while each alone may be common.
        for one, other in combinations(parts[:MAX_PAIRED], 2):
            yield TokenKind.PAIR, pair(one[1], other[1])
        for value in values.get(Kind.PHONE, ()):
            yield TokenKind.PHONE, self.phone(value)
        for value in values.get(Kind.DOCUMENT, ()):
            yield TokenKind.DOCUMENT, fold_document(value)
        for value in values.get(Kind.BIRTH_DATE, ()):
            yield TokenKind.BIRTH_DATE, self.day(value)
        for value in values.get(Kind.EMAIL, ()):
            yield TokenKind.EMAIL, value.strip().casefold()

    def phone(self, text: str) -> str:
        """E.164, or the bare digits of what cannot be such a number."""
        return fold_phone(text, self.region) or fold_document(text)

    def day(self, text: str) -> str:
        """An ISO date as far as it is known; "" for what is none."""
        return fold_date(text) or ""

    def readings(self, text: str) -> list[Reading]:
        """What a searched text may mean, the surest meaning first.

        A number may be a phone, a document or a date; words are names, as spelt and then by sound.
        Raises TextError like `fold`, ValueError for more than MAX_WORDS words.
        """
        words = text.split()
        if len(words) > MAX_WORDS:
            raise ValueError(f"{len(words)} words, at most {MAX_WORDS} are taken")
        found = [[self._number(text)]] if _has_digit(text) or "@" in text else []
        if len(words) == 1 and found:
            return found
        numbers = [self._number(word) for word in words if _has_digit(word)]
        names = (self.parts(word) for word in words if not _has_digit(word))
        parts = list(dict.fromkeys(chain.from_iterable(names)))
        if parts:
            found += [numbers + names for names in self._names(parts)]
        elif len(numbers) > 1:
            found.append(numbers)
        return found

    def _number(self, text: str) -> set[int]:
        folded = (
            (TokenKind.BIRTH_DATE, fold_date(text)),
            (TokenKind.PHONE, self.phone(text)),
            (TokenKind.DOCUMENT, fold_document(text)),
            (TokenKind.EMAIL, text.strip().casefold() if "@" in text else None),
        )
        return {self.token(kind, value) for kind, value in folded if value}

    def _names(self, parts: list[tuple[str, str]]) -> Iterable[Reading]:
        spelt = [{self.token(TokenKind.NAME, exact)} for exact, _sound in parts]
        first, *others = [sound for _exact, sound in parts]
        if others:
            pairs = [{self.token(TokenKind.PAIR, pair(first, sound))} for sound in others]
            yield pairs + spelt
            yield pairs
        else:
            yield spelt
            yield [{self.token(TokenKind.SOUND, first)}]


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)
