"""Starting and stopping the server, and healing what an unclean end left behind."""

import contextlib
import os
import signal
import stat
import subprocess
import time
from pathlib import Path

from launcher import binaries
from launcher import cluster as clusters
from launcher.cluster import Cluster
from launcher.errors import LauncherError
from launcher.say import say

_SAY_EVERY = 3.0  # seconds between lines while the server recovers
_STILL_IN_USE = "is still in use"
_OLD_BACKENDS_GONE = 60.0  # seconds to wait for the processes of a killed server
_LOG_LIMIT = 10 * 1024 * 1024
_children: dict[int, subprocess.Popen[bytes]] = {}  # servers this launcher started itself


def running_pid(cluster: Cluster) -> int | None:
    """The process of this cluster's server, or None when none is running."""
    try:
        first = (cluster.data / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0]
        pid = int(first)
    except (FileNotFoundError, ValueError):
        return None
    return pid if _serves(pid, cluster.data) else None


def start(cluster: Cluster) -> None:
    """Bring the server up, however the last one ended; return when it takes connections."""
    if running_pid(cluster) is not None:
        if cluster.socket.exists():
            _wait_until_ready(cluster, None)
            return
        # Its socket folder was cleared away: nobody can reach it any more.
        say("  the running database cannot be reached: starting it again")
        stop(cluster)
    clusters.make(cluster)
    _heal_lock_files(cluster)
    _make_socket_dir(cluster)
    deadline = time.monotonic() + _OLD_BACKENDS_GONE
    while True:
        trouble = _try_start(cluster)
        if not trouble:
            return
        if _STILL_IN_USE not in trouble or time.monotonic() > deadline:
            raise _explain(cluster, trouble)
        say("  waiting for the processes of the killed server to end")
        time.sleep(1)


def stop(cluster: Cluster) -> None:
    """End the server cleanly: open transactions are rolled back, all else is kept."""
    pid = running_pid(cluster)
    if pid is None:
        return
    os.kill(pid, signal.SIGINT)
    waited = 0.0
    while running_pid(cluster) is not None:
        time.sleep(0.05)
        waited += 0.05
        if waited >= _SAY_EVERY:
            say("  waiting for the database to write everything to disk")
            waited = 0.0
    child = _children.pop(pid, None)
    if child is not None:
        child.wait()
    with contextlib.suppress(OSError):  # not there, or not empty
        cluster.socket_dir.rmdir()


def is_ready(cluster: Cluster) -> bool:
    """Whether the server takes connections now."""
    return _probe(cluster) == 0


def _probe(cluster: Cluster) -> int:
    command = [
        cluster.binaries.program("pg_isready"),
        *("--quiet", f"--host={cluster.socket_dir}", f"--port={clusters.PORT}"),
    ]
    return subprocess.run(
        command, env=binaries.plain_environment(), check=False, capture_output=True
    ).returncode


def _try_start(cluster: Cluster) -> str:
    """Start the server once; return what it wrote if it ended instead of serving."""
    if cluster.log.exists() and cluster.log.stat().st_size > _LOG_LIMIT:
        cluster.log.replace(cluster.log.with_suffix(".log.1"))
    with cluster.log.open("ab") as log:
        cluster.log.chmod(0o600)
        began = log.tell()
        process = binaries.spawn_as(
            cluster.user,
            [cluster.binaries.program("postgres"), "-D", str(cluster.data)],
            cwd=cluster.place,
            log=log,
        )
    _children[process.pid] = process
    if _wait_until_ready(cluster, process):
        return ""
    with cluster.log.open("rb") as log:
        log.seek(began)
        return log.read().decode(errors="replace").strip() or "it said nothing"


def _wait_until_ready(cluster: Cluster, process: subprocess.Popen[bytes] | None) -> bool:
    """Wait as long as the server lives: after a crash it may have much to replay."""
    began = said = time.monotonic()
    while _probe(cluster) != 0:
        if process is not None and process.poll() is not None:
            return False
        if process is None and running_pid(cluster) is None:
            raise LauncherError("The running database ended.", "run the same command again.")
        now = time.monotonic()
        if now - said > _SAY_EVERY:
            say(
                f"  the database is getting ready, maybe after an unclean end ({now - began:.0f} s)"
            )
            said = now
        time.sleep(0.05)
    return True


def _serves(pid: int, data: Path) -> bool:
    """Whether process `pid` is alive and is the server of `data`.

    A number alone proves nothing: after a restart of the machine it may be anyone's.
    """
    if not _is_alive(pid):
        return False
    proc = Path("/proc") / str(pid)
    if not proc.exists():
        return not Path("/proc/self").exists()  # without /proc (macOS) the number must do
    try:
        if "\nState:\tZ" in (proc / "status").read_text(encoding="utf-8"):
            return False
        return (proc / "cwd").resolve() == data.resolve()
    except OSError:
        return False


def _heal_lock_files(cluster: Cluster) -> None:
    """Remove what would make PostgreSQL believe that another server runs. None does."""
    _reap_children()
    # The folder is this cluster's alone, so whatever socket is in it is nobody's now.
    for name in (cluster.socket, cluster.socket.with_name(f"{cluster.socket.name}.lock")):
        name.unlink(missing_ok=True)
    pid_file = cluster.data / "postmaster.pid"
    if not pid_file.exists():
        return
    say("  the last server did not end cleanly: its database is being recovered")
    first = pid_file.read_text(encoding="utf-8").split("\n")[0]
    # PostgreSQL itself sees that a dead process is dead, and looks for its orphans. Only a
    # number that now belongs to some other living process would keep it from starting.
    if not first.isdigit() or _is_alive(int(first)):
        pid_file.unlink()


def _reap_children() -> None:
    """Take the exit status of servers that ended: until then their numbers look alive."""
    for pid, child in list(_children.items()):
        if child.poll() is not None:
            del _children[pid]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _make_socket_dir(cluster: Cluster) -> None:
    folder = cluster.socket_dir
    folder.mkdir(mode=0o700, exist_ok=True)
    info = folder.lstat()
    if not stat.S_ISDIR(info.st_mode) or info.st_uid not in (os.geteuid(), cluster.user.uid):
        raise LauncherError(
            f"{folder} belongs to somebody else.", "ask its owner to remove it, then start again."
        )
    folder.chmod(0o700)
    if os.geteuid() == 0:
        os.chown(folder, cluster.user.uid, cluster.user.gid)


def _explain(cluster: Cluster, trouble: str) -> LauncherError:
    if "No space left on device" in trouble:
        return LauncherError(
            f"The database cannot start: the disk of {cluster.place} is full.",
            "free some space (`df -h` shows where) and run the same command again.",
        )
    if "could not map anonymous shared memory" in trouble or "Cannot allocate memory" in trouble:
        return LauncherError(
            "The database cannot start: not enough memory.",
            f"free some, or write  shared_buffers = '128MB'  into "
            f"{cluster.home.path / 'postgresql.conf'}.",
        )
    last = "\n".join(trouble.splitlines()[-8:])
    return LauncherError(
        f"The database did not start. It said:\n{last}", f"see {cluster.log} for all of it."
    )
