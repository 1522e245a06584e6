"""Documents, phones and dates in one spelling, so that equal ones are found as equal."""

import datetime as dt
import re
import unicodedata
from typing import Final, Literal

from punte.algorithms.textsearch.folding import fold
from punte.algorithms.textsearch.text import checked

Region = Literal["RO", "MD", "UA"]

# Country code and how many digits follow it (ITU-T E.164 and the national plans).
PLANS: Final[dict[str, tuple[str, int]]] = {"RO": ("40", 9), "MD": ("373", 8), "UA": ("380", 9)}
_PHONE_SIGNS: Final = re.compile(r"[\s().\-/\u2010-\u2015]+")
_LOOK_ALIKE: Final = str.maketrans("АВЕІЅЈКМНОРСТУХ", "ABEISJKMHOPCTYX")
YEARS: Final = range(1900, 2101)
_NO_DOCUMENT: Final = re.compile(r"[^0-9A-Z]+")
_MONTHS: Final = (
    "ian|jan|янв|січ",
    "feb|фев|лют",
    "mar|мар|бер",
    "apr|апр|кві",
    "mai|may|мая|май|тра",
    "iun|jun|июн|чер",
    "iul|jul|июл|лип",
    "aug|авг|сер",
    "sep|сен|вер",
    "oct|окт|жов",
    "noi|nov|ноя|лис",
    "dec|дек|гру",
)


def fold_document(text: str) -> str:
    """A document's number in capitals A-Z and digits; "" if it holds neither.

    Cyrillic capitals that look like Latin ones become those (АВ is AB), other Cyrillic letters
    are spelt in Latin. O and 0 stay apart. Raises TextError beyond 200 characters, for NUL and
    lone surrogates.
    """
    plain = _ascii_digits(unicodedata.normalize("NFKC", checked(text, "document")))
    plain = plain.upper().translate(_LOOK_ALIKE)
    if plain.isascii():
        return _NO_DOCUMENT.sub("", plain)
    return "".join(
        character if character.isascii() else fold(character).upper()
        for character in plain
        if character.isalnum()
    )


def fold_phone(text: str, default_region: Region) -> str | None:
    """A phone number as E.164 ("+37360000000"), or None if it cannot be one.

    A number without country code is taken as of `default_region`. For Romania, Moldova and
    Ukraine the length is checked, for other countries only that there are 8 to 15 digits;
    whether a number is in use is not known here. Raises TextError like `fold_document`, and
    ValueError for another region.
    """
    if default_region not in PLANS:
        raise ValueError(f"no phone plan for the region {default_region}")
    plain = _ascii_digits(unicodedata.normalize("NFKC", checked(text, "phone")))
    number = _PHONE_SIGNS.sub("", plain)
    if re.fullmatch(r"(\+|00)[0-9]{8,17}", number):
        return _international(number.removeprefix("+").removeprefix("00"))
    if not re.fullmatch(r"[0-9]{8,13}", number):
        return None
    code, length = PLANS[default_region]
    if len(number) == len(code) + length and number.startswith(code):
        return "+" + number
    return _national(number, code, length)


def _international(digits: str) -> str | None:
    for code, length in PLANS.values():
        if digits.startswith(code):
            return _national(digits.removeprefix(code), code, length)
    return "+" + digits if digits[0] != "0" and 8 <= len(digits) <= 15 else None


def _national(digits: str, code: str, length: int) -> str | None:
    if len(digits) == length + 1 and digits.startswith("0"):
        digits = digits[1:]
    return f"+{code}{digits}" if len(digits) == length else None


def fold_date(text: str) -> str | None:
    """A date as YYYY-MM-DD, or YYYY-MM or YYYY if that is all that is known; None if no date.

    Takes ISO order and day-month-year with points, slashes, hyphens or spaces, and months by
    name in Romanian, English, Russian and Ukrainian. Years 1900 to 2100, and only days that
    exist. Raises TextError like `fold_document`.
    """
    plain = _ascii_digits(unicodedata.normalize("NFKC", checked(text, "date")).casefold())
    tokens = [token for token in re.split(r"[\s.,/\-]+", plain) if token]
    if tokens and tokens[-1] in ("г", "р", "року", "года"):
        tokens.pop()
    numbers = [_number(token) for token in tokens]
    if not 1 <= len(numbers) <= 3 or None in numbers:
        return None
    parts = [number for number in numbers if number is not None]
    # A year has four digits, so it says itself at which end it stands.
    if len(tokens[0]) != 4:
        parts.reverse()
    return _iso(parts)


def _number(token: str) -> int | None:
    if re.fullmatch(r"[0-9]{1,4}", token):
        return int(token)
    if not re.fullmatch(r"[^\W\d_]{3,12}", token):
        return None
    for month, names in enumerate(_MONTHS, start=1):
        if re.match(names, token):
            return month
    return None


def _iso(parts: list[int]) -> str | None:
    year, month, day = (*parts, 1, 1)[:3]
    if year not in YEARS:
        return None
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return date.isoformat()[: (4, 7, 10)[len(parts) - 1]]


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
