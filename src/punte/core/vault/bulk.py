"""Identities by the thousand: rows for COPY, made by pure functions. For seeding and imports.

Ids, times and audiences are texts already as COPY takes them: each stands in many rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from punte.core.ids import new_id
from punte.core.vault.kinds import Kind
from punte.core.vault.sealing import new_key, seal_value, wrap
from punte.core.vault.tokens import BlindIndex, Token

GUARD = ("owner", "audiences", "grants_end")
KEY_COLUMNS = ("subject", "wrapped", "made_at", *GUARD)
ITEM_COLUMNS = (
    "id",
    "subject",
    "kind",
    "data_class",
    "sealed",
    "written_at",
    "written_by",
    "superseded_at",
    *GUARD,
)
TOKEN_COLUMNS = ("token", "subject", "kind", *GUARD)
Row = tuple[object, ...]


class Rows(NamedTuple):
    """Rows of one person, in the order of KEY_COLUMNS, ITEM_COLUMNS and TOKEN_COLUMNS."""

    key: Row
    items: list[Row]
    tokens: list[Row]


class _RememberingIndex(BlindIndex):
    """A blind index that remembers names, days and tokens: many people share them."""

    def __init__(self, key: bytes, region: str):
        super().__init__(key, region)
        self.parts = lru_cache(20_000)(super().parts)  # type: ignore[method-assign]
        self.token = lru_cache(100_000)(super().token)  # type: ignore[method-assign]
        self.day = lru_cache(50_000)(super().day)  # type: ignore[method-assign]


class Sealer:
    """Seals many persons under one master and one index key (32 bytes each)."""

    def __init__(self, *, master: bytes, index: bytes):
        self.master = AESGCM(master)
        self.index_key = index
        self.indexes: dict[str, BlindIndex] = {}

    def seal_person(
        self,
        subject: UUID,
        values: Mapping[Kind, Sequence[str]],
        *,
        owner: int,
        audiences: Sequence[int],
        at: datetime,
        written_by: int | None,
        region: str,
        grants_end: datetime | None = None,
        tokens: Iterable[Token] | None = None,
    ) -> Rows:
        """The rows of one person. Values must already be clean: dates ISO, texts stripped.

        region: the country of phone numbers without a prefix, RO, MD or UA. tokens: those of the
        values, where `tokens` made them already.
        """
        key = new_key()
        cipher, whose, when = AESGCM(key), str(subject), at.isoformat()
        guard = (owner, f"{{{','.join(map(str, audiences))}}}", grants_end)
        pairs = [(kind.value, text) for kind, texts in values.items() for text in texts]
        # Sorted, so that several values of one moment keep their order.
        ids = sorted(new_id() for _pair in pairs)
        items: list[Row] = []
        for item, (name, text) in zip(ids, pairs, strict=True):
            sealed = seal_value(cipher, subject, name, item, text)
            items.append(
                (str(item), whose, name, "identity", sealed, when, written_by, None, *guard)
            )
        found = self.tokens(values, region) if tokens is None else tokens
        index: list[Row] = [(token, whose, int(kind), *guard) for token, kind in found]
        return Rows((whose, wrap(self.master, subject, key), when, *guard), items, index)

    def tokens(self, values: Mapping[Kind, Sequence[str]], region: str) -> set[Token]:
        """What the values are found by, as (token, kind), without sealing anything."""
        return self._index(region).tokens_of(values)

    def _index(self, region: str) -> BlindIndex:
        if region not in self.indexes:
            self.indexes[region] = _RememberingIndex(self.index_key, region)
        return self.indexes[region]
