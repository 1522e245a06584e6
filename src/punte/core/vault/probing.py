"""Advice for many at once: who of a list is like somebody that the agency already knows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import connection

from punte.core.vault.kinds import TokenKind
from punte.core.vault.tokens import Token

Probe = tuple[int, int | None]
ALIKE = """
SELECT DISTINCT p.n
FROM unnest(%s::int[], %s::bigint[], %s::bigint[]) AS p(n, one, other)
JOIN vault_token a ON a.token = p.one AND a.owner = %s
WHERE p.other IS NULL
   OR EXISTS (SELECT 1 FROM vault_token b WHERE b.token = p.other AND b.subject = a.subject)
"""


def probes_of(tokens: Iterable[Token]) -> set[Probe]:
    """What makes two persons alike: one document, one phone, or a day of birth with a name.

    Two parts of a name, by their sound, stand for the name; the day comes first: it is rarer.
    """
    by_kind: dict[int, list[int]] = {}
    for token, kind in tokens:
        by_kind.setdefault(kind, []).append(token)
    alone = [*by_kind.get(TokenKind.DOCUMENT, ()), *by_kind.get(TokenKind.PHONE, ())]
    days, names = by_kind.get(TokenKind.BIRTH_DATE, ()), by_kind.get(TokenKind.PAIR, ())
    return {*((token, None) for token in alone), *((day, name) for day in days for name in names)}


def alike_among(probes: Mapping[int, Iterable[Probe]], *, owner: int) -> set[int]:
    """The keys of `probes` that fit a person for whom the agency with this number answers.

    For work in the background, which has asked for its permission before.
    """
    flat = [(number, one, other) for number, pairs in probes.items() for one, other in pairs]
    if not flat:
        return set()
    numbers, ones, others = (list(column) for column in zip(*flat, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(ALIKE, [numbers, ones, others, owner])
        return {row[0] for row in cursor.fetchall()}
