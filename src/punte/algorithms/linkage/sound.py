"""How a part of a name may have sounded, whichever script and habit it was written in.

`fold` gives one plain spelling but keeps what a reader must guess: ch is к for a Romanian and ч
for an English hand, j is ж or й, g before e is дж or г. Here every guess becomes one reading, in
small Latin letters with C for ч and G for дж; a name is the same if two readings meet.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from punte.algorithms.textsearch import fold

Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> Rules:
    return tuple((re.compile(what), by) for what, by in pairs)


_ROMANIAN: Final = _rules(
    (r"ch(?=[ei])", "k"),
    (r"gh(?=[ei])", "g"),
    (r"g[ei](?=[aou])", "G"),
    (r"g(?=[ei])", "G"),
    (r"dj", "G"),
)
# ICAO, English, and Ukrainian by the cabinet's table: the letters of passports.
_ENGLISH: Final = _rules((r"t?sch|tch|ch", "C"), (r"dj", "G"), (r"gh", "g"))
# German and French hands, and Russian by the scientific table.
_OTHER: Final = _rules(
    (r"tsch|tch", "C"), (r"dsch|dj", "G"), (r"sch|ch", "s"), (r"ou", "u"), (r"j", "i"),
    (r"gu(?=[ei])", "g"),
)  # fmt: skip
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
# What no habit tells apart for sure; applied after each reading.
_COMMON: Final = _rules(
    (r"c[ei](?=[aou])|c(?=[ei])", "C"),
    (r"[cq]", "k"),
    (r"x", "ks"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"h", "g"),
    (r"sC", "s"),
    (r"ea", "ia"),
    (r"ie", "e"),
    (r"(?<=[bdfgjklmnprstvzCG])io", "o"),
    (r"iu", "u"),
    (r"(?<=[CG])i$", ""),
    (r"([a-zCG])\1+", r"\1"),
)
_SOFT_END: Final = re.compile(r"рь$")
# What else a letter was written for: ы is î, which old papers write â and typists a; ё is written
# е, and heard io; э stands for ă, and is read e; щ is șc in Moldovan papers.
_TWO_WAYS: Final = tuple(
    (re.compile(letter), by)
    for letter, by in (("â", "î"), ("ы(?!й?$)", "а"), ("ё", "о"), ("э", "е"), ("щ", "шк"))
)
# A soft ч before a consonant is spelt ci: Гречко, Grecico.
_SOFT: Final = re.compile(r"Ci(?=[bdfgklmnprstvz])")
_INSIDE: Final = re.compile(r"(?<=[a-zа-яіїєґăâîșț])(?=[A-ZА-ЯІЇЄҐĂÂÎȘȚ])")
_APART: Final = re.compile(r"[\s,.;:/()\"\-\u2010-\u2015_]+")
LONGEST: Final = 200


def words(name: str) -> tuple[str, ...]:
    """The parts of a name as written, small; a hyphen parts too, and AnaMaria. Takes any text."""
    sound = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in name[:LONGEST])
    spaced = _INSIDE.sub(" ", unicodedata.normalize("NFC", sound))
    parts = _APART.split(spaced.casefold())
    return tuple(part for part in parts if any(c.isalpha() for c in part))[:8]


_UNSEEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}


@lru_cache(maxsize=400_000)
def readings(word: str) -> tuple[str, ...]:
    """The ways in which one part may have been meant to sound; () if nothing can be read."""
    folded = _folded(word)
    spellings = {folded}
    spellings |= {_folded(pattern.sub(by, word)) for pattern, by in _TWO_WAYS}
    if _SOFT_END.search(word):
        # Moldovan papers write the soft sign as i: Житарь is Jitari.
        spellings.add(folded + "i")
    found = {_read(s, rules) for s in spellings if s for rules in _habits(word)}
    found |= {_SOFT.sub("C", reading) for reading in found}
    return tuple(sorted(found - {""}))


def _habits(word: str) -> tuple[Rules, ...]:
    """Cyrillic leaves nothing to guess; a Latin j is no English letter of a Slavic name."""
    if _CYRILLIC.search(word):
        return (_ROMANIAN,)
    guessed = ("ch" in word or "j" in word or "ou" in word or "gu" in word) and "zh" not in word
    return (_ROMANIAN, _ENGLISH, _OTHER) if guessed else (_ROMANIAN, _ENGLISH)


def _folded(word: str) -> str:
    return fold(word[:LONGEST]).replace(" ", "") if word else ""


def _read(word: str, rules: Rules) -> str:
    for pattern, replacement in (*rules, *_COMMON):
        word = pattern.sub(replacement, word)
    return word
