"""`test`, `check` and `bench`: what developers run, each with a database of its own."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from launcher import browser
from launcher import environment as environments
from launcher.database import Database, using
from launcher.environment import Environment
from launcher.errors import LauncherError
from launcher.home import Home, open_home
from launcher.locks import Lock
from launcher.processes import call
from launcher.say import say, warn
from launcher.serving import get_ready

_NO_TESTS = 5  # pytest's exit code when it found nothing to run


def run_tests(home: Home, arguments: Sequence[str]) -> int:
    """Run the suite (or what `arguments` name) and return pytest's exit code.

    Without a browser all the rest is run, and the code is not zero if that left tests out.
    """
    environment = environments.ensure("dev")
    chromium = browser.find_or_install()
    with _throwaway_database(home, environment) as database, _suite_folder() as folder:
        variables = _suite_variables(database, folder)
        pytest = [str(environment.python), "-m", "pytest"]
        wanted = list(arguments) if _names_tests(arguments) else [*_whole_suite(), *arguments]
        if chromium:
            variables["PUNTE_CHROMIUM"] = chromium
            return call([*pytest, *wanted], variables, environment.root)
        left_out = _browser_tests([*pytest, *wanted], environment, variables)
        code = call([*pytest, *wanted, "-m", "not browser"], variables, environment.root)
    if not left_out:
        return code
    warn(f"\nLeft out, because no browser was found ({len(left_out)}):")
    for name in left_out:
        warn(f"  {name}")
    warn(f"To run them too:  {browser.INSTALL}\nor set PUNTE_CHROMIUM to a Chromium.")
    return code if code not in (0, _NO_TESTS) else 1


def run_checks(home: Home) -> int:
    """Run every check, say how each went, and return 1 if any failed."""
    environment = environments.ensure("dev")
    tool = environment.tool
    failed: list[str] = []
    with _throwaway_database(home, environment) as database:
        variables = database.variables()
        steps = {
            "style": [tool("ruff"), "check", "."],
            "format": [tool("ruff"), "format", "--check", "."],
            "types": [tool("mypy")],
            "import contracts": [tool("lint-imports")],
            "migrations": [
                *(str(environment.python), "-m", "punte"),
                *("makemigrations", "--check", "--dry-run"),
            ],
        }
        for name, command in steps.items():
            began = time.monotonic()
            done = subprocess.run(
                command,
                cwd=environment.root,
                env=variables,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            well = done.returncode == 0
            say(f"{'ok    ' if well else 'FAILED'} {name} ({time.monotonic() - began:.1f} s)")
            if not well:
                failed.append(name)
                say(done.stdout.rstrip())
    say(f"Failed: {', '.join(failed)}." if failed else "All checks passed.")
    return 1 if failed else 0


def run_bench(home: Home, name: str | None, arguments: Sequence[str]) -> int:
    """Run one benchmark (or list them) on a database kept for benchmarks alone."""
    folder = environments.ROOT / "benchmarks"
    known = sorted(path.stem for path in folder.glob("[a-z]*.py"))
    if name is None:
        say("Benchmarks: " + (", ".join(known) or "none"))
        return 0
    if name not in known:
        raise LauncherError(f"There is no benchmark {name!r}.", f"choose of: {', '.join(known)}")
    environment = environments.ensure("dev")
    place = open_home(home.path / "bench")
    with using(place, environment, settings={}) as database:
        get_ready(database, database.variables())
        command = [str(environment.python), str(folder / f"{name}.py"), *arguments]
        return call(command, _bench_variables(database), environment.root)


def _bench_variables(database: Database) -> dict[str, str]:
    """Benchmarks share code with each other and with the tests, which stand beside `src`."""
    variables = database.variables()
    variables["PYTHONPATH"] += os.pathsep + str(database.environment.root)
    return variables


@contextmanager
def _throwaway_database(home: Home, environment: Environment) -> Iterator[Database]:
    """A server for tests in the first state folder that no other test run uses."""
    number = 1
    while True:
        place = open_home(home.path / "tests" / str(number))
        with Lock(place.run / "launcher.lock") as lock:
            if lock.take(note=f"process {os.getpid()}"):
                with using(place, environment, throwaway=True) as database:
                    yield database
                return
        number += 1


@contextmanager
def _suite_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="punte-test-") as folder:
        yield Path(folder)


def _suite_variables(database: Database, folder: Path) -> dict[str, str]:
    variables = database.variables()
    # pytest takes the suite's own settings from pyproject.toml, but only if none are named.
    del variables["DJANGO_SETTINGS_MODULE"]
    variables["PUNTE_TEST_HOME"] = str(folder)
    return variables


def _whole_suite() -> list[str]:
    """All tests, on all cores; a file stays whole, because its tests share what they set up.

    The files are taken in the order of tests/conftest.py.
    """
    cores = min(os.cpu_count() or 1, 8)
    spread = ["-n", str(cores), "--dist", "loadfile", "--no-loadscope-reorder"]
    return ["tests", *(spread if cores > 1 else [])]


def _names_tests(arguments: Sequence[str]) -> bool:
    return any(Path(argument.split("::")[0]).exists() for argument in arguments)


def _browser_tests(
    pytest: Sequence[str], environment: Environment, variables: dict[str, str]
) -> list[str]:
    done = subprocess.run(
        # Exactly one -q names the tests one a line; the project's own options have one already.
        [*pytest, "-o", "addopts=", "--collect-only", "-q", "-m", "browser"],
        cwd=environment.root,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return [line for line in done.stdout.splitlines() if "::" in line]
