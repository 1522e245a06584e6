"""Vehicles: plates of Romania, Moldova and Ukraine and of others, and VIN (ISO 3779)."""

import re
from typing import Final

from punte.algorithms.selectors.model import Fault, Normal, alike, plain, unusable
from punte.algorithms.textsearch import fold_document

_COUNTIES: Final = (
    "AB|AG|AR|B|BC|BH|BN|BR|BT|BV|BZ|CJ|CL|CS|CT|CV|DB|DJ|GJ|GL|GR|HD|HR|IF|IL|IS|MH|MM|MS|NT|OT"
    "|PH|SB|SJ|SM|SV|TL|TM|TR|VL|VN|VS"
)
# Country, shape in groups, in the order in which they are tried.
_PATTERNS: Final = tuple(
    (country, re.compile(shape))
    for country, shape in (
        ("RO", rf"({_COUNTIES})([0-9]{{2,3}})([A-Z]{{3}})"),
        ("UA", r"([ABCEHIKMOPTX]{2})([0-9]{4})([ABCEHIKMOPTXYZ]{2})"),
        ("MD", r"([A-Z]{3})([0-9]{3})"),
        ("MD", r"([A-Z]{1,2})([A-Z]{2})([0-9]{3})"),
        # The left bank's own.
        ("MD", r"([A-Z])([0-9]{3})([A-Z]{2})"),
        ("RO", rf"({_COUNTIES})([0-9]{{3,6}})"),
    )
)
_VALUES: Final = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True)
)
_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def plate(text: str) -> Normal:
    """Letters and digits only, Cyrillic look-alikes as Latin; `alike` takes 0/O, 1/I, 8/B as one.

    A known pattern gives its country as `scheme` and groups to show; others are taken as they
    are, if they have 2 to 10 signs. Which country a plate is of, its shape alone cannot prove.
    """
    cleaned = plain(text)
    key = fold_document(cleaned or "")
    if not key:
        return unusable("plate", cleaned)
    for country, pattern in _PATTERNS:
        if found := pattern.fullmatch(key):
            shown = " ".join(found.groups())
            return Normal("plate", key, shown, None, alike(key), country)
    fault = None if 2 <= len(key) <= 10 else Fault.LENGTH
    return Normal("plate", key, key, fault, alike(key))


def vin(text: str) -> Normal:
    """17 signs without I, O and Q; the check digit is asked of makers that must set it.

    Those are of North America and China; European makers put any sign in its place.
    """
    cleaned = plain(text)
    key = fold_document(cleaned or "")
    if not key:
        return unusable("vin", cleaned)
    fault = None
    if len(key) != 17:
        fault = Fault.LENGTH
    elif set(key) & set("IOQ"):
        fault = Fault.FORM
    elif key[0] in "12345L" and _check_digit(key) != key[8]:
        fault = Fault.CHECK
    return Normal("vin", key, key, fault, alike(key).replace("Q", "0"))


def _check_digit(key: str) -> str:
    values = (int(c) if c.isdigit() else _VALUES[c] for c in key)
    left = sum(w * v for w, v in zip(_WEIGHTS, values, strict=True)) % 11
    return "X" if left == 10 else str(left)
