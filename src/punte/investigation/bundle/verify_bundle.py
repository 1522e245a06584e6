"""Checks a court bundle without Punte, its database or a network.

    python verify_bundle.py FOLDER [--key VKEY]

FOLDER: the unpacked bundle. VKEY: the log's public key as you know it from elsewhere, one line of
text; without it the key in the bundle is believed, and only told. Needs Python 3.11 and the package
cryptography. Checked are: the signature over the list of files, the SHA-256 and SHA-512 of every
file, that no file is missing or added, that each step of custody and each file stands in the log
as it is told here, and the log's own signature. Exit code 0: all holds. 1: what does not is named.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

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

MANIFEST, SIGNED, KEY = "manifest.json", "manifest.note", "log.vkey"
HEADER = "punte court bundle v1"
PIECE = 1 << 20


def main(arguments: Sequence[str]) -> int:
    """Check one bundle, and say what was found."""
    parser = argparse.ArgumentParser(description="Check a court bundle.")
    parser.add_argument("folder", type=Path, help="the unpacked bundle")
    parser.add_argument("--key", default="", help="the log's public key, known from elsewhere")
    options = parser.parse_args(arguments)
    faults = list(faults_of(options.folder, options.key))
    for fault in faults:
        print(f"FAULT  {fault}")
    if faults:
        print("The bundle is NOT as it was made.")
        return 1
    print(f"All holds. The log's key: {(options.folder / KEY).read_text().strip()}")
    if not options.key:
        print("Compare this key with the one that the agency publishes, or give it with --key.")
    return 0


def faults_of(folder: Path, known_key: str = "") -> Iterator[str]:
    """What does not hold, each named by its file, entry or proof; nothing when all does."""
    try:
        key = parse_vkey((folder / KEY).read_text(encoding="utf-8").strip())
        manifest = _signed_manifest(folder, key)
    except (OSError, UnicodeDecodeError, NoteError, ValueError) as error:
        yield f"{_named(error)}: {error}"
        return
    if known_key and known_key.strip() != key.vkey:
        yield f"{KEY}: this is not the key that you gave"
    yield from _files(folder, manifest)
    yield from _entries(folder, manifest, key)


def _named(error: Exception) -> str:
    filename = getattr(error, "filename", None)
    return Path(filename).name if filename else f"{MANIFEST}, {SIGNED} or {KEY}"


def _signed_manifest(folder: Path, key: Key) -> dict[str, Any]:
    """The list of files, once its signature holds."""
    content = (folder / MANIFEST).read_bytes()
    note = parse_note((folder / SIGNED).read_text(encoding="utf-8"))
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


def _files(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    listed = {one["path"]: one for one in manifest["files"]}
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    there = {name for name in there if "__pycache__" not in name}
    for path in sorted(there - set(listed) - {MANIFEST, SIGNED}):
        yield f"file {path}: it was not in the bundle when it was made"
    for path, one in listed.items():
        if path not in there:
            yield f"file {path}: it is missing"
            continue
        sha256, sha512 = digests(folder / path)
        if (sha256, sha512) != (one["sha256"], one["sha512"]):
            yield f"file {path}: its bytes are not those of the list"


def digests(path: Path) -> tuple[str, str]:
    """SHA-256 and SHA-512 of a file, read in pieces."""
    short, long = hashlib.sha256(), hashlib.sha512()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            short.update(piece)
            long.update(piece)
    return short.hexdigest(), long.hexdigest()


def _entries(folder: Path, manifest: dict[str, Any], key: Key) -> Iterator[str]:
    """Every step and file of every exhibit against its entry in the log."""
    listed = {one["path"]: one for one in manifest["files"]}
    for path in manifest["exhibits"]:
        try:
            told = json.loads((folder / path).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            yield f"file {path}: {error}"
            continue
        for step in told["steps"]:
            where = f"entry of step {step['said']['number']} of {told['number']}"
            yield from _one(folder, key, where, step["proof"], {"custody": _digest(step["said"])})
        for file in told["files"]:
            where = f"entry of file {file['name']} of {told['number']}"
            said = {name: file[name] for name in ("sha256", "sha512", "size")}
            yield from _one(folder, key, where, file["proof"], said)
            if file["path"] and listed.get(file["path"], {}).get("sha256") != file["sha256"]:
                yield f"file {file['path']}: it is not what was taken in as evidence"


def _digest(said: dict[str, Any]) -> str:
    try:
        return hashlib.sha256(canonical(said)).hexdigest()
    except EntryError as error:
        return f"none: {error}"


def _one(folder: Path, key: Key, where: str, path: str, said: dict[str, Any]) -> Iterator[str]:
    """One proof: it holds, and its entry says what is told here."""
    try:
        proof = parse_proof((folder / path).read_text(encoding="utf-8"))
        verify_proof(proof, leaf_hash(proof.extra or b""), key.name, [key], _verify)
        detail = json.loads(_entry(proof.extra or b""))["detail"]
    except (OSError, ValueError, KeyError, NoteError) as error:
        yield f"proof {path}: {error}"
        return
    for name, value in said.items():
        if detail.get(name) != value:
            yield f"{where}: the log says something else ({name})"


def _entry(extra: bytes) -> bytes:
    """The entry without the salt that stands before it (its length is the first byte)."""
    return extra[1 + extra[0] :] if extra else b""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
