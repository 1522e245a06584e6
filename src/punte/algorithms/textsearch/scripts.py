"""Names from one script into the other, in the spelling that Romanian readers use.

Latin follows Romanian orthography as in Moldovan papers (Шевчук is Șevciuc, Кириак is Chiriac),
Cyrillic follows Russian and Moldovan habit. It is for reading aloud and for search, not a
standard transliteration, and it does not bring back every letter: ь is lost, ё becomes io.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final, Literal

from punte.algorithms.textsearch.text import checked

Script = Literal["latin", "cyrillic"]

_TO_LATIN: Final = dict(
    zip(
        "абвгґдежзийклмнопрстуфхцшыіўѣ",
        "abvggdejziiclmnoprstufhțșîiue",
        strict=True,
    )
) | {"ё": "io", "є": "ie", "ї": "i", "ю": "iu", "я": "ia", "ь": "", "ъ": "", "э": "ă", "ґ": "g"}
_FRONT: Final = frozenset("еэєиіїёюяьйeiîyéѣ")
_VOWELS: Final = frozenset("аеёиоуыэюяєіїaeiouăâîy")
_APOSTROPHES: Final = frozenset("'\u2019\u02bc\u2018`\u00b4")

# What Cyrillic writes for Latin letters, longest first; tried in this order at every place.
_TO_CYRILLIC: Final = (
    ("shch", "щ"),
    ("șci(?=[aou])", "щ"),
    ("ch(?=[eiîy])", "к"),
    ("gh(?=[eiîy])", "г"),
    ("sh", "ш"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ch", "ч"),
    ("ts", "ц"),
    ("ci(?=[aou])|ci$|c(?=[eiîy])", "ч"),
    ("gi(?=[aou])|gi$|g(?=[eiîy])", "дж"),
    ("(?<=[^aeiouăâî])[iy]i$", "ий"),
    ("(?<=[^aeiouăâî])iu$", "иу"),
    ("(?<=[^aeiouăâî])[iy]a$", "ия"),
    ("[iy]u", "ю"),
    ("[iy]a|(?<=[bcdfghjklmnpqrsștțvxz])ea", "я"),
    ("(?<=[aeouăâ])[iy](?![aeou])", "й"),
    ("x", "кс"),
    *zip("abcdefghijklmnopqrstuvwyzșțăâî", "абкдефгхижклмнопкрстуввизшцэыы", strict=True),
)
_LATIN_TOKEN: Final = re.compile("|".join(f"({pattern})" for pattern, _ in _TO_CYRILLIC))


def transliterate(text: str, to: Script) -> str:
    """`text` written in the other script; letters already in it, digits and signs stay.

    Keeps capitals. Takes at most 200 characters; raises TextError for more, NUL or lone
    surrogates, and ValueError for another script.
    """
    checked(text)
    text = unicodedata.normalize("NFC", text).translate(_COMMA_BELOW)
    if to == "latin":
        return _each_word(text, latin)
    if to == "cyrillic":
        return _each_word(text, _cyrillic)
    raise ValueError(f"a name can be written in latin or cyrillic, not in {to}")


# Turkish cedillas, which old fonts forced on Romanian, become the right commas below.
_COMMA_BELOW: Final = str.maketrans("şţŞŢ", "șțȘȚ")


def latin(word: str) -> str:
    """One lower-case word (NFC) in Romanian spelling; what is not Cyrillic stays."""
    word = word.replace("дж", "ӂ")
    return "".join(_latin_letter(word, place) for place in range(len(word)))


def _latin_letter(word: str, place: int) -> str:
    letter = word[place]
    following = word[place + 1] if place + 1 < len(word) else ""
    if letter == "к":
        return "ch" if following and following in "еэєиіїё" else "c"
    if letter == "г":
        return "gh" if following and following in "еэєиіїё" else "g"
    if letter in _SOFT:
        return _SOFT[letter] + ("" if following and following in _FRONT - {"ь"} else "i")
    if letter == "э" and (place == 0 or word[place - 1] in _VOWELS):
        return "e"
    if letter in "яює" and place and word[place - 1] in "иіїй":
        return _TO_LATIN[letter][1:]
    if letter in _APOSTROPHES and following in _FRONT and place:
        return ""
    return _TO_LATIN.get(letter, letter)


# Romanian writes ч, щ and дж (Moldovan ӂ) as c, șc and g, and shows by an i that they are soft.
_SOFT: Final = {"ч": "c", "щ": "șc", "ӂ": "g"}


def _cyrillic(word: str) -> str:
    parts, end = [], 0
    for match in _LATIN_TOKEN.finditer(word):
        index = next(i for i, group in enumerate(match.groups()) if group is not None)
        parts += [word[end : match.start()], _TO_CYRILLIC[index][1]]
        end = match.end()
    return "".join([*parts, word[end:]])


def _each_word(text: str, rewrite: Callable[[str], str]) -> str:
    pieces = re.split(r"(\s+|-)", text)
    return "".join(_recased(piece, rewrite(piece.lower())) for piece in pieces)


def _recased(before: str, after: str) -> str:
    if before.isupper() and sum(map(str.isalpha, before)) > 1:
        return after.upper()
    return after[:1].upper() + after[1:] if before[:1].isupper() else after
