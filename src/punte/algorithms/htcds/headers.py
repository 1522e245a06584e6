"""Which field a column means, by its name in four languages."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from punte.algorithms.htcds.catalogue import OWN, fields
from punte.algorithms.htcds.places import plain, spellings

_NUMBERED: Final = re.compile(r"^(?P<name>.+?)[ ._\[(]+(?P<number>\d{1,2})[\])]?$")


@cache
def _known() -> dict[str, str]:
    found = {plain(key): key for key in fields()}
    for field in fields().values():
        found.setdefault(plain(field.key.partition("_")[2]), field.key)
    for key, names in spellings("columns").items():
        found.update({plain(name): key for name in names})
    for field in fields().values():
        found.setdefault(plain(field.label), field.key)
    # A pseudonym is given here and never taken from elsewhere.
    return {name: key for name, key in found.items() if key != f"{OWN}Pseudonym"}


def guess_field(header: str) -> str:
    """The key of the field that a column's name means, or an empty text."""
    key = _known().get(plain(header), "")
    if key or not (match := _NUMBERED.match(header.strip())):
        return key
    # "City 2" is the second of a repeatable field, and of no other.
    several = _known().get(plain(match["name"]), "")
    return several if several and fields()[several].several else ""


def guess_all(headers: list[str]) -> list[str]:
    """A field for each column; a field that cannot repeat is given to its first column alone."""
    taken: set[str] = set()
    guesses = []
    for header in headers:
        key = guess_field(header)
        if key and key in taken and not fields()[key].several:
            key = ""
        taken.add(key)
        guesses.append(key)
    return guesses
