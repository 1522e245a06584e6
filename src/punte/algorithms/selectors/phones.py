"""Phone numbers by the plans of every country; short numbers and named senders stand apart."""

import re
from typing import Final

import phonenumbers

from punte.algorithms.selectors.model import (
    LOOK_ALIKE,
    Fault,
    Normal,
    ascii_digits,
    plain,
    repeated,
    unusable,
)

_PREFIX: Final = re.compile(r"^(?:tel|sms|whatsapp|viber)\s*:\s*", re.IGNORECASE)
_EXTENSION: Final = re.compile(r"[\s,;]*(?:ext|int|доб|вн|x|#)\.?\s*[0-9]{1,6}$", re.IGNORECASE)
_SHORT: Final = re.compile(r"([A-Z]{2}):([0-9]{2,6})")


def phone(text: str, region: str = "") -> Normal:
    """A subscriber's number as E.164, e.g. "+37360000000"; shown in its country's groups.

    `region` (ISO, two letters) is where a number without country code is dialled. Up to six
    digits are a `short` number of that region, words are a `sender`.
    """
    cleaned = plain(text)
    if not cleaned:
        return unusable("phone", cleaned)
    number = ascii_digits(_PREFIX.sub("", cleaned))
    if _SHORT.fullmatch(number):
        return short(number, region)
    number = _EXTENSION.sub("", number) or number
    if any(c.isalpha() for c in number):
        return sender(cleaned)
    digits = re.sub(r"[^0-9]", "", number)
    outside = number.lstrip(" (").startswith(("+", "00"))
    # No country's code begins with 0.
    digits = digits.lstrip("0") if outside else digits
    if not digits:
        return unusable("phone", "")
    if len(digits) <= 6 and not outside:
        return short(digits, region)
    return _subscriber(digits, region, outside=outside)


def _subscriber(digits: str, region: str, *, outside: bool) -> Normal:
    readings = [_read("+" + digits, "")]
    if not outside:
        # A number without + is of this country if it can be; exports often leave the + out.
        readings.insert(0, _read(digits, region))
    known = [reading for reading in readings if reading]
    for reading in known:
        if phonenumbers.is_valid_number(reading):
            return _normal(reading, None)
    if repeated(digits.lstrip("0")) or not known:
        key = ("+" if outside else "") + digits
        fault = Fault.PLACEHOLDER if repeated(digits) else Fault.PLAN
        return Normal("phone", key, key, fault)
    if outside or region:
        return _normal(known[0], Fault.PLAN)
    return Normal("phone", digits, digits, Fault.UNKNOWN)


def _read(number: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number, region.upper() or None)
    except phonenumbers.NumberParseException:
        return None


def _normal(number: phonenumbers.PhoneNumber, fault: Fault | None) -> Normal:
    key = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    shown = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    scheme = phonenumbers.region_code_for_number(number) or ""
    return Normal("phone", key, shown if fault is None else key, fault, scheme=scheme)


def short(text: str, region: str = "") -> Normal:
    """A service number of one country, e.g. "MD:902"; without a region it cannot be compared."""
    cleaned = plain(text)
    if not cleaned:
        return unusable("short", cleaned)
    if written := _SHORT.fullmatch(cleaned):
        region, digits = written.groups()
    else:
        digits = re.sub(r"[^0-9]", "", ascii_digits(cleaned))
    if not digits:
        return unusable("short", "")
    known = re.fullmatch(r"[A-Z]{2}", region.upper()) is not None
    key = f"{region.upper()}:{digits}" if known else digits
    fault = None if known else Fault.UNKNOWN
    if not 2 <= len(digits) <= 6:
        fault = Fault.LENGTH
    return Normal("short", key, digits, fault, scheme=region.upper() if known else "")


def sender(text: str) -> Normal:
    """The name in place of a number that a message came from. Spoofed letters share `alike`."""
    cleaned = plain(text)
    if not cleaned:
        return unusable("sender", cleaned)
    key = cleaned.casefold()
    fault = None if len(key) <= 11 else Fault.LENGTH
    return Normal("sender", key, cleaned, fault, alike=key.upper().translate(LOOK_ALIKE))
