"""What this machine offers: memory, cores, disk space, and a user to run the server as."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from launcher.errors import LauncherError

_MIB = 1024 * 1024
SERVER_USER = "punte"


@dataclass(frozen=True)
class ServerUser:
    """The operating-system user the database server runs as."""

    uid: int
    gid: int
    name: str


def memory_bytes() -> int:
    """Memory this process may use: the machine's, or the container's limit if smaller."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii").strip()
    except OSError:
        return total
    return min(total, int(limit)) if limit.isdigit() else total


def require_disk_space(folder: Path, megabytes: int, purpose: str) -> None:
    """Raise LauncherError unless `folder`'s disk has room for `purpose`."""
    existing = folder
    while not existing.exists():
        existing = existing.parent
    free = shutil.disk_usage(existing).free // _MIB
    if free < megabytes:
        raise LauncherError(
            f"The disk of {existing} has only {free} MB free; {purpose} needs {megabytes} MB.",
            "free some space, or set PUNTE_HOME to a folder on a larger disk.",
        )


def server_user() -> ServerUser:
    """Who the server runs as: ourselves, or an unprivileged user when we are root."""
    if os.geteuid() != 0:
        return ServerUser(os.geteuid(), os.getegid(), _name_of(os.geteuid()))
    found = _find_user(SERVER_USER) or _add_user() or _find_user("nobody")
    if found is None or found.uid == 0:
        raise LauncherError(
            "PostgreSQL must not run as root, and no other user could be found or made.",
            f"make one: useradd --system --shell /usr/sbin/nologin {SERVER_USER}",
        )
    return found


def user_owning(folder: Path) -> ServerUser:
    """The user to whom an existing folder belongs."""
    info = folder.stat()
    return ServerUser(info.st_uid, info.st_gid, _name_of(info.st_uid))


def _find_user(name: str) -> ServerUser | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return ServerUser(entry.pw_uid, entry.pw_gid, name)


def _add_user() -> ServerUser | None:
    tool = shutil.which("useradd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if tool is None:
        return None
    subprocess.run(
        [
            *(tool, "--system", "--user-group", "--no-create-home"),
            *("--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", SERVER_USER),
        ],
        capture_output=True,
        check=False,
    )
    return _find_user(SERVER_USER)


def _name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
