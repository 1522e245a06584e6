"""Devices and SIM cards: IMEI (3GPP TS 23.003), IMSI (ITU-T E.212), ICCID (ITU-T E.118)."""

import re

from stdnum import imsi as stdnum_imsi
from stdnum import luhn

from punte.algorithms.selectors.model import (
    Fault,
    Normal,
    capitals,
    fault_of,
    plain,
    repeated,
    unusable,
)


def imei(text: str) -> Normal:
    """A device by its first 14 digits, whether the check digit or the version follows.

    With 15 digits the last is Luhn's check digit, but networks send 0 there: that is told apart.
    A number whose check digit does not fit keeps it in the key, so that it meets no other.
    """
    cleaned = plain(text)
    number = capitals(cleaned or "")
    if not number:
        return unusable("imei", cleaned)
    fault, body = None, number[:14]
    if not number.isdigit():
        fault, body = Fault.FORM, number
    elif len(number) not in (14, 15, 16):
        fault, body = Fault.LENGTH, number
    elif repeated(number):
        fault, body = Fault.PLACEHOLDER, number
    elif len(number) == 15 and not luhn.is_valid(number):
        fault = Fault.SPARE if number[-1] == "0" else Fault.CHECK
        body = body if fault is Fault.SPARE else number
    shown = f"{number[:8]} {number[8:14]} {number[14:]}".strip() if len(number) < 17 else number
    return Normal("imei", body, shown, fault, alike=number[:14])


def imsi(text: str) -> Normal:
    """A subscriber's 14 or 15 digits; the country code must be a known one."""
    cleaned = plain(text)
    number = capitals(cleaned or "")
    if not number:
        return unusable("imsi", cleaned)
    fault = fault_of(stdnum_imsi.validate, number)
    return Normal("imsi", number, number, Fault.PLACEHOLDER if repeated(number) else fault)


def iccid(text: str) -> Normal:
    """The number printed on a SIM card: 18 to 20 digits from 89; filler F at the end goes.

    Some sources leave the check digit out, so `alike` is the first 18 digits.
    """
    cleaned = plain(text)
    number = re.sub(r"(?<=[0-9])F+$", "", capitals(cleaned or ""))
    if not number:
        return unusable("iccid", cleaned)
    fault = None
    if not number.isdigit() or not number.startswith("89"):
        fault = Fault.FORM
    elif not 18 <= len(number) <= 20:
        fault = Fault.LENGTH
    elif len(number) == 20 and not luhn.is_valid(number):
        fault = Fault.CHECK
    return Normal("iccid", number, number, fault, alike=number[:18])
