"""Pseudonyms: a plant and four digits, the plant named in the reader's language."""

from __future__ import annotations

import re
import secrets
from functools import cache

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

# The order is stored in rows: append, never insert or remove.
PLANTS = (
    _("Willow"), _("Maple"), _("Walnut"), _("Birch"), _("Linden"), _("Oak"), _("Ash"),
    _("Elm"), _("Poplar"), _("Alder"), _("Hazel"), _("Hornbeam"), _("Beech"), _("Spruce"),
    _("Pine"), _("Fir"), _("Larch"), _("Juniper"), _("Yew"), _("Rowan"),
    _("Elder"), _("Dogwood"), _("Hawthorn"), _("Blackthorn"), _("Rosehip"), _("Lilac"),
    _("Jasmine"), _("Acacia"), _("Chestnut"), _("Mulberry"), _("Apple"), _("Pear"), _("Plum"),
    _("Cherry"), _("Apricot"), _("Peach"), _("Quince"), _("Medlar"), _("Vine"), _("Ivy"),
    _("Hop"), _("Clover"), _("Thyme"), _("Mint"), _("Sage"), _("Basil"),
    _("Lavender"), _("Chamomile"), _("Yarrow"), _("Tansy"), _("Mallow"), _("Poppy"),
    _("Cornflower"), _("Bluebell"), _("Snowdrop"), _("Primrose"), _("Violet"), _("Iris"),
    _("Peony"), _("Aster"), _("Sunflower"), _("Flax"), _("Barley"), _("Fern"),
)  # fmt: skip

DIGITS = 10_000
_TYPED = re.compile(r"^\s*(?:(?P<plant>[^\W\d_](?:[^\W\d_]|['’])*)[\s-]*)?(?P<number>\d{1,7})\s*$")


def pseudonym(plant: int, number: int) -> str:
    """`Willow-4172` in the active language; numbers past 9999 show all their digits."""
    return f"{PLANTS[plant]}-{number:04d}"


def code_of(plant: int, number: int) -> str:
    """The pseudonym in English, for other rooms to carry; `punte.core.codes` shows it."""
    return f"{_english()[plant]}-{number:04d}"


@cache
def _english() -> tuple[str, ...]:
    with override("en"):
        return tuple(map(str, PLANTS))


def draw() -> tuple[int, int]:
    """A random plant and number; the caller retries when the pair is taken."""
    return secrets.randbelow(len(PLANTS)), secrets.randbelow(DIGITS)


def parse(text: str) -> tuple[int | None, int] | None:
    """What someone typed as (plant or None, number); None when it is not a pseudonym.

    The plant is read in any of the four languages, the reader's own first, in full or as a
    beginning of three letters or more.
    """
    match = _TYPED.match(text)
    if match is None:
        return None
    number = int(match["number"])
    typed = plain(match["plant"] or "")
    if not typed:
        return None, number
    found = plant_of(typed)
    return None if found is None else (found, number)


def plain(name: str) -> str:
    """As people type it: any case, ё as е, any apostrophe."""
    return name.casefold().translate(str.maketrans("ё'’", "еʼʼ"))


def plant_of(typed: str) -> int | None:
    """The plant of this name, or of the first name that begins so; a full name goes before."""
    own = get_language() or "en"
    for language in (own, *(code for code, _name in settings.LANGUAGES if code != own)):
        with override(language):
            names = [plain(str(name)) for name in PLANTS]
        whole = [index for index, name in enumerate(names) if name == typed]
        begun = [index for index, name in enumerate(names) if name.startswith(typed)]
        if whole or (begun and len(typed) >= 3):
            return (whole or begun)[0]
    return None
