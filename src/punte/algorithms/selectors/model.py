"""What a normalised selector is, what may be wrong with it, and the cleaning that all share."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from stdnum import exceptions

LIMIT: Final = 200
# Cyrillic capitals that look like Latin ones, as plates and series of documents use them.
LOOK_ALIKE: Final = str.maketrans("АВЕІЅЈКМНОРСТУХЁЇ", "ABEISJKMHOPCTYXEI")
# Signs that people confuse when they read or type; for advice only.
_CONFUSED: Final = str.maketrans("OIB", "018")


class Fault(StrEnum):
    """Why a selector is not valid. It is kept all the same."""

    EMPTY = "nothing that could be one"
    LONG = "too long"
    LENGTH = "the wrong number of signs"
    FORM = "not written as one"
    CHECK = "the check digit does not fit"
    SPARE = "the last digit is 0, as networks send it: no check digit"
    PLAN = "no such number in the plan"
    PLACEHOLDER = "a filler, not a number"
    UNKNOWN = "of which country or network is not known"
    AMBIGUOUS = "fits the numbers of several countries"


@dataclass(frozen=True, slots=True)
class Normal:
    """A selector in one spelling.

    `kind` may be narrower than was asked (a phone may turn out to be a `short` number or a
    `sender`). Equal `kind` and `key` mean the same selector; an empty key cannot be compared.
    `shown` is for people. `fault` is None if it is valid. `alike` is a second, looser key: two
    that share it may be one, read or typed wrongly; a person must look. `scheme` says whose rule
    it fits ("RO", "UA", "BTC"), if any.
    """

    kind: str
    key: str
    shown: str
    fault: Fault | None = None
    alike: str = ""
    scheme: str = ""

    @property
    def valid(self) -> bool:
        return self.fault is None


def plain(text: str, limit: int = LIMIT) -> str | None:
    """NFKC without control and format characters, spaces single; None beyond `limit`."""
    if len(text) > limit:
        return None
    sound = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in text)
    done = " ".join(unicodedata.normalize("NFKC", sound).split())
    return done if len(done) <= limit else None


_UNSEEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"}


def ascii_digits(text: str) -> str:
    """Digits of any script as 0-9; a whole number that a spreadsheet wrote as 12.0 as 12."""
    if not text.isascii():
        text = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    return re.sub(r"^([0-9]+)\.0+$", r"\1", text)


def capitals(text: str) -> str:
    """A-Z and 0-9 only, Cyrillic look-alikes as Latin letters; other signs are dropped."""
    return re.sub(r"[^0-9A-Z]", "", ascii_digits(text).upper().translate(LOOK_ALIKE))


def alike(key: str) -> str:
    """The key with 0/O, 1/I and 8/B as one."""
    return key.translate(_CONFUSED)


def repeated(digits: str) -> bool:
    """All the same sign, as forms are filled when the number is not known."""
    return len(digits) > 3 and len(set(digits)) == 1


def fault_of(validate: Callable[[str], str], number: str) -> Fault | None:
    """What a check of python-stdnum says, in our words."""
    try:
        validate(number)
    except exceptions.InvalidChecksum:
        return Fault.CHECK
    except exceptions.InvalidLength:
        return Fault.LENGTH
    except exceptions.InvalidComponent:
        return Fault.PLAN
    except exceptions.ValidationError:
        return Fault.FORM
    return None


def unusable(kind: str, text: str | None) -> Normal:
    """What cannot be compared: nothing in it, or too much."""
    return Normal(kind, "", "", Fault.LONG if text is None else Fault.EMPTY)


def grouped(key: str, size: int = 4) -> str:
    return " ".join(key[i : i + size] for i in range(0, len(key), size))
