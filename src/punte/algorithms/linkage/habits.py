"""How hands of other countries spell Slavic and Balkan names in Latin letters.

A habit is tried where its mark stands anywhere in the name, for one hand wrote all of it. Its rules
take small letters to the sounds of `sound`: C is ч, G дж, j ж, t also ц, s also ш, g also х.
"""

import re
from typing import Final

Rules = tuple[tuple[re.Pattern[str], str], ...]


def rules(*pairs: tuple[str, str]) -> Rules:
    return tuple((re.compile(what), by) for what, by in pairs)


_SLAVIC: Final = (
    ("(?<=[ln])j(?![aeiou])", ""), ("j", "i"), ("ch", "h"), ("[čć]", "C"), ("dž|đ", "G"),
    ("ž", "j"), ("c", "t"),
)  # fmt: skip
# Serbian and Croatian without their hooks: c may be any of ц, ч, ћ and z also ж.
_HOOKLESS: Final = (
    ("dj|dz(?!h)", "G"), ("(?<=[ln])j(?![aeiou])", ""), ("j", "i"), ("ch|c$", "C"),
)  # fmt: skip
_POLISH: Final = (
    ("szcz|sz", "s"), ("cz", "C"), ("j", "i"), ("dż", "G"), ("ż|rz", "j"), ("ch", "h"),
    ("c", "t"), ("ó", "u"),
)  # fmt: skip
_FRENCH: Final = (
    ("chtch", "s"), ("tch", "C"), ("ch", "s"), ("ou", "u"), ("dj", "G"), ("gu(?=[eéi])", "g"),
    ("ine$", "in"),
)  # fmt: skip
# No letter for ж, ш, ц or к before e and i: Cogiocari, Scevciuc, Crezu.
_ITALIAN: Final = (
    ("sci(?=[aou])|sc(?=[ei])", "s"), ("ci(?=[aou])|c(?=[ei])", "C"), ("ch(?=[ei])|c", "k"),
    ("gi(?=[aou])|g(?=[ei])", "j"), ("gh(?=[ei])", "g"),
)  # fmt: skip
# j is х: Mijaíl, Zajarchenko.
_SPANISH: Final = (
    ("qu(?=[ei])", "k"), ("gu(?=[ei])", "g"), ("sch|sh", "s"), ("j", "h"),
)  # fmt: skip
_TURKISH: Final = (("ch|ç", "C"), ("c", "G"), ("ü", "iu"), ("ö", "io"))
_ALBANIAN: Final = (
    ("xh|gj", "G"), ("[çq]", "C"), ("c(?!h)", "t"), ("j", "i"), ("x", "dz"), ("dh", "d"),
    ("ë$", ""),
)  # fmt: skip


def _german(sch: str, s: str) -> Rules:
    """sch is ш or ж, and s before a vowel с or з."""
    return rules(
        ("schtsch", "s"), ("dsch", "G"), ("tsch", "C"), ("z", "t"), ("j", "i"), ("sch", sch),
        ("ch", "h"), ("s(?=[aeiouymnvlrdbg])", s),
    )  # fmt: skip


_TABLE: Final[tuple[tuple[re.Pattern[str], tuple[Rules, ...]], ...]] = (
    (re.compile(r"[čćšžđ']|j\b|[bdfglmnprtv]j|[aeiouy]j[bdghklmnrtv]"), (rules(*_SLAVIC),)),
    (
        re.compile(r"[a-z]{2}[a-mo-z]ic\b|dj"),
        (rules(*_HOOKLESS, ("c", "t")), rules(*_HOOKLESS, ("c", "C"), ("z", "j"))),
    ),
    # Scientific, without hooks, and the Russian standard for files: Cvetkov, Hrushhev.
    (re.compile(r"[ky]|shh|ich\b"), (rules(("shh", "sh"), ("c(?!h)", "t")),)),
    (re.compile("j"), (rules(("dj", "G"), ("(?<!d)j", "i")),)),
    (re.compile("sch|w"), tuple(_german(sch, s) for sch in "sj" for s in "sz")),
    (re.compile("sz|cz|rz|[łżó]|w"), (rules(*_POLISH),)),
    (re.compile(r"ch|ou|ine\b|ff\b|gu[eéi]"), (rules(*_FRENCH),)),
    (re.compile("[ığçöüş]"), (rules(*_TURKISH),)),
    (re.compile("xh|gj|dh|[çë]|q(?!u)"), (rules(*_ALBANIAN),)),
    (re.compile(r"^(?=.*(?:g[ei]|sc[ei]))[^jkwyxșțăâî]+$"), (rules(*_ITALIAN),)),
    # Its z is ц; Romanian names have the other marks too, and a z of their own.
    (re.compile(r"^(?=.*(?:zz|sc[ei]|gi[aou]))[^jkwyxșțăâî]*z"), (rules(*_ITALIAN, ("zz?", "t")),)),
    # Where ж has a sign of its own, j may be х.
    (re.compile(r"[qg]u[ei]|^(?=.*(?:zh|sh|ts|(?<=[lmnr])ch|ch(?![ei]))).*j"), (rules(*_SPANISH),)),
    # A German j, with no other of its marks: z is ц.
    (re.compile(r"j\b|[ln]j"), (rules(("j", "i"), ("z", "t")),)),
)
# The place of the weakest mark: a j may be ж or й in any hand.
ANY_J: Final = 3
# The letters and pairs that all these hands share, after their own.
SHARED: Final = rules(
    ("shch|sh", "s"), ("zh", "j"), ("kh", "h"), ("t[sz]", "t"), ("ch", "C"), ("w", "v"), ("y", "i"),
)  # fmt: skip


def habits_of(name: str) -> tuple[int, ...]:
    """Places in the table of the habits whose marks stand in a name of small letters."""
    return tuple(place for place, (mark, _) in enumerate(_TABLE) if mark.search(name))


def spellings(word: str, habits: tuple[int, ...]) -> set[str]:
    """What these habits make of one Latin word, with its diacritics still on."""
    found = set()
    for place in habits:
        for made in _TABLE[place][1]:
            spelt = word
            for pattern, by in (*made, *SHARED):
                spelt = pattern.sub(by, spelt)
            found.add(spelt)
    return found
