"""Accounts, bank cards and wallets."""

import hashlib
import re
from typing import Final

from stdnum import bitcoin, luhn
from stdnum import iban as stdnum_iban

from punte.algorithms.selectors.keccak import keccak_256
from punte.algorithms.selectors.model import (
    Fault,
    Normal,
    capitals,
    fault_of,
    grouped,
    plain,
    repeated,
    unusable,
)

# What the first byte of a Base58Check address says.
_VERSIONS: Final = {0x00: "BTC", 0x05: "BTC", 0x41: "TRX", 0x30: "LTC", 0x32: "LTC", 0x1E: "DOGE"}
_BASE58: Final = re.compile(r"[1-9A-HJ-NP-Za-km-z]{26,35}")


def iban(text: str) -> Normal:
    """ISO 13616: check digits mod 97, and the structure of the country's account numbers."""
    cleaned = plain(text)
    number = re.sub(r"^(?:IBAN)+", "", capitals(cleaned or ""))
    if not number:
        return unusable("iban", cleaned)
    fault = fault_of(stdnum_iban.validate, number) if len(number) > 4 else Fault.LENGTH
    return Normal("iban", number, grouped(number), fault, scheme=number[:2] if not fault else "")


def account(text: str) -> Normal:
    """Any account number; one that is a valid IBAN is told as `iban`."""
    as_iban = iban(text)
    if as_iban.valid:
        return as_iban
    cleaned = plain(text)
    number = capitals(cleaned or "")
    if not number:
        return unusable("account", cleaned)
    fault = None if 4 <= len(number) <= 34 else Fault.LENGTH
    return Normal("account", number, number, Fault.PLACEHOLDER if repeated(number) else fault)


def card(text: str) -> Normal:
    """A bank card's 12 to 19 digits with Luhn's check digit (ISO/IEC 7812)."""
    cleaned = plain(text)
    number = capitals(cleaned or "")
    if not number:
        return unusable("card", cleaned)
    fault = None
    if not number.isdigit():
        fault = Fault.FORM
    elif not 12 <= len(number) <= 19:
        fault = Fault.LENGTH
    elif repeated(number):
        fault = Fault.PLACEHOLDER
    elif not luhn.is_valid(number):
        fault = Fault.CHECK
    return Normal("card", number, grouped(number), fault)


def wallet(text: str) -> Normal:
    """An address of Bitcoin (Base58Check, Bech32), Ethereum and its kin (EIP-55), or Tron."""
    cleaned = plain(text)
    if not cleaned:
        return unusable("wallet", cleaned)
    address = re.sub(r"^(?:bitcoin|ethereum|tron|litecoin):", "", cleaned, flags=re.IGNORECASE)
    address = plain(address.partition("?")[0].replace(" ", "")) or ""
    if not address:
        return unusable("wallet", "")
    if re.fullmatch(r"0[xX][0-9a-fA-F]{40}", address):
        return _ethereum(address[2:])
    if address[:3].lower() == "bc1":
        return _bech32(address)
    if _BASE58.fullmatch(address):
        return _base58(address)
    return Normal("wallet", address, address, Fault.UNKNOWN)


def _ethereum(digits: str) -> Normal:
    """Letters are written large and small by a hash of the address; plain ones say nothing."""
    lower = digits.lower()
    hashed = keccak_256(lower.encode()).hex()
    right = "".join(c.upper() if int(h, 16) > 7 else c for c, h in zip(lower, hashed, strict=False))
    plainly = digits in (lower, digits.upper())
    fault = None if plainly or digits == right else Fault.CHECK
    shown = "0x" + (right if fault is None else digits)
    return Normal("wallet", "0x" + lower, shown, fault, scheme="ETH")


def _bech32(address: str) -> Normal:
    lower = address.lower()
    fault = fault_of(bitcoin.validate, lower)
    if fault is Fault.CHECK and _bech32m(lower):
        fault = None
    return Normal("wallet", lower, lower, fault, scheme="BTC")


def _bech32m(address: str) -> bool:
    """Whether the newer checksum of BIP 350 holds, which Taproot addresses (bc1p) carry."""
    values = ["qpzry9x8gf2tvdw0s3jn54khce6mua7l".index(c) for c in address[3:]]
    return bitcoin.bech32_checksum([3, 3, 0, 2, 3, *values]) == 0x2BC830A3


def _base58(address: str) -> Normal:
    try:
        decoded = bitcoin.b58decode(address)
    except ValueError:
        return Normal("wallet", address, address, Fault.FORM)
    chain = _VERSIONS.get(decoded[0], "") if len(decoded) == 25 else ""
    if not chain:
        return Normal("wallet", address, address, Fault.UNKNOWN)
    fault = None if _sum_holds(decoded) else Fault.CHECK
    return Normal("wallet", address, address, fault, scheme=chain)


def _sum_holds(decoded: bytes) -> bool:
    twice = hashlib.sha256(hashlib.sha256(decoded[:-4]).digest()).digest()
    return twice[:4] == decoded[-4:]
