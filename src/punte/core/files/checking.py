"""Reading a kept file whole, to compare it with what was kept."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256, sha512
from typing import Literal

from punte.core.files.actions import opened
from punte.core.files.models import StoredFile
from punte.core.vault.door import Damaged

Fault = Literal["", "missing", "altered"]


@dataclass(frozen=True)
class Reading:
    """What a file turned out to be: so many bytes could be read, with these digests.

    fault: "missing", the store has no such bytes; "altered", they are not what was kept. Reading
    ends at the first piece that was altered.
    """

    fault: Fault
    size: int
    sha256: str
    sha512: str


def read_whole(kept: StoredFile) -> Reading:
    """Read a kept file to its end, or to where it no longer opens; nobody sees it: no entry.

    Raises NotHere for one of an erased person.
    """
    fault: Fault = ""
    short, long, size, expected = sha256(), sha512(), 0, ""
    try:
        about, chunks = opened(kept)
        expected = about.sha256
        for chunk in chunks:
            short.update(chunk)
            long.update(chunk)
            size += len(chunk)
    except Damaged as error:
        fault = "missing" if isinstance(error.__cause__, FileNotFoundError) else "altered"
    if not fault and short.hexdigest() != expected:
        fault = "altered"
    return Reading(fault, size, short.hexdigest(), long.hexdigest())
