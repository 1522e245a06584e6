"""Which normaliser is for which kind of selector."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from punte.algorithms.selectors import devices, money, online, papers, phones, vehicles
from punte.algorithms.selectors.model import Normal

# Those that need to know more than the text: the country it is of, or the platform.
_HINTED: Final[dict[str, Callable[[str, str], Normal]]] = {
    "phone": phones.phone,
    "short": phones.short,
    "national_id": papers.national_id,
    "company_id": papers.company_id,
    "handle": online.handle,
}
_PLAIN: Final[dict[str, Callable[[str], Normal]]] = {
    "sender": phones.sender,
    "imei": devices.imei,
    "imsi": devices.imsi,
    "iccid": devices.iccid,
    "iban": money.iban,
    "account": money.account,
    "card": money.card,
    "wallet": money.wallet,
    "plate": vehicles.plate,
    "vin": vehicles.vin,
    "document": papers.document,
    "cnp": papers.cnp,
    "idnp": papers.idnp,
    "rntrc": papers.rntrc,
    "cui": papers.cui,
    "idno": papers.idno,
    "edrpou": papers.edrpou,
    "email": online.email,
    "url": online.url,
}
KINDS: Final = frozenset({*_HINTED, *_PLAIN})


@lru_cache(maxsize=50_000)  # a spreadsheet names the same phones again and again
def normalise(kind: str, text: str, hint: str = "") -> Normal:
    """`text` as a selector of `kind`, one of KINDS; never raises for any text.

    `hint` is the country (ISO, two letters) for numbers of a country, the platform for a handle.
    Normalising a key again gives the same key. Raises KeyError for another kind.
    """
    if kind in _HINTED:
        return _HINTED[kind](text, hint)
    return _PLAIN[kind](text)
