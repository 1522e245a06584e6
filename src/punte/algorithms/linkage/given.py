"""Which spellings are one given name in several languages, and which are its short forms."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from punte.algorithms.linkage.sound import readings, words

# Endings of a father's name, as they sound; the longest first.
_PATRONYMIC: Final = (
    *("iniCina", "iniCna", "iCina", "iCna", "oviC", "eviC", "ovna", "evna", "ivna", "iC"),
)
# Tender endings of women's names: Sofica of Sofia, Ninuța of Nina, Дианка of Диана.
_TENDER: Final = ("uska", "uta", "usa", "ika", "ita", "uka", "ka")


@dataclass(frozen=True, slots=True)
class Known:
    """Names (line numbers of the table) that a word may be: as a full form, as a short one."""

    full: frozenset[int]
    short: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.full or self.short)


NOTHING: Final = Known(frozenset(), frozenset())


@cache
def _table() -> tuple[dict[str, set[int]], dict[str, set[int]], frozenset[int]]:
    full: dict[str, set[int]] = {}
    short: dict[str, set[int]] = {}
    men = set()
    text = files(__package__).joinpath("data/given_names.txt").read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines()):
        if line.startswith("#"):
            continue
        if line.startswith("m"):
            men.add(number)
        forms, _, tender = line[2:].partition("|")
        for spelling in _spellings(forms):
            for key in readings(spelling):
                full.setdefault(key, set()).add(number)
        for spelling in _spellings(tender):
            for key in readings(spelling):
                short.setdefault(key, set()).add(number)
    return full, short, frozenset(men)


def _spellings(forms: str) -> list[str]:
    """A line has more forms than a name has parts, so each is read by itself."""
    return [part for form in forms.split() for part in words(form)]


def known(keys: tuple[str, ...]) -> Known:
    """The given names that a word with these readings may be."""
    full, short, men = _table()
    whole = frozenset(n for key in keys for n in full.get(key, ()))
    tender = frozenset(n for key in keys for n in short.get(key, ()))
    if not whole and not tender:
        tender = frozenset(n for key in keys for n in _softened(key)) - men
    return Known(whole, tender)


def _softened(key: str) -> set[int]:
    full, short, _ = _table()
    stems = [key.removesuffix(end) for end in _TENDER if key.endswith(end) and len(key) > 5]
    wholes = [stem + end for stem in stems for end in ("a", "ia")]
    return {n for whole in wholes for table in (full, short) for n in table.get(whole, ())}


def of_men(found: Known) -> bool:
    """Whether only men bear it."""
    _, _, men = _table()
    return bool(found) and (found.full | found.short) <= men


def rivals(one: Known, other: Known) -> bool:
    """Whether both are whole names of one sex: Vera is a name, not only short for Veronica."""
    _, _, men = _table()
    return any((a in men) == (b in men) for a in one.full for b in other.full)


def father(word: str, keys: tuple[str, ...]) -> frozenset[int] | None:
    """The given names a patronymic may come from; None if the word is none by its ending."""
    if word.endswith(("chi", "ic")):
        return None
    full, _, men = _table()
    found: set[int] = set()
    seen = False
    for key in keys:
        for ending in _PATRONYMIC:
            if key.endswith(ending) and len(key) > len(ending) + 1:
                seen = True
                stem = key.removesuffix(ending)
                # Павлович is of Павел; the ends that a name drops before the suffix come back.
                stems = [stem + end for end in ("", "i", "a", "e", "ai", "ei", "iv", "ov")]
                stems.append(stem.removesuffix("l"))
                for whole in (*stems, f"{stem[:-1]}e{stem[-1:]}"):
                    found |= full.get(whole, set())
    return frozenset(found & men) if seen else None
