"""Tree heads as text (c2sp.org/tlog-checkpoint) and offline proofs (c2sp.org/tlog-proof)."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from punte.algorithms.merkle.hashing import HASH_SIZE
from punte.algorithms.merkle.notes import (
    Key,
    Note,
    NoteError,
    Verified,
    Verify,
    check_text,
    decode_base64,
    open_note,
    parse_note,
)
from punte.algorithms.merkle.tree import verify_inclusion

PROOF_HEADER: Final = "c2sp.org/tlog-proof@v1"
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


@dataclass(frozen=True)
class Checkpoint:
    """A tree head: whose log, how many leaves, and the root (32 bytes).

    Extension lines are opaque and best left out. Raises NoteError for what cannot be written.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(not line or "\n" in line for line in (self.origin, *self.extensions)):
            raise NoteError("origin and extension lines are single lines and not empty")
        if not 0 <= self.size < 2**63:
            raise NoteError("the size of a checkpoint is out of bounds")
        if len(self.root) != HASH_SIZE:
            raise NoteError("the root of a checkpoint has 32 bytes")
        check_text(self.text)

    @property
    def text(self) -> str:
        """The body to be signed, ending in a newline."""
        encoded = base64.b64encode(self.root).decode()
        return "".join(
            f"{line}\n" for line in (self.origin, str(self.size), encoded, *self.extensions)
        )


@dataclass(frozen=True)
class TlogProof:
    """What proves offline that an entry is in a log: place, path, and a signed checkpoint.

    `checkpoint` is the whole signed note, kept byte for byte. `extra` is not covered by any
    signature and must not be trusted.
    """

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    extra: bytes | None = None


def parse_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint's body (without signatures); NoteError if malformed."""
    if not text.endswith("\n"):
        raise NoteError("a checkpoint ends in a newline")
    lines = text[:-1].split("\n")
    if len(lines) < 3:
        raise NoteError("a checkpoint has an origin, a size and a root")
    origin, size, encoded, *extensions = lines
    return Checkpoint(
        origin, _number(size, "size"), decode_base64(encoded, "root"), tuple(extensions)
    )


def open_checkpoint(
    content: str, origin: str, keys: Sequence[Key], verify: Verify
) -> tuple[Checkpoint, tuple[Verified, ...]]:
    """Read a signed checkpoint and check who signed it.

    Raises NoteError if malformed, from another log than `origin`, or not signed by the log's
    own key, which is the one of `keys` whose name is the origin.
    """
    note: Note = parse_note(content)
    verified = open_note(note, keys, verify)
    checkpoint = parse_checkpoint(note.text)
    if checkpoint.origin != origin:
        raise NoteError(f"the checkpoint is of the log {checkpoint.origin}, not of {origin}")
    if all(one.key.name != origin or one.timestamp is not None for one in verified):
        raise NoteError(f"the log {origin} has not signed this checkpoint")
    return checkpoint, verified


def write_proof(proof: TlogProof) -> str:
    """The text of a `.tlog-proof` file; NoteError for what cannot be written."""
    if not 0 <= proof.index < 2**63 or any(len(one) != HASH_SIZE for one in proof.hashes):
        raise NoteError("the index or a hash of the proof is out of bounds")
    lines = [PROOF_HEADER]
    if proof.extra is not None:
        lines.append(f"extra {base64.b64encode(proof.extra).decode()}")
    lines.append(f"index {proof.index}")
    lines += [base64.b64encode(one).decode() for one in proof.hashes]
    return "\n".join(lines) + "\n\n" + proof.checkpoint


def parse_proof(content: str) -> TlogProof:
    """Read a `.tlog-proof` file; NoteError if malformed. Nothing is checked yet."""
    head, separator, checkpoint = content.partition("\n\n")
    lines = head.split("\n")
    if not separator or lines[0] != PROOF_HEADER:
        raise NoteError(f"a proof begins with {PROOF_HEADER} and holds a checkpoint")
    rest, extra = lines[1:], None
    if rest and rest[0].startswith("extra "):
        extra = decode_base64(rest.pop(0).removeprefix("extra "), "extra")
    if not rest or not rest[0].startswith("index "):
        raise NoteError("the proof has no index")
    index = _number(rest.pop(0).removeprefix("index "), "index")
    hashes = tuple(decode_base64(line, "hash") for line in rest)
    if len(hashes) > 63 or any(len(one) != HASH_SIZE for one in hashes):
        raise NoteError("the proof has too many hashes, or one that is not 32 bytes")
    parse_note(checkpoint)
    return TlogProof(index, hashes, checkpoint, extra)


def verify_proof(
    proof: TlogProof, leaf: bytes, origin: str, keys: Sequence[Key], verify: Verify
) -> tuple[Verified, ...]:
    """Who vouches that the leaf hash `leaf` stands at `proof.index` in the log `origin`.

    Raises NoteError if a signature or the inclusion proof does not hold. Asking for enough
    witnesses among the answer is for the caller.
    """
    checkpoint, verified = open_checkpoint(proof.checkpoint, origin, keys, verify)
    if not verify_inclusion(leaf, proof.index, checkpoint.size, proof.hashes, checkpoint.root):
        raise NoteError("the inclusion proof does not hold for this entry")
    return verified


def _number(text: str, what: str) -> int:
    if not _NUMBER.fullmatch(text) or int(text) >= 2**63:
        raise NoteError(f"{what}: not a plain decimal number")
    return int(text)
