"""Bounds of a process that reads what somebody made to break it. Standard library alone."""

from __future__ import annotations

import resource
from collections.abc import Mapping
from typing import Final

# After its time to compute a process is told so by a signal, and so many seconds later killed.
GRACE: Final = 5
NO_MORE: Final[Mapping[int, int]] = {}


def bound(memory: int, seconds: int, more: Mapping[int, int] = NO_MORE) -> None:
    """Bound this process for good: bytes of memory, seconds of computing, no file written, no core
    left. more: further limits by `resource`'s numbers. What is bounded closer already stays so.
    """
    limits = {
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_CPU: (seconds, seconds + GRACE),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
        **{what: (most, most) for what, most in more.items()},
    }
    for what, (soft, hard) in limits.items():
        known = resource.getrlimit(what)[1]
        if known != resource.RLIM_INFINITY:
            soft, hard = min(soft, known), min(hard, known)
        resource.setrlimit(what, (soft, hard))
