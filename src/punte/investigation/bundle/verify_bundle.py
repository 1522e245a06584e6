"""Checks a court bundle without Punte, its database or a network.

    python verify_bundle.py BUNDLE [--key VKEY]

BUNDLE: the ZIP, or the folder that it was unpacked to. VKEY: the log's public key as you know it
from elsewhere, one line of text; without it the key in the bundle is believed, and only told. Needs
Python 3.11 and the package cryptography. Checked are: the signature over the list of files, the
SHA-256 and SHA-512 of every file, that no file is missing or added, that each step of custody and
each file stands in the log as it is told here, the log's own signature, and that a time stamp is of
this very checkpoint. Exit code 0: all holds. 1: what does not is named.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shlex
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

# Beside this file in a bundle lies the code that reads proofs; within Punte it is found anyway.
sys.path.append(str(Path(__file__).resolve().parent / "verifier"))

from punte.algorithms.merkle import (
    EntryError,
    Key,
    NoteError,
    canonical,
    leaf_hash,
    open_note,
    parse_note,
    parse_proof,
    parse_vkey,
    verify_proof,
)
from punte.algorithms.stamps import Stamped, read_reply

MANIFEST, SIGNED, KEY = "manifest.json", "manifest.note", "log.vkey"
CHECKPOINT, STAMP = "checkpoint.txt", "checkpoint.tsr"
HEADER = "punte court bundle v1"
PIECE, MOST_TEXT = 1 << 20, 1 << 26
# What files and ZIPs raise that were cut, bent or made to harm, and texts that are not what they
# should be: RuntimeError is a ZIP with a password, and a text nested too deep.
BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError, EOFError,
          BadZipFile, zlib.error)  # fmt: skip


class Held:
    """The files of a bundle, in a folder or in a ZIP, by their paths in it."""

    def __init__(self, place: Path):
        self.place = place
        self.packed = None if place.is_dir() else ZipFile(place)
        names = self._packed_names(self.packed) if self.packed else self._found_names()
        self.names = Counter(names)

    def _found_names(self) -> list[str]:
        found = (path for path in self.place.rglob("*") if path.is_file())
        names = [path.relative_to(self.place).as_posix() for path in found]
        return [name for name in names if "__pycache__" not in name]

    def _packed_names(self, packed: ZipFile) -> list[str]:
        return [info.filename for info in packed.infolist() if not info.is_dir()]

    def open(self, name: str) -> IO[bytes]:
        """A file of the bundle, of no other place. Raises what BROKEN lists."""
        if name not in self.names:
            raise FileNotFoundError(f"{name} is missing")
        return self.packed.open(name) if self.packed else (self.place / name).open("rb")

    def whole(self, name: str) -> bytes:
        """A small file at once."""
        with self.open(name) as file:
            content = file.read(MOST_TEXT + 1)
        if len(content) > MOST_TEXT:
            raise ValueError(f"{name} is too large")
        return content

    def text(self, name: str) -> str:
        return self.whole(name).decode("utf-8")

    def digests(self, name: str, size: int) -> tuple[str, str]:
        """SHA-256 and SHA-512 of a file, read in pieces and never far beyond its size."""
        short, long, read = hashlib.sha256(), hashlib.sha512(), 0
        with self.open(name) as file:
            while read <= size and (piece := file.read(PIECE)):
                short.update(piece)
                long.update(piece)
                read += len(piece)
        return short.hexdigest(), long.hexdigest()


def main(arguments: Sequence[str]) -> int:
    """Check one bundle, and say what was found."""
    parser = argparse.ArgumentParser(description="Check a court bundle.")
    parser.add_argument("bundle", type=Path, help="the ZIP, or the folder it was unpacked to")
    parser.add_argument("--key", default="", help="the log's public key, known from elsewhere")
    options = parser.parse_args(arguments)
    try:
        held = Held(options.bundle)
        faults = list(faults_of(held, options.key))
    except BROKEN as error:
        faults = [f"{options.bundle}: {error}"]
    for fault in faults:
        print(f"FAULT  {_plain(fault)}")
    if faults:
        print("The bundle is NOT as it was made.")
        return 1
    _say(held)
    if not options.key:
        print("Compare this key with the one that the agency publishes, or give it with --key.")
    return 0


def _plain(text: str) -> str:
    """Nothing in a name moves the cursor or colours the screen."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def _say(held: Held) -> None:
    """What holds, what was never in it, and what is left for openssl."""
    for absent in _absent(held):
        print(f"NOTE   {_plain(absent)}")
    print(f"All holds. The log's key: {held.text(KEY).strip()}")
    if STAMP in held.names:
        stamped = _stamped(held)
        print(f"The checkpoint is stamped: {stamped.at:%Y-%m-%d %H:%M:%S} UTC, serial number "
              f"{stamped.serial:x}, {stamped.algorithm}. Whose stamp it is, check with openssl and "
              f"the authority's certificate:")  # fmt: skip
        print(openssl_command(held))


def openssl_command(held: Held) -> str:
    """How the authority's signature is checked; authority.pem is its certificate."""
    place = held.place
    data, reply = str(place / CHECKPOINT), str(place / STAMP)
    first = ""
    if held.packed:
        first = f"unzip -o {shlex.quote(str(place))} {CHECKPOINT} {STAMP} && "
        data, reply = CHECKPOINT, STAMP
    return (
        f"    {first}openssl ts -verify -data {shlex.quote(data)} -in {shlex.quote(reply)} "
        "-CAfile authority.pem"
    )


def faults_of(held: Held, known_key: str = "") -> Iterator[str]:
    """What does not hold, each named by its file, entry or proof; nothing when all does."""
    try:
        key = parse_vkey(held.text(KEY).strip())
        manifest = _signed_manifest(held, key)
        listed = {str(one["path"]): one for one in manifest["files"]}
        exhibits = [str(path) for path in manifest["exhibits"]]
    except BROKEN as error:
        yield f"{MANIFEST}, {SIGNED} or {KEY}: {error}"
        return
    if known_key and known_key.strip() != key.vkey:
        yield f"{KEY}: this is not the key that you gave"
    yield from _files(held, listed)
    yield from _checkpoint(held, key)
    for path in exhibits:
        try:
            yield from _entries(held, path, listed, key)
        except BROKEN as error:
            yield f"file {path}: {error}"


def _signed_manifest(held: Held, key: Key) -> dict[str, Any]:
    """The list of files, once its signature holds."""
    content = held.whole(MANIFEST)
    note = parse_note(held.text(SIGNED))
    open_note(note, [key], _verify)
    if note.text != manifest_text(content):
        raise NoteError(f"{MANIFEST} is not the list that was signed")
    manifest: dict[str, Any] = json.loads(content)
    return manifest


def manifest_text(content: bytes) -> str:
    """What is signed for a list of files."""
    return f"{HEADER}\n{hashlib.sha256(content).hexdigest()}\n"


def _verify(public_key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def _files(held: Held, listed: dict[str, Any]) -> Iterator[str]:
    for path, often in sorted(held.names.items()):
        if often > 1:
            yield f"file {path}: it is there {often} times"
        if path not in listed and path not in {MANIFEST, SIGNED}:
            yield f"file {path}: it was not in the bundle when it was made"
    for path, one in listed.items():
        if path not in held.names:
            yield f"file {path}: it is missing"
            continue
        try:
            same = held.digests(path, one["size"]) == (one["sha256"], one["sha512"])
        except BROKEN as error:
            yield f"file {path}: {error}"
            continue
        if not same:
            yield f"file {path}: its bytes are not those of the list"


def _checkpoint(held: Held, key: Key) -> Iterator[str]:
    """The checkpoint that all proofs lead to, and the stamp on it."""
    try:
        open_note(parse_note(held.text(CHECKPOINT)), [key], _verify)
    except BROKEN as error:
        yield f"{CHECKPOINT}: {error}"
    if STAMP not in held.names:
        return
    try:
        if not _stamped(held).is_of(held.whole(CHECKPOINT)):
            yield f"stamp {STAMP}: it was given for other bytes than those of {CHECKPOINT}"
    except BROKEN as error:
        yield f"stamp {STAMP}: {error}"


def _stamped(held: Held) -> Stamped:
    return read_reply(held.whole(STAMP))


def _entries(held: Held, path: str, listed: dict[str, Any], key: Key) -> Iterator[str]:
    """Every step and file of one exhibit against its entry in the log."""
    told = json.loads(held.text(path))
    for step in told["steps"]:
        where = f"entry of step {step['said']['number']} of {told['number']}"
        yield from _one(held, key, where, step["proof"], {"custody": _digest(step["said"])})
    for file in told["files"]:
        where = f"entry of file {file['name']} of {told['number']}"
        said = {name: file[name] for name in ("sha256", "sha512", "size")}
        yield from _one(held, key, where, file["proof"], said)
        if file["path"] and listed.get(file["path"], {}).get("sha256") != file["sha256"]:
            yield f"file {file['path']}: it is not what was taken in as evidence"


def _absent(held: Held) -> Iterator[str]:
    """The files that were missing, altered or withheld when it was made, as it says itself."""
    for path in json.loads(held.text(MANIFEST))["exhibits"]:
        told = json.loads(held.text(path))
        for file in told["files"]:
            if file.get("absent"):
                yield (f"file {file['name']} of {told['number']} is not in the bundle: it was "
                       f"{file['absent']} when the bundle was made")  # fmt: skip


def _digest(said: dict[str, Any]) -> str:
    try:
        return hashlib.sha256(canonical(said)).hexdigest()
    except EntryError as error:
        return f"none: {error}"


def _one(held: Held, key: Key, where: str, path: str, said: dict[str, Any]) -> Iterator[str]:
    """One proof: it holds, leads to the checkpoint, and its entry says what is told here."""
    try:
        proof = parse_proof(held.text(path))
        verify_proof(proof, leaf_hash(proof.extra or b""), key.name, [key], _verify)
        detail = json.loads(_entry(proof.extra or b""))["detail"]
        if proof.checkpoint != held.text(CHECKPOINT):
            yield f"proof {path}: it leads to another checkpoint than {CHECKPOINT}"
        differs = [name for name, value in said.items() if detail.get(name) != value]
    except BROKEN as error:
        yield f"proof {path}: {error}"
        return
    for name in differs:
        yield f"{where}: the log says something else ({name})"


def _entry(extra: bytes) -> bytes:
    """The entry without the salt that stands before it (its length is the first byte)."""
    return extra[1 + extra[0] :] if extra else b""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
