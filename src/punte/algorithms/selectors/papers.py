"""Documents, and the numbers that states give to people and companies."""

from collections.abc import Callable
from typing import Final

from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, InvalidLength
from stdnum.md import idno as stdnum_idno
from stdnum.ro import cnp as stdnum_cnp
from stdnum.ro import cui as stdnum_cui
from stdnum.ua import edrpou as stdnum_edrpou
from stdnum.ua import rntrc as stdnum_rntrc

from punte.algorithms.selectors.model import (
    Fault,
    Normal,
    alike,
    fault_of,
    plain,
    repeated,
    unusable,
)
from punte.algorithms.textsearch import fold_document

Validate = Callable[[str], str]


def _idnp(number: str) -> str:
    """The personal number of Moldova: 13 digits, the last by weights 7-3-1 as in IDNO.

    A first digit of 1 is for organisations.
    """
    if not number.isdigit():
        raise InvalidFormat
    if len(number) != 13:
        raise InvalidLength
    if number[0] == "1":
        raise InvalidComponent
    if number[-1] != stdnum_idno.calc_check_digit(number[:12]):
        raise InvalidChecksum
    return number


def _idno(number: str) -> str:
    stdnum_idno.validate(number)
    if number[0] != "1":
        raise InvalidComponent
    return number


PERSONS: Final[dict[str, Validate]] = {
    "RO": stdnum_cnp.validate,
    "MD": _idnp,
    "UA": stdnum_rntrc.validate,
}
COMPANIES: Final[dict[str, Validate]] = {
    "RO": stdnum_cui.validate,
    "MD": _idno,
    "UA": stdnum_edrpou.validate,
}


def national_id(text: str, region: str = "") -> Normal:
    """A person's number: CNP (RO), IDNP (MD), RNOKPP (UA), or another country's as it is.

    `scheme` is the country whose rule it fits, `region` first. If the region is one of the three
    and no rule fits, the fault is that of its rule; the number stays as written.
    """
    key, cleaned = _key(text)
    if not key:
        return unusable("national_id", cleaned)
    region = region.upper()
    order = sorted(PERSONS, key=lambda country: country != region)
    fitting = [c for c in order if key.isdigit() and fault_of(PERSONS[c], key) is None]
    if repeated(key):
        return Normal("national_id", key, key, Fault.PLACEHOLDER)
    if fitting:
        return Normal("national_id", key, key, scheme=fitting[0])
    if region in PERSONS:
        return Normal("national_id", key, key, fault_of(PERSONS[region], key))
    wrong = key.isdigit() and len(key) == 13
    return Normal("national_id", key, key, Fault.CHECK if wrong else _sized(key))


def company_id(text: str, region: str = "") -> Normal:
    """A company's number with its country: "RO" and CUI, "MD" and IDNO, "UA" and EDRPOU.

    CUI and EDRPOU may be the same digits, so without `region` or a prefix a number that fits
    both has no country in its key and is marked.
    """
    key, cleaned = _key(text)
    if not key:
        return unusable("company_id", cleaned)
    if key[:2] in COMPANIES and key[2:].isdigit():
        region, key = key[:2], key[2:]
    region = region.upper()
    if not key.isdigit():
        return Normal("company_id", key, key, _sized(key))
    fitting = [country for country in COMPANIES if fault_of(COMPANIES[country], key) is None]
    if region in COMPANIES and (region in fitting or not fitting):
        return Normal("company_id", region + key, key, fault_of(COMPANIES[region], key), "", region)
    if len(fitting) == 1:
        return Normal("company_id", fitting[0] + key, key, scheme=fitting[0])
    return Normal("company_id", key, key, Fault.AMBIGUOUS if fitting else Fault.UNKNOWN)


def document(text: str) -> Normal:
    """A passport's or other paper's number: A-Z and digits; `alike` takes 0/O, 1/I, 8/B as one."""
    key, cleaned = _key(text)
    if not key:
        return unusable("document", cleaned)
    fault = Fault.PLACEHOLDER if repeated(key) else _sized(key)
    return Normal("document", key, key, fault, alike(key))


def _key(text: str) -> tuple[str, str | None]:
    cleaned = plain(text)
    if not cleaned:
        return "", cleaned
    key = fold_document(cleaned)
    return (key, cleaned) if len(key) <= 200 else ("", None)


def _sized(key: str) -> Fault | None:
    return None if 4 <= len(key) <= 20 else Fault.LENGTH


def _of(kind: str, country: str, rules: dict[str, Validate]) -> Callable[[str], Normal]:
    def normaliser(text: str) -> Normal:
        key, cleaned = _key(text)
        if rules is COMPANIES and key.startswith(country):
            key = key[len(country) :]
        if not key:
            return unusable(kind, cleaned)
        fault = Fault.PLACEHOLDER if repeated(key) else fault_of(rules[country], key)
        return Normal(kind, key, key, fault, scheme=country)

    return normaliser


cnp = _of("cnp", "RO", PERSONS)
idnp = _of("idnp", "MD", PERSONS)
rntrc = _of("rntrc", "UA", PERSONS)
cui = _of("cui", "RO", COMPANIES)
idno = _of("idno", "MD", COMPANIES)
edrpou = _of("edrpou", "UA", COMPANIES)
