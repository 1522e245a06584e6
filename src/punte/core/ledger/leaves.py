"""What of an entry goes into its leaf: everything."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

from punte.algorithms.merkle import EntryError, canonical, leaf_data, leaf_hash
from punte.core.ledger.models import Entry


def leaf_bytes(entry: Entry) -> bytes:
    """Salt and canonical entry, to be given to `leaf_hash`; EntryError without a salt."""
    return leaf_data(bytes(entry.salt or b""), canonical_entry(entry))


def hash_of(entry: Entry) -> bytes:
    """The leaf hash of an entry whose payload is there: 32 bytes."""
    return leaf_hash(leaf_bytes(entry))


def canonical_entry(entry: Entry) -> bytes:
    """The entry's one spelling as bytes.

    `record` lets only canonical details in. One that came in past it (a float, say) is spelled
    as text, so that no entry can stop the log.
    """
    fields = _fields(entry)
    try:
        return canonical(fields)
    except EntryError:
        return canonical({**fields, "detail": json.dumps(entry.detail, sort_keys=True)})


def _fields(entry: Entry) -> dict[str, Any]:
    return {
        "id": str(entry.id),
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "action": entry.action,
        "account": entry.account_id,
        "agency": entry.agency_id,
        "purpose": entry.purpose,
        "subject": str(entry.subject) if entry.subject else None,
        "detail": entry.detail,
        "audiences": list(entry.audiences),
    }
