"""How an entry becomes the bytes of a leaf: one canonical form, and a salt.

The salt makes the leaf hash say nothing about the entry once salt and entry are gone: lawful
erasure deletes both and keeps the hash, and every proof still holds.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Final

SALT_SIZES: Final = range(16, 65)
DEPTH_LIMIT: Final = 32
INTEGER_LIMIT: Final = 2**63
_JSON: Final = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
)
_BAD: Final = re.compile("[\x00\ud800-\udfff]")


class EntryError(ValueError):
    """The entry has no canonical form; the message says what and where."""


def leaf_data(salt: bytes, canonical_entry: bytes) -> bytes:
    """Bytes to be given to `leaf_hash`: length of salt (one byte) || salt || entry.

    The length in front keeps two different pairs from giving the same bytes. Raises EntryError
    unless the salt has 16 to 64 bytes; it should be fresh and random for every entry.
    """
    if len(salt) not in SALT_SIZES:
        raise EntryError(f"a salt has 16 to 64 bytes, this one has {len(salt)}")
    return bytes([len(salt)]) + salt + canonical_entry


def canonical(entry: Mapping[str, object]) -> bytes:
    """The one spelling of `entry` as bytes: JSON with sorted keys, no white space, UTF-8, NFC.

    Takes str, int (64 bit), bool, None, lists, tuples and mappings with str keys. Raises
    EntryError, saying where, for floats, bytes and other types, keys that are not str or that
    become equal after normalisation, NUL characters, lone surrogates, integers beyond 64 bits
    and more than 32 levels. Times and decimals are for the caller to write as text.
    """
    return _JSON.encode(_plain_mapping(entry, "entry", 0)).encode()


def _plain(value: object, where: str, depth: int) -> object:
    if depth > DEPTH_LIMIT:
        raise EntryError(f"{where}: more than {DEPTH_LIMIT} levels deep")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _plain_text(value, where)
    if isinstance(value, int):
        return _plain_integer(value, where)
    if isinstance(value, Mapping):
        return _plain_mapping(value, where, depth)
    if isinstance(value, list | tuple):
        return [_plain(item, f"{where}[{i}]", depth + 1) for i, item in enumerate(value)]
    raise EntryError(f"{where}: {type(value).__name__} has no canonical form")


def _plain_integer(value: int, where: str) -> int:
    if not -INTEGER_LIMIT <= value < INTEGER_LIMIT:
        raise EntryError(f"{where}: the number does not fit into 64 bits")
    # A subclass (an enum, say) might print itself in its own way.
    return int(value)


def _plain_text(value: str, where: str) -> str:
    if (not value.isascii() or "\x00" in value) and (found := _BAD.search(value)):
        what = "NUL character" if found[0] == "\x00" else "lone surrogate"
        raise EntryError(f"{where}: {what} at position {found.start()}")
    return unicodedata.normalize("NFC", value)


def _plain_mapping(value: Mapping[str, object], where: str, depth: int) -> dict[str, object]:
    plain: dict[str, object] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise EntryError(f"{where}: key of type {type(key).__name__}, only text may be a key")
        name = _plain_text(key, f"{where}: a key")
        if name in plain:
            raise EntryError(f"{where}: two keys are the same after normalisation")
        plain[name] = _plain(item, f"{where}.{name}", depth + 1)
    return plain
