"""What Python's `zipfile` raises where a packed file is broken, hostile or encrypted."""

from __future__ import annotations

import zlib
from typing import Final
from zipfile import BadZipFile, LargeZipFile

# RuntimeError: an encrypted entry, or an unknown way of packing.
BROKEN_ZIP: Final = (
    BadZipFile, LargeZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError,
)  # fmt: skip
