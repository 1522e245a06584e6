"""The ZIP of a bundle, written while it is sent; its list of files comes last, signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import punte.algorithms.merkle as merkle
import punte.algorithms.stamps as stamps
from punte.core.ledger.door import sign_text
from punte.investigation.bundle import verify_bundle
from punte.investigation.bundle.gathering import Gathered, Proven
from punte.investigation.evidence.door import said_by

Open = Mapping[str, UUID]
BLOCK = 1 << 18


@dataclass(frozen=True)
class Folder:
    """What a bundle holds: small parts whole, files by the key that opens them, by path."""

    small: dict[str, bytes]
    files: dict[str, UUID]
    exhibits: list[str]


def folder_of(proven: Proven, papers: dict[str, bytes]) -> Folder:
    """All parts of a bundle but the list of its files. papers: what was drawn, by path."""
    small = dict(papers)
    files: dict[str, UUID] = {}
    exhibits = []
    for gathered in proven.exhibits:
        path = f"custody/{gathered.folder}.json"
        exhibits.append(path)
        small[path] = _json(_told(gathered, files))
    for entry, text in proven.proofs.items():
        small[proof_path(entry)] = text.encode()
    small["checkpoint.txt"] = proven.head.note.encode()
    if proven.stamp:
        small["checkpoint.tsr"] = bytes(proven.stamp.reply)
    small.update(_verifier())
    return Folder(small, files, exhibits)


def proof_path(entry: UUID) -> str:
    return f"proofs/{entry}.tlog-proof"


def _told(gathered: Gathered, files: dict[str, UUID]) -> dict[str, Any]:
    """An exhibit's chain and files as the verifier reads them."""
    rows = []
    for file in gathered.files:
        path = gathered.path_of(file)
        if path:
            files[path] = file.pk
        names = ("name", "kind", "size", "content_type", "sha256", "sha512", "tool",
                 "tool_version", "parameters")  # fmt: skip
        row = {name: getattr(file, name) for name in names}
        row |= {"id": str(file.pk), "of": str(file.of_id or ""), "at": file.at.isoformat()}
        row |= {"path": path, "absent": gathered.absent.get(file.pk, "")}
        rows.append(row | {"proof": proof_path(file.entry)})
    steps = [{"said": said_by(row), "proof": proof_path(row.entry)} for row in gathered.steps]
    return {"number": gathered.exhibit.number, "steps": steps, "files": rows}


def _verifier() -> dict[str, bytes]:
    """The stranger's command, with the code that reads proofs."""
    found = {
        f"verifier/punte/algorithms/{path.parent.name}/{path.name}": path.read_bytes()
        for package in (merkle, stamps)
        for path in sorted(Path(str(package.__file__)).parent.glob("*.py"))
    }
    return {"verify_bundle.py": Path(verify_bundle.__file__).read_bytes(), **found}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


class _Passing:
    """A file that cannot go back: what was written waits to be sent."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, data: bytes) -> int:
        self.waiting += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        piece = bytes(self.waiting)
        self.waiting.clear()
        return piece


def zipped(folder: Folder, opened: Any) -> Iterator[bytes]:
    """The bundle as pieces of a ZIP. opened: gives the chunks of the file with a key."""
    out: Any = _Passing()
    listed: list[dict[str, Any]] = []
    with ZipFile(out, "w") as archive:
        for path, content in sorted(folder.small.items()):
            yield from _written(archive, out, path, [content], listed, ZIP_DEFLATED)
        for path, key in folder.files.items():
            yield from _written(archive, out, path, opened(key), listed, ZIP_STORED)
        manifest = _json({"files": listed, "exhibits": folder.exhibits})
        note = sign_text(verify_bundle.manifest_text(manifest)).encode()
        for path, content in ((verify_bundle.MANIFEST, manifest), (verify_bundle.SIGNED, note)):
            yield from _written(archive, out, path, [content], [], ZIP_DEFLATED)
    yield out.taken()


def _written(
    archive: ZipFile,
    out: _Passing,
    path: str,
    chunks: Iterable[bytes],
    listed: list[dict[str, Any]],
    method: int,
) -> Iterator[bytes]:
    """One file into the ZIP, measured as it passes."""
    info = ZipInfo(path)
    info.compress_type, info.external_attr = method, 0o600 << 16
    short, long, size = hashlib.sha256(), hashlib.sha512(), 0
    with archive.open(info, "w", force_zip64=True) as part:
        for chunk in chunks:
            part.write(chunk)
            short.update(chunk)
            long.update(chunk)
            size += len(chunk)
            if len(out.waiting) > BLOCK:
                yield out.taken()
    listed.append(
        {"path": path, "size": size, "sha256": short.hexdigest(), "sha512": long.hexdigest()}
    )
    yield out.taken()
