"""Identifiers: UUID version 7 (RFC 9562 §5.7), so that new rows lie together in an index."""

from __future__ import annotations

import os
import time
from uuid import UUID

_FREE = ~(0xF << 76 | 0x3 << 62)
_VERSION = 0x7 << 76 | 0x2 << 62


def new_id() -> UUID:
    """A random identifier whose first 48 bits are the time in milliseconds since 1970."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    return UUID(int=value & _FREE | _VERSION)
