"""Identifiers: UUID version 7 (RFC 9562 §5.7), so that new rows lie together in an index."""

from __future__ import annotations

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """A random identifier whose first 48 bits are the time in milliseconds since 1970."""
    value = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)
