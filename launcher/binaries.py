"""PostgreSQL's programs: found in the environment, copied to where the server may read them."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from launcher.errors import LauncherError
from launcher.machine import ServerUser

_PARTS = ("bin", "lib", "share")


@dataclass(frozen=True)
class Binaries:
    """A folder with PostgreSQL's programs, readable by the server's user."""

    folder: Path

    def program(self, name: str) -> str:
        """The path of one of PostgreSQL's programs."""
        return str(self.folder / "bin" / name)


def find_packaged(site_packages: Path) -> Path:
    """The PostgreSQL installation some wheel brought, whichever wheel that is."""
    found = sorted(site_packages.glob("*/pginstall/bin/postgres"))
    if not found:
        raise LauncherError(
            "The environment has no PostgreSQL in it.",
            "remove the folder .venv and run the same command again, or set DATABASE_URL "
            "to a PostgreSQL 17 or newer.",
        )
    return found[0].parent.parent


def install(site_packages: Path, into: Path) -> Binaries:
    """Copy the packaged programs below `into`, once per content.

    The environment may lie where the server's user cannot go, and may be remade while the
    server runs; a copy named by its content is safe from both.
    """
    packaged = find_packaged(site_packages)
    package = packaged.parent.name
    target = into / _content_hash(packaged)
    if not target.exists():
        partial = into / f".{target.name}.{os.getpid()}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        for part in _PARTS:
            shutil.copytree(
                packaged / part,
                partial / package / "pginstall" / part,
                symlinks=True,
                ignore=shutil.ignore_patterns("*.a", "pgxs", "pkgconfig"),
            )
        # Client programs look for their libraries beside the package.
        libraries = site_packages / f"{package}.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, partial / libraries.name, symlinks=True)
        _make_readable(partial)
        partial.rename(target)
    return Binaries(target / package / "pginstall")


def run_as(
    user: ServerUser, command: Sequence[str], *, cwd: Path
) -> subprocess.CompletedProcess[str]:
    """Run a program of PostgreSQL to its end as the server's user."""
    root = os.geteuid() == 0
    return subprocess.run(
        command,
        cwd=cwd,
        env=plain_environment(),
        user=user.uid if root else None,
        group=user.gid if root else None,
        extra_groups=[] if root else None,
        capture_output=True,
        text=True,
        check=False,
    )


def spawn_as(
    user: ServerUser, command: Sequence[str], *, cwd: Path, log: IO[bytes]
) -> subprocess.Popen[bytes]:
    """Start a server as `user`, in a session of its own so that Ctrl-C does not reach it."""
    root = os.geteuid() == 0
    return subprocess.Popen(
        command,
        cwd=cwd,
        env=plain_environment(),
        user=user.uid if root else None,
        group=user.gid if root else None,
        extra_groups=[] if root else None,
        umask=0o077,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def plain_environment() -> dict[str, str]:
    """An environment without the user's PG* variables and secrets."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C", "TZ": "UTC"}


def _content_hash(packaged: Path) -> str:
    digest = hashlib.sha256()
    for part in _PARTS:
        for path in sorted((packaged / part).rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(packaged)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _make_readable(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if path.is_symlink():
            continue
        executable = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if executable else 0o644)
