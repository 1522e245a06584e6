"""Keeps web, worker and database running until asked to stop, and ends them in order."""

import http.client
import signal
import socket
import time
from collections.abc import Callable, Sequence
from types import FrameType

from launcher import postmaster
from launcher.database import Database
from launcher.errors import Interrupted, LauncherError
from launcher.processes import Process
from launcher.say import say

_TICK = 0.2
_FALLS_AT_START = 3


def require_free_port(host: str, port: int) -> None:
    """Raise LauncherError, saying what to do, if nobody can listen on `port`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OverflowError as error:
            raise LauncherError(f"{port} is no port.", "choose one from 1024 to 65535.") from error
        except PermissionError as error:
            raise LauncherError(
                f"This user may not listen on port {port}.", "choose one above 1023: --port 8000"
            ) from error
        except OSError as error:
            raise LauncherError(
                f"Port {port} on {host} cannot be used: {error.strerror}.",
                f"end what uses it (`ss -ltnp` shows it) or choose another: --port {port + 1}",
            ) from error


def raise_on_signals() -> None:
    """Make Ctrl-C and SIGTERM end whatever the launcher does, in order."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        # A second signal must not break the orderly end that the first one began.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise Interrupted

    signal.signal(signal.SIGINT, interrupt)
    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGHUP, interrupt)


def supervise(
    database: Database,
    processes: Sequence[Process],
    *,
    address: tuple[str, int] | None,
    when_ready: Callable[[], None],
) -> None:
    """Keep `processes` and the embedded server running until interrupted.

    Calls `when_ready` once, as soon as `/healthz` at `address` answers (at once when there
    is no address). A web that falls three times before it is ready ends the whole.
    """
    ready = address is None
    if ready:
        when_ready()
    try:
        while True:
            if _heal_database(database):
                # They hold broken connections, and nothing tells them of new jobs any more.
                _end(processes)
            for process in processes:
                process.keep_running()
                if not ready and process.falls >= _FALLS_AT_START:
                    raise LauncherError(
                        f"The {process.name} does not start. It said last:\n{process.last_words()}",
                        f"see {process.log}; `./punte doctor` may say more.",
                    )
            if not ready and address is not None and is_healthy(*address):
                ready = True
                when_ready()
            time.sleep(_TICK)
    finally:
        _end(processes)


def is_healthy(host: str, port: int) -> bool:
    """Whether Punte's web answers at this address."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": "localhost"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _heal_database(database: Database) -> bool:
    """Start our own server again if it ended; whether that was needed."""
    if database.cluster is None or postmaster.running_pid(database.cluster) is not None:
        return False
    say("  the database ended: starting it again")
    postmaster.start(database.cluster)
    say("  the database is back; the web and the worker start anew")
    return True


def _end(processes: Sequence[Process]) -> None:
    for process in processes:
        process.ask_to_end()
    for process in processes:
        process.wait_for_end()
