"""What a backup consists of: its manifest, its hashes, and plain tar files."""

import hashlib
import json
import tarfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from launcher.errors import LauncherError

FORMAT = 1
DUMP = "database.dump"
FILES = "files.tar"
MANIFEST = "manifest.json"
ESCROW = "punte-keys.tar"


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself.

    made_at: the moment of the snapshot, ISO 8601 in UTC. schema: the last migration of each
    app. ledger: the head of the ledger in the snapshot, as `verify_ledger --head-json` gives
    it. parts: sha256 of each file, in hex. demo: whether the people in it are invented.
    """

    made_at: str
    schema: dict[str, str]
    ledger: dict[str, Any]
    parts: dict[str, str]
    files_elsewhere: bool = False
    demo: bool = False
    format: int = field(default=FORMAT)

    def write(self, folder: Path) -> None:
        """Put the manifest into the backup's folder."""
        text = json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"
        (folder / MANIFEST).write_text(text, encoding="utf-8")


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup, after checking that its parts are as it says."""
    try:
        known = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        manifest = Manifest(**known)
    except FileNotFoundError as error:
        raise LauncherError(
            f"{folder} is not a finished backup.", f"name a folder that holds {MANIFEST}."
        ) from error
    except (ValueError, TypeError) as error:
        raise LauncherError(f"The manifest of {folder} is damaged.", "use another copy.") from error
    if manifest.format != FORMAT:
        raise LauncherError(
            f"The backup has format {manifest.format}; this Punte reads format {FORMAT}.",
            "restore it with the version of Punte that made it.",
        )
    if not {DUMP, FILES} <= manifest.parts.keys():
        raise LauncherError(f"The manifest of {folder} names too few parts.", "use another copy.")
    for name, expected in manifest.parts.items():
        if PurePosixPath(name).name != name:
            raise LauncherError(f"The manifest of {folder} names a part outside it: {name}.")
        if not (folder / name).is_file() or hash_of(folder / name) != expected:
            raise LauncherError(
                f"{name} in {folder} is missing or not what was written: its hash is different.",
                "nothing was restored; use another copy of this backup.",
            )
    return manifest


def hash_of(path: Path) -> str:
    """The sha256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pack(archive: Path, members: Iterable[tuple[Path, str]]) -> None:
    """Write a private tar of files under the given names; vanished ones are left out."""
    partial = archive.with_name(archive.name + ".partial")
    partial.touch(mode=0o600)
    with tarfile.open(partial, "w", format=tarfile.PAX_FORMAT) as tar:
        for path, name in members:
            try:
                info = tar.gettarinfo(path, name)
                with path.open("rb") as file:
                    tar.addfile(info, file)
            except FileNotFoundError:
                continue  # erased while we were copying: then it must not be in the backup
    partial.replace(archive)


def pack_folder(archive: Path, folder: Path) -> None:
    """Write a private tar of all plain files below `folder`."""
    pack(
        archive,
        (
            (path, path.relative_to(folder).as_posix())
            for path in sorted(folder.rglob("*"))
            if path.is_file() and not path.is_symlink()
        ),
    )


def unpack(archive: Path, into: Path) -> None:
    """Unpack plain files below `into`; anything else in the tar is refused."""
    with tarfile.open(archive, "r:") as tar:
        for info in tar:
            name = PurePosixPath(info.name)
            if not info.isreg() or name.is_absolute() or ".." in name.parts:
                raise LauncherError(f"{archive} holds something else than plain files: {name}.")
            target = into / name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            source = tar.extractfile(info)
            if source is None:
                raise LauncherError(f"{archive} is damaged at {name}.")
            with source, target.open("wb") as file:
                while block := source.read(1 << 20):
                    file.write(block)
            target.chmod(0o600)
