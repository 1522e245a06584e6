"""The commands of `./punte` and their options."""

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from launcher import backup, doctor, operating, restore, serving, testing
from launcher.environment import ROOT
from launcher.errors import Interrupted, LauncherError, explain_os_error
from launcher.home import Home, open_home
from launcher.say import say, warn
from launcher.supervisor import raise_on_signals

_INTERRUPTED = 130
_UNTIL_INTERRUPTED = {"demo", "serve", "worker"}  # being interrupted is how these end well
# These hand what follows on to another program, options and all.
_HANDS_ON = {
    "test": testing.run_tests,
    "verify": operating.verify_ledger,
    "verify-bundle": operating.verify_bundle,
    "db": operating.look_at_database,
    "begin": operating.begin,
}


_BEGIN = """For instance: ./punte begin --country MD --agency "Coordination unit" --place Chișinău
--administrator "Ana Pop <ana@example.org>" --administrator "Ion Rusu <ion@example.org>".
Also: --kind (by default coordination), --again. `./punte begin` by itself lists the kinds.
Each administrator gets a link for seven days; it leads to PUNTE_ADDRESS."""


def main(arguments: Sequence[str]) -> int:
    """Run one command; return the exit code."""
    os.umask(0o077)  # whatever Punte writes is for its own user alone
    raise_on_signals()
    try:
        return _run(list(arguments))
    except Interrupted:
        say("\nEnded.")
        return 0 if arguments[0] in _UNTIL_INTERRUPTED else _INTERRUPTED
    except LauncherError as error:
        warn(f"\n{error}")
        return 1
    except OSError as error:
        warn(f"\n{explain_os_error(error)}")
        return 1


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] in _HANDS_ON and arguments[1:] not in (["-h"], ["--help"]):
        return _HANDS_ON[arguments[0]](_home(), arguments[1:])
    options = _parser().parse_args(arguments)
    return _COMMANDS[options.command](_home(), options)


def _home() -> Home:
    return open_home(Path(os.environ.get("PUNTE_HOME") or ROOT / ".punte"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./punte",
        description="Start, test and look after Punte.",
        epilog="The state (keys, database, files, logs) is kept in PUNTE_HOME, by default "
        ".punte beside this program. docs/operations.md says more.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, summary: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=summary, description=summary)

    demo = command("demo", "Start Punte on an invented corridor and say who to log in as.")
    demo.add_argument("--size", type=_positive, help="persons to invent (first start only)")
    serve = command("serve", "Start Punte for real work: no demo people, strict sign-in.")
    for served in (demo, serve):
        _add_site(served)
    begin = command("begin", "Make the first agency of a country and invite its administrators.")
    begin.epilog = _BEGIN
    command("worker", "Run one more worker for background jobs.")
    command("test", "Run the test suite; what follows is handed to pytest.")
    command("check", "Check style, types, import contracts and migrations.")
    bench = command("bench", "Run a benchmark; without a name, list them.")
    bench.add_argument("name", nargs="?")
    bench.add_argument("arguments", nargs=argparse.REMAINDER)
    command("db", "Open psql on the database (options go to psql); `db status`, `db stop`.")
    save = command("backup", "Write a backup into a new folder, also while Punte is in use.")
    save.add_argument("target", type=Path, nargs="?", help="a folder that does not exist yet")
    save.add_argument("--keys", type=Path, help="key escrow folder (default PUNTE_HOME/escrow)")
    save.add_argument("--only-keys", action="store_true", help="renew the key escrow alone")
    load = command("restore", "Restore a backup into an empty state folder.")
    load.add_argument("backup", type=Path)
    load.add_argument("--keys", type=Path, required=True, help="the newest key escrow folder")
    load.add_argument("--replace", action="store_true", help="throw away the database there is")
    command("verify", "Prove that the ledger was not rewritten.")
    command("verify-bundle", "Check a court bundle, a folder or a ZIP, without a database.")
    command("doctor", "Say what is wrong and how to mend it.")
    return parser


def _add_site(parser: argparse.ArgumentParser) -> None:
    variable = os.environ.get
    parser.add_argument("--host", default=variable("PUNTE_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=_positive, default=_positive(variable("PUNTE_PORT", "8000")))
    # A process of Python uses one core. Past four, how many is the keeper's to weigh.
    cores = str(min(os.cpu_count() or 1, 4))
    parser.add_argument(
        "--workers", type=_positive, default=_positive(variable("PUNTE_WORKERS", cores))
    )


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:12]) <= 10_000_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 10000000")
    return int(text)


def _serve(home: Home, options: argparse.Namespace) -> int:
    demo = options.command == "demo"
    site = serving.Site(options.host, options.port, options.workers)
    serving.serve(home, site, demo=demo, size=options.size if demo else None)
    return 0


def _work(home: Home, options: argparse.Namespace) -> int:
    serving.work(home)
    return 0


def _back_up(home: Home, options: argparse.Namespace) -> int:
    keys: Path = options.keys or home.escrow
    if options.only_keys:
        return backup.write_keys(home, keys)
    if options.target is None:
        raise LauncherError("Where to?", "name a new folder: ./punte backup /media/disk/monday")
    return backup.write(home, options.target, keys)


def _restore(home: Home, options: argparse.Namespace) -> int:
    return restore.read(home, options.backup, keys=options.keys, replace=options.replace)


_COMMANDS: dict[str, Callable[[Home, argparse.Namespace], int]] = {
    "demo": _serve,
    "serve": _serve,
    "worker": _work,
    "check": lambda home, options: testing.run_checks(home),
    "bench": lambda home, options: testing.run_bench(home, options.name, options.arguments),
    "backup": _back_up,
    "restore": _restore,
    "doctor": lambda home, options: doctor.examine(home),
}
