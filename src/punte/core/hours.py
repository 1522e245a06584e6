"""Hours that the clocks of a place show twice a year, or never."""

from __future__ import annotations

from datetime import datetime


def turned(moment: datetime) -> str:
    """`hour_twice` or `hour_left_out` where the clocks of its zone were turned over a moment, back
    or forward; empty for any other (PEP 495).
    """
    first, second = moment.utcoffset(), moment.replace(fold=1).utcoffset()
    if first is None or second is None or first == second:
        return ""
    return "hour_twice" if first > second else "hour_left_out"
