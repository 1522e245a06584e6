"""The state folder: keys, logs, files and locks of one Punte."""

import base64
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from launcher.errors import LauncherError

KEY_NAMES = ("secret.key", "vault.key", "index.key", "ledger.key")
_FOLDERS = ("keys", "logs", "files", "run")


@dataclass(frozen=True)
class Home:
    """One state folder (`PUNTE_HOME`). Use `open_home` to get one that is complete."""

    path: Path

    @property
    def keys(self) -> Path:
        return self.path / "keys"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def files(self) -> Path:
        return self.path / "files"

    @property
    def run(self) -> Path:
        return self.path / "run"

    @property
    def escrow(self) -> Path:
        return self.path / "escrow"

    @property
    def identity_file(self) -> Path:
        """Names the database cluster of this folder and holds its passwords."""
        return self.path / "database.json"

    @property
    def demo_mark(self) -> Path:
        """Is there when the folder holds the demo's invented people and known passwords."""
        return self.path / "demo"

    @property
    def demo_logins(self) -> Path:
        return self.path / "demo_logins.txt"


def open_home(path: Path) -> Home:
    """Make or complete the state folder at `path`; raise LauncherError if it cannot be used."""
    home = Home(path.absolute())
    try:
        home.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        home.path.chmod(0o700)
        for name in _FOLDERS:
            (home.path / name).mkdir(exist_ok=True, mode=0o700)
        _make_keys(home)
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise LauncherError(
            f"The state folder {home.path} cannot be used: {error.strerror}.",
            "run as the user who owns it, or set PUNTE_HOME to a folder of your own.",
        ) from error
    return home


def _make_keys(home: Home) -> None:
    missing = [name for name in KEY_NAMES if not (home.keys / name).exists()]
    if not missing:
        return
    # A new key beside old data would silently make that data unreadable.
    if home.identity_file.exists():
        raise LauncherError(
            f"Keys are missing from {home.keys}: {', '.join(missing)}.",
            "copy them back from the key escrow; without them the vault cannot be opened.",
        )
    for name in missing:
        # Django wants more text for its own than the 32 bytes that the ciphers take.
        size = 48 if name == "secret.key" else 32
        write_once(home.keys / name, base64.b64encode(secrets.token_bytes(size)) + b"\n")


def write_once(path: Path, content: bytes) -> None:
    """Create a private file whole or not at all; an existing one is left as it is."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    write_private(partial, content)
    try:
        os.link(partial, path)
    except FileExistsError:
        pass
    finally:
        partial.unlink()


def replace_private(path: Path, content: bytes) -> None:
    """Put a private file in place of the one there, whole or not at all."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    write_private(partial, content)
    partial.replace(path)


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, and wait until the disk has it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
