"""Signed notes (c2sp.org/signed-note) with Ed25519 and timestamped cosignatures.

No key is held here: signing takes a callable that signs bytes, checking takes one that checks
`(public_key, signature, message)`. Sizes are in bytes, times are whole POSIX seconds.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

ED25519: Final = 0x01
COSIGNATURE: Final = 0x04
KINDS: Final = (ED25519, COSIGNATURE)
NOTE_LIMIT: Final = 1_000_000
SIGNATURES_LIMIT: Final = 64

Sign = Callable[[bytes], bytes]
"""Signs a message with a private Ed25519 key (RFC 8032); gives 64 bytes."""

Verify = Callable[[bytes, bytes, bytes], bool]
"""Whether (public key of 32 bytes, signature of 64 bytes, message) belong together."""


class NoteError(ValueError):
    """The note, key or checkpoint is malformed, or a signature on it does not hold."""


@dataclass(frozen=True)
class Key:
    """Someone's public key: `kind` says if it signs notes (0x01) or cosigns them (0x04).

    The name is by custom a URL without scheme, with no white space and no plus sign. Raises
    NoteError for a bad name, kind or a public key that is not 32 bytes.
    """

    name: str
    public_key: bytes
    kind: int = ED25519

    def __post_init__(self) -> None:
        check_name(self.name)
        if self.kind not in KINDS:
            raise NoteError(f"signature kind {self.kind} is not known")
        if len(self.public_key) != 32:
            raise NoteError("an Ed25519 public key has 32 bytes")

    @property
    def key_id(self) -> bytes:
        """First 4 bytes of SHA-256(name || newline || kind || public key)."""
        body = self.name.encode() + b"\n" + bytes([self.kind]) + self.public_key
        return hashlib.sha256(body).digest()[:4]

    @property
    def vkey(self) -> str:
        """The key as one line of text to be handed to those who check: name+id+base64."""
        public = base64.b64encode(bytes([self.kind]) + self.public_key).decode()
        return f"{self.name}+{self.key_id.hex()}+{public}"


@dataclass(frozen=True)
class Signature:
    """One signature line; `value` is what follows the 4 bytes of the key id."""

    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        """The line as it stands in the note, without its newline."""
        return f"\u2014 {self.name} {base64.b64encode(self.key_id + self.value).decode()}"


@dataclass(frozen=True)
class Note:
    """A text ending in a newline, with its signatures, none of them checked yet."""

    text: str
    signatures: tuple[Signature, ...]

    def serialise(self) -> str:
        """The whole note as it is stored and sent."""
        return self.text + "\n" + "".join(f"{one.line}\n" for one in self.signatures)


@dataclass(frozen=True)
class Verified:
    """A signature that was checked; `timestamp` is there for cosignatures only."""

    key: Key
    timestamp: int | None


def parse_vkey(text: str) -> Key:
    """Read a key from its line of text; NoteError if malformed or its id does not fit."""
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise NoteError("a verifier key has three parts joined by plus signs")
    name, key_id, encoded = parts
    body = decode_base64(encoded, "verifier key")
    if len(body) != 33:
        raise NoteError("a verifier key holds a kind and 32 bytes")
    key = Key(name, body[1:], body[0])
    if key.key_id.hex() != key_id:
        raise NoteError("the id of the verifier key does not fit its name and bytes")
    return key


def sign_note(text: str, key: Key, sign: Sign) -> Signature:
    """Sign `text` (which ends in a newline) with an Ed25519 note key."""
    check_text(text)
    if key.kind != ED25519:
        raise NoteError("a cosigning key signs only checkpoints: use cosign")
    return Signature(key.name, key.key_id, _signed(sign, text.encode()))


def cosignature_message(text: str, timestamp: int) -> bytes:
    """What a cosigner signs: `cosignature/v1`, the time, the text (c2sp.org/tlog-cosignature)."""
    if not 0 <= timestamp < 2**63:
        raise NoteError("the time of a cosignature is out of bounds")
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()


def cosign(text: str, key: Key, sign: Sign, timestamp: int) -> Signature:
    """Sign a checkpoint's text as a witness who saw it grow from what was seen before."""
    check_text(text)
    if key.kind != COSIGNATURE:
        raise NoteError("only a cosigning key (kind 4) can cosign")
    signature = _signed(sign, cosignature_message(text, timestamp))
    return Signature(key.name, key.key_id, timestamp.to_bytes(8, "big") + signature)


def parse_note(content: str) -> Note:
    """Read a signed note without checking its signatures; NoteError if malformed."""
    if len(content) > NOTE_LIMIT:
        raise NoteError("the note is too long")
    text, separator, tail = content.rpartition("\n\n")
    if not separator or not tail.endswith("\n"):
        raise NoteError("the note has no signatures, or does not end in a newline")
    text += "\n"
    check_text(text)
    lines = tail[:-1].split("\n")
    if len(lines) > SIGNATURES_LIMIT:
        raise NoteError(f"the note has more than {SIGNATURES_LIMIT} signatures")
    return Note(text, tuple(_parse_line(line) for line in lines))


def open_note(note: Note, keys: Sequence[Key], verify: Verify) -> tuple[Verified, ...]:
    """The signatures of known keys that hold; those of unknown keys are passed over.

    Raises NoteError if a known key's signature does not hold, or if none is there at all.
    """
    known = {(key.name, key.key_id): key for key in keys}
    verified: dict[Key, Verified] = {}
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is not None and key not in verified:
            verified[key] = _check(note.text, signature, key, verify)
    if not verified:
        raise NoteError("no known key has signed this note")
    return tuple(verified.values())


def _check(text: str, signature: Signature, key: Key, verify: Verify) -> Verified:
    value, message, timestamp = signature.value, text.encode(), None
    if key.kind == COSIGNATURE and len(value) == 72:
        timestamp = int.from_bytes(value[:8], "big")
        value, message = value[8:], cosignature_message(text, timestamp)
    if len(value) != 64 or not verify(key.public_key, value, message):
        raise NoteError(f"the signature of {key.name} does not hold")
    return Verified(key, timestamp)


def _parse_line(line: str) -> Signature:
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "\u2014":
        raise NoteError("a signature line is a dash, a name and base64")
    check_name(parts[1])
    body = decode_base64(parts[2], "signature")
    if len(body) < 5:
        raise NoteError("a signature is too short")
    return Signature(parts[1], body[:4], body[4:])


def _signed(sign: Sign, message: bytes) -> bytes:
    value = sign(message)
    if len(value) != 64:
        raise NoteError("an Ed25519 signature has 64 bytes")
    return value


def check_name(name: str) -> None:
    """NoteError unless `name` may stand in a signature line."""
    if not name or "+" in name or not name.isprintable() or any(c.isspace() for c in name):
        raise NoteError("a key's name is not empty and has no white space and no plus sign")


def check_text(text: str) -> None:
    """NoteError unless `text` may be signed: ends in a newline, no other control characters."""
    if not text.endswith("\n"):
        raise NoteError("the text of a note ends in a newline")
    for position, character in enumerate(text):
        if (character < " " and character != "\n") or "\ud800" <= character <= "\udfff":
            raise NoteError(f"the text of a note has a forbidden character at {position}")


def decode_base64(text: str, what: str) -> bytes:
    """Bytes of standard base64 in its one right spelling; NoteError naming `what` otherwise."""
    try:
        value = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise NoteError(f"{what}: not base64") from error
    if base64.b64encode(value).decode() != text:
        raise NoteError(f"{what}: base64 in an unusual spelling")
    return value
