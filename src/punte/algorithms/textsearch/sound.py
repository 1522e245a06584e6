"""A key by sound that brings together the spellings of one name across scripts and languages.

The key is a leading vowel (A, E, I or U) and then the consonants; other vowels are dropped,
because they are what differs (Dumitru, Дмитрий, Dmytro are all DMTR). It finds, it does not
identify: Ceban and Cebanu share a key, and a person must look.
"""

import re
from typing import Final

from punte.algorithms.textsearch.folding import fold

# National forms of one given name that no rule of sound can bring together. Folded spellings.
GIVEN_NAMES: Final = {
    "ioan": "ion",
    "ivan": "ion",
    "mihai": "mihail",
    "stepan": "stefan",
    "gana": "ana",
    "hana": "ana",
    "nadia": "nadejda",
    "iosip": "iosif",
    "teodor": "fedor",
    "todor": "fedor",
    "tudor": "fedor",
    "pilip": "filip",
    "iacob": "iacov",
    "elisabeta": "elizaveta",
    "hristina": "cristina",
    "anjela": "angela",
    "jorjeta": "georgeta",
}

# Applied to a folded part, in this order: (what, by what, for example). `C` stands for ч.
RULES: Final = (
    # The letters ch are к for a Romanian and ч for an English reader.
    (r"tch(?![ei])", "C", "Tchaikovsky"),
    (r"sch(?=[ei])", "sk", "Ceaicovschi"),
    (r"sch", "s", "Schmidt"),
    (r"che(?=$|a|sc)|^che(?=[lpti]|nd)", "ke", "Enache, Enachescu, Urechean, Chetraru"),
    (r"che", "Ce", "Cheban, Shevchenko"),
    (r"(?<=v)chi|chi(?=ns[ck]|c$)", "Ci", "Ovchinnikov, Korchinski, Ivanchik"),
    (r"ch(?=[irl])", "k", "Chiriac, Christina"),
    (r"ch", "C", "Kovalchuk, Ilich"),
    (r"c(?=[ei])", "C", "Ceban, Petrovici"),
    (r"[cq]", "k", "Covalenco"),
    (r"x", "ks", "Oxana"),
    (r"sC", "s", "Pascenco"),
    (r"dj", "g", "Djurdjev"),
    (r"ph", "f", "Sophia"),
    (r"th", "t", "Theodor"),
    # Ukrainian г is written h: Serhii is Serghei.
    (r"gh|h", "g", "Gheorghe, Heorhii"),
    (r"([ae])u(?=[bdfgjklmnprstz])", r"\1v", "Eugeniu, Paul"),
    (r"^i?ekat", "kat", "Ecaterina, Екатерина"),
    (r"^olen", "elen", "Olena"),
    (r"^mikol", "nikol", "Mykola"),
    # How the name begins: Iurie and Юрий with U, Evghenii and Yevhenii with E.
    (r"^iu", "u", "Iurie, Yuri"),
    (r"^ie", "e", "Yelena, Yevhenii"),
    (r"^[ao][aeiou]*", "A", "Alexandru, Oleksandr"),
    (r"^e[aeiou]*", "E", "Elena"),
    (r"^i[aeiou]*", "I", "Ion, Igor"),
    (r"^u[aeiou]*", "U", "Uliana, Iuliana"),
    (r"(.)\1", r"\1", "Ackerman"),
    (r"[aeiou]", "", "Natalia, Наталья"),
)
_COMPILED: Final = tuple((re.compile(what), by) for what, by, _ in RULES)


def phonetic(part: str) -> str:
    """Key of one part of a name, in letters A-Z and digits; "" only if nothing can be folded.

    `part` may be in either script, folded or not. Raises TextError like `fold`.
    """
    folded = fold(fold(part).replace(" ", ""))
    key = GIVEN_NAMES.get(folded, folded)
    for pattern, replacement in _COMPILED:
        key = pattern.sub(replacement, key)
    return key.upper()
