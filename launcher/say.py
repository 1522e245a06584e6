"""Progress lines: short, plain, and never with personal data."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str) -> None:
    """Print one line at once, also when the output goes into a pipe."""
    print(text, flush=True)


def warn(text: str) -> None:
    """Print one line on the error stream."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a piece of work and, when it took a while, how long it took."""
    say(f"• {title}")
    began = time.monotonic()
    yield
    took = time.monotonic() - began
    if took >= 1:
        say(f"  done in {took:.1f} s")
