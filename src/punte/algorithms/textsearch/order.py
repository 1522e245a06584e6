"""A key to sort names by, for a database that compares code points."""

import unicodedata
from typing import Final

from punte.algorithms.textsearch.text import checked

# One row for both scripts: Romanian with ă â î ș ț after their letters (CLDR ro), then Russian
# and Ukrainian as one alphabet, whose common letters stand in the same order in both.
ALPHABET: Final = "0123456789aăâbcdefghiîjklmnopqrsștțuvwxyzабвгґдеєжзиіїйклмнопрстуўфхцчшщъыьэюя"
_WEIGHTS: Final = {letter: chr(0x100 + place) for place, letter in enumerate(ALPHABET)}
_SAME: Final = str.maketrans("şţё", "șțе")
_LAST: Final = chr(0x100 + len(ALPHABET))
_BETWEEN: Final = "\x1f"


def sort_key(text: str) -> str:
    """A string whose code points sort like `text` in Romanian, Russian or Ukrainian order.

    Latin before Cyrillic, digits before letters, a shorter name before a longer one that it
    begins; case, punctuation and ё for е only break ties. For storing beside the name; it
    reveals the name. Takes 200 characters; raises TextError for more, NUL or lone surrogates.
    """
    plain = unicodedata.normalize("NFC", checked(text)).casefold()
    words = "".join(c if c.isalnum() else " " for c in plain if c not in "'\u2019\u02bc").split()
    weighed = " ".join("".join(map(_weight, word)) for word in words)
    return f"{weighed}{_BETWEEN}{plain}"


def _weight(letter: str) -> str:
    known = _WEIGHTS.get(letter.translate(_SAME))
    if known is not None:
        return known
    base = unicodedata.normalize("NFKD", letter)[0]
    return _WEIGHTS.get(base, _LAST + letter)
