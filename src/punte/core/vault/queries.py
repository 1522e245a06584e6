"""Finding persons by identity, and reading sealed values: always from what the viewer may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.algorithms.textsearch import TextError
from punte.core.access.door import Viewer
from punte.core.errors import Invalid
from punte.core.vault.keyring import index_key
from punte.core.vault.keys import person_cipher
from punte.core.vault.kinds import Kind
from punte.core.vault.models import ErasureRequest, VaultItem, VaultKey, VaultToken
from punte.core.vault.sealing import unseal_value
from punte.core.vault.tokens import BlindIndex, Reading

MOST = 200
REQUEST_LIVES = timedelta(days=30)  # as in the function that erases


def find_subjects(viewer: Viewer, text: str, limit: int = 50) -> list[UUID]:
    """Persons whose identity fits the text, surest first, then newest; at most `limit` (≤ 200).

    text: names in either script and any order (all must fit), a phone, a document's number, a
    date of birth or an e-mail. Only persons whose identity the viewer may see; opening it is
    another step. Raises Invalid for text that no search can mean.
    """
    limit = max(0, min(limit, MOST))
    found: dict[UUID, None] = {}
    for reading in _readings(viewer, text):
        if len(found) < limit:
            found.update(dict.fromkeys(_fitting(viewer, reading, limit)))
    return list(found)[:limit]


def _readings(viewer: Viewer, text: str) -> list[Reading]:
    try:
        return BlindIndex(index_key(), viewer.jurisdiction).readings(text)
    except (TextError, ValueError) as error:
        raise Invalid(
            _("Search for at most eight words, 200 characters, without control characters.")
        ) from error


def _fitting(viewer: Viewer, reading: Reading, limit: int) -> Iterable[UUID]:
    """Persons with a token of each set, newest first: begins with the first set, the rarest."""
    rows = VaultToken.objects.visible_to(viewer)
    sets = [sorted(tokens) for tokens in reading]
    if not all(sets):
        return []
    hits = rows.filter(token__in=sets[0])
    for tokens in sets[1:]:
        hits = hits.filter(Exists(rows.filter(token__in=tokens, subject=OuterRef("subject"))))
    # One token has a row per person, in the order of the index: nothing is left to sort.
    found = hits if len(sets[0]) == 1 else hits.distinct()
    return found.order_by("-subject").values_list("subject", flat=True)[:limit]


def has_identity(viewer: Viewer, subject: UUID) -> bool:
    """Whether the vault holds an identity that the viewer could open."""
    return VaultKey.objects.visible_to(viewer).filter(subject=subject).exists()


def current_items(viewer: Viewer, subject: UUID, kinds: Iterable[Kind]) -> list[VaultItem]:
    """Sealed values in force, oldest first."""
    rows = VaultItem.objects.visible_to(viewer).filter(
        subject=subject, kind__in=list(kinds), superseded_at=None
    )
    return [row for row in rows.order_by("written_at", "id") if row.held_class in viewer.classes]


def unsealed(viewer: Viewer, subject: UUID, items: Iterable[VaultItem]) -> dict[Kind, list[str]]:
    """Values of the items by kind. For actions alone, which write down that it was done."""
    cipher = person_cipher(viewer, subject)
    values: dict[Kind, list[str]] = defaultdict(list)
    for item in items:
        text = unseal_value(cipher, subject, item.kind, item.id, bytes(item.sealed))
        values[Kind(item.kind)].append(text)
    return dict(values)


def open_requests(viewer: Viewer) -> QuerySet[ErasureRequest]:
    """Requests to erase a person that a second overseer may still confirm, oldest first."""
    since = timezone.now() - REQUEST_LIVES
    waiting = ErasureRequest.objects.visible_to(viewer).filter(done_at=None, asked_at__gt=since)
    return waiting.order_by("asked_at")
