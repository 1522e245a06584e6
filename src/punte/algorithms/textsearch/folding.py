"""One plain spelling for a name, whatever script, diacritics or habit it was written in."""

import re
import unicodedata
from typing import Final

from punte.algorithms.textsearch.scripts import latin
from punte.algorithms.textsearch.text import checked

# Letters that do not fall apart into a base letter and a mark.
_WHOLE_LETTERS: Final = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "æ": "e", "œ": "e", "ı": "i", "þ": "t"}
)
_JOINED: Final = re.compile(r"['\u2019\u02bc\u2018\u02b9`\u00b4]")
_NOT_LETTERS: Final = re.compile(r"[^a-z0-9]+")
# ё is mostly written е, щ is heard as ш; к before a soft vowel stays k, so that it is not
# taken for the English ch.
_BEFORE: Final = (("ё", "е"), ("щ", "ш"), (r"к(?=[еэєиіїьюя])", "k"))
_HABITS: Final = (
    (r"shch", "s"),
    (r"sh", "s"),
    (r"zh", "j"),
    (r"kh", "h"),
    (r"t[sz]", "t"),
    (r"k(?![eiy])", "c"),
    (r"w", "v"),
    (r"y", "i"),
    (r"(.)\1", r"\1"),
)
# In a word that mixes scripts, Latin letters that look like Cyrillic ones were meant as those.
_LOOK_ALIKE: Final = str.maketrans("aceopxykmhtbi", "асеорхукмнтві")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_OTHER_LATIN: Final = re.compile(r"[dfgjlnqrsuvwz]")


def fold(text: str) -> str:
    """`text` in lower-case Latin letters a-z, digits and single spaces.

    Compatibility forms are resolved (NFKC), Cyrillic becomes Romanian spelling, diacritics and
    punctuation go, sh/ș/ш become s, zh/ж j, kh/х h, ts/ț/ц t, y i, doubled letters one. Folding
    twice changes nothing. Takes at most 200 characters, may give "" (letters of other scripts
    are dropped). Raises TextError for more, NUL or lone surrogates.
    """
    checked(text)
    return " ".join(filter(None, (_fold_word(word) for word in _words(text))))


def name_parts(text: str) -> tuple[str, ...]:
    """The folded parts of a name in the order written; a hyphen parts too, no part is empty.

    Raises TextError like `fold`.
    """
    return tuple(fold(text).split())


def _words(text: str) -> list[str]:
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return re.split(r"[^\w\u0300-\u036f]+", _JOINED.sub("", text))


def _fold_word(word: str) -> str:
    if _CYRILLIC.search(word) and not _OTHER_LATIN.search(word):
        word = word.translate(_LOOK_ALIKE)
    for pattern, replacement in _BEFORE:
        word = re.sub(pattern, replacement, word)
    word = unicodedata.normalize("NFKD", latin(word).translate(_WHOLE_LETTERS))
    word = "".join(c for c in word if not unicodedata.combining(c))
    word, before = _NOT_LETTERS.sub("", word), ""
    while word != before:
        before = word
        for pattern, replacement in _HABITS:
            word = re.sub(pattern, replacement, word)
    return word
