"""How a part of a name may have sounded, whichever script and habit it was written in.

Cyrillic leaves little to guess. Latin does: ch is к for a Romanian and ч for an English hand, j is
ж or й, c is к, ч or ц. Here every guess becomes one reading, in small Latin letters with C for ч
and G for дж; a name is the same if two readings meet.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from punte.algorithms.linkage.habits import Rules, rules, spellings
from punte.algorithms.textsearch import fold

_ROMANIAN: Final = rules(
    (r"ch(?=[ei])", "k"),
    (r"g(?=[ei])", "G"),
    (r"gh(?=[ei])", "g"),
    (r"dj", "G"),
)
# ICAO, English, and Ukrainian by the cabinet's table: the letters of passports.
_ENGLISH: Final = rules((r"t?sch|tch|ch", "C"), (r"dj", "G"), (r"gh", "g"))
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
# What no habit tells apart for sure; applied after each reading.
_COMMON: Final = rules(
    (r"(.)\1+", r"\1"),
    (r"c(?=[ei])", "C"),
    (r"[cq]", "k"),
    (r"[kg]z", "ks"),
    (r"x", "ks"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"h", "g"),
    (r"sC|sg", "s"),
    (r"(?<=[CG])[ei](?=[aou])", ""),
    (r"ea", "ia"),
    (r"ie", "e"),
    (r"(?<=[bdfgjklmnprstvzCG])io", "o"),
    (r"(?<=[bdfgjklmnprstvzCG])iu(?=.)", "u"),
    (r"(?<=[CG])i$", ""),
    (r"(.)\1+", r"\1"),
)
_LETTERS: Final = dict(
    zip("абвгґдежзиіїйклмнопрстуфхцчшщыў", "abvggdejziiiiklmnoprstufhtCssiv", strict=True)
) | {"є": "ie", "ё": "e", "э": "a", "ю": "iu", "я": "ia", "ь": "", "ъ": "", "ӂ": "G", "ѣ": "e"}
_PAIRS: Final = rules((r"дж", "ӂ"), (r"т[сз]", "т"), (r"кх", "х"), (r"(?<![^аеиоуыэюяєії])э", "е"))
# Serbian and Macedonian letters, as their neighbours write them.
_SOUTHERN: Final = str.maketrans(
    {"ј": "й", "љ": "л", "њ": "н", "ђ": "дж", "ћ": "ч", "џ": "дж", "ѓ": "г", "ќ": "к", "ѕ": "дз"}
)
_SOFTENED: Final = re.compile("([љњ])(?=[аеиоу])")
_SOFT_END: Final = re.compile(r"[бвдзлмнпрстц]ь$")
# What else a letter was written for: ы is î, which new papers write â and typists a; ё is written
# е, and heard io, so Fiodorov is Федоров; э stands for ă, and is read e; щ is șc in Moldovan
# papers, шт in Bulgarian ones, where ъ is a vowel that others write a, u or î; cî without its hat
# is read ci, though it is кы; a capital I looks like l.
_TWO_WAYS: Final = rules(
    ("â", "î"), ("ы(?!й?$)", "а"), ("ё", "йо"), ("э", "е"), ("щ", "шк"), ("щ", "шт"),
    *((r"ъ(?=[бвгджзклмнпрстфхцчшщ])", by) for by in "аыу"),
    ("(?<=.)î(?=.)", "a"), ("c(?=[îâ])", "k"), ("g(?=[îâ])", "gh"), ("к(?=ы)", "ч"),
    ("г(?=ы)", "дж"),
    ("^l(?=[bcdfgkmnprstvz])", "i"), ("(?<=[bcdfghklmnprstvwxz])[yj]o", "e"),
    ("(?<=[bdfjlmnprstvz])io(?=[bdfglmnprtvz])|(?<=c)io(?=va?$)", "e"),
)  # fmt: skip
# A soft ч before a consonant is spelt ci: Гречко, Grecico.
_SOFT: Final = re.compile(r"Ci(?=[bdfgklmnprstvz])")
_INSIDE: Final = re.compile(r"(?<=[a-zа-яіїєґăâîșț])(?=[A-ZА-ЯІЇЄҐĂÂÎȘȚ])")
_APART: Final = re.compile(r"[\s,.;:/()\"\-\u2010-\u2015_]+")
_TITLE: Final = re.compile(
    r"^\s*(?:d-?na|d-?ra|d-?l|dr|cet|mr|mrs|ms|mme|herr|frau|г-н|г-жа|гр|гр-н|гр-ка|пан|пані)"
    r"[.\s]\s*(?=\S)"
)
LONGEST: Final = 200
# No part of a name is longer; text that only looks like one must not cost seconds.
LONGEST_PART: Final = 40


def words(name: str) -> tuple[str, ...]:
    """The parts of a name as written, small; a hyphen parts too, and AnaMaria. Takes any text."""
    sound = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in name[:LONGEST])
    sound = unicodedata.normalize("NFC", sound)
    if _MIXED.search(sound):
        sound = _WORD.sub(_meant, sound)
    spaced = _INSIDE.sub(" ", sound)
    parts = _APART.split(_TITLE.sub("", spaced.casefold()))
    return tuple(part for part in parts if any(c.isalpha() for c in part))[:8]


_UNSEEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}
_MIXED: Final = re.compile(r"\d|[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_WORD: Final = re.compile(r"[^\W_]+")
_LOOK_CYRILLIC: Final = "АаВЕеІіЈјКМНОоРрСсЅѕТУуХх"
_LOOK_LATIN: Final = "AaBEeIiJjKMHOoPpCcSsTYyXx"
_TO_LATIN: Final = str.maketrans(_LOOK_CYRILLIC, _LOOK_LATIN)
_TO_CYRILLIC: Final = str.maketrans(_LOOK_LATIN + "kmhtb", _LOOK_CYRILLIC + "кмнтв")
_DIGITS: Final = str.maketrans("01", "ol")


def _meant(found: re.Match[str]) -> str:
    """Letters that only look like those of the word's script, and zeros, as they were meant."""
    word = found[0]
    if any(c.isalpha() for c in word):
        word = word.translate(_DIGITS)
    letters = [c for c in word if c.isalpha()]
    foreign = [c for c in letters if _CYRILLIC.match(c)]
    if foreign and len(foreign) < len(letters):
        only_latin = any(c not in _LOOK_LATIN and c not in foreign for c in letters)
        if set(foreign) <= set(_LOOK_CYRILLIC) and (only_latin or 2 * len(foreign) <= len(letters)):
            return word.translate(_TO_LATIN)
        return word.translate(_TO_CYRILLIC)
    return word


@lru_cache(maxsize=400_000)
def readings(word: str, habits: tuple[int, ...] = ()) -> tuple[str, ...]:
    """The ways in which one part may have been meant to sound; () if nothing can be read.

    `habits` are those that the whole name shows (`habits.habits_of`).
    """
    word = word[:LONGEST_PART]
    ways = {word} | {pattern.sub(by, word) for pattern, by in _TWO_WAYS}
    if _CYRILLIC.search(word):
        found = {_read(_cyrillic(way), ()) for way in ways}
        if _SOFT_END.search(word):
            # Moldovan papers write the soft sign as i: Житарь is Jitari, Коваль Covali.
            found |= {reading + "i" for reading in found}
    else:
        ways = {_OFF.sub("v", way) for way in ways}
        folded = {_folded(way) for way in ways}
        found = {_read(way, by) for way in folded for by in (_ROMANIAN, _ENGLISH)}
        found |= {_read(_plain(s), ()) for way in ways for s in spellings(way, habits)}
    found |= {_SOFT.sub("C", reading) for reading in found}
    return tuple(sorted(found - {""}))


def certain(word: str) -> str:
    """The letters s, ș, t and ț of a word in their order, if it tells them apart; else "".

    Cyrillic does, and a Romanian word that is written with its marks.
    """
    if _CYRILLIC.search(word):
        return "".join(_HISSES[c] for c in word if c in _HISSES)
    if _MARKS.isdisjoint(word) or _NOT_ROMANIAN.search(word):
        return ""
    return "".join(c for c in word.translate(_COMMA_BELOW) if c in "sștț")


_HISSES: Final = dict(zip("сшщтц", "sșștț", strict=True))
_MARKS: Final = frozenset("șțşţ")
_COMMA_BELOW: Final = str.maketrans("şţ", "șț")
_NOT_ROMANIAN: Final = re.compile("[kwyx]|sh|t[sz]|sc[ei]|ph|th|ı|ğ|ç|ö|ü")
_OFF: Final = re.compile(r"(?<=[eo])ff$")


def _folded(word: str) -> str:
    return fold(word).replace(" ", "") if word else ""


def _cyrillic(word: str) -> str:
    word = _SOFTENED.sub(r"\1и", word).translate(_SOUTHERN)
    for pattern, by in _PAIRS:
        word = pattern.sub(by, word)
    return _plain("".join(_LETTERS.get(letter, letter) for letter in word))


def _plain(word: str) -> str:
    """Without marks and what is no letter; the sounds C and G stay."""
    bare = unicodedata.normalize("NFKD", word.translate(_WHOLE))
    return "".join(c for c in bare if c in _KEPT)


_WHOLE: Final = str.maketrans({"ł": "l", "đ": "d", "ı": "i"})
_KEPT: Final = frozenset("abcdefghijklmnopqrstuvwxyzCG")


def _read(word: str, before: Rules) -> str:
    for pattern, replacement in (*before, *_COMMON):
        word = pattern.sub(replacement, word)
    return word
