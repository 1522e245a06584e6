"""Countries and languages as people write them."""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

# ISO 3166-1 alpha-2.
COUNTRIES: Final = frozenset(
    """AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC
    EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK
    HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB
    LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ
    NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU
    RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN
    TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW XX""".split()  # noqa: SIM905
)
_NAMES: Final = Path(__file__).with_name("data") / "names.json"


@cache
def _names() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_NAMES.read_text(encoding="utf-8"))
    return found


def spellings(part: str) -> dict[str, Any]:
    """Other ways to write: key → spellings, of `columns`, `countries`, `languages` or `codes`."""
    found: dict[str, Any] = _names()[part]
    return found


@lru_cache(8192)
def plain(text: str) -> str:
    """Letters and digits alone, without case and marks: how two spellings are compared."""
    spelt = unicodedata.normalize("NFKD", text.casefold().replace("ё", "е").replace("й", "и"))
    return "".join(c for c in spelt if c.isalnum())


@cache
def _by_spelling(part: str) -> dict[str, str]:
    return {plain(name): code for code, names in spellings(part).items() for name in (code, *names)}


def iso_639_2() -> dict[str, str]:
    """Our codes of languages → those of ISO 639-2."""
    return {code: names[0] for code, names in spellings("languages").items()}


def country(text: str) -> str | None:
    """The alpha-2 code of a country written as code or name, or None."""
    code = text.strip().upper()
    return code if code in COUNTRIES else _by_spelling("countries").get(plain(text))


def language(text: str) -> str | None:
    """Our code of a language written as code or name; another code of three letters as it is."""
    known = _by_spelling("languages").get(plain(text))
    code = text.strip().casefold()
    return known or (code if len(code) == 3 and code.isascii() and code.isalpha() else None)
