"""The Python environment (`.venv`), made from hash-locked requirements."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from launcher import machine
from launcher.errors import LauncherError
from launcher.locks import Lock
from launcher.say import say, step

ROOT = Path(__file__).resolve().parent.parent
_STAMP = "punte.stamp.json"


@dataclass(frozen=True)
class Environment:
    """A virtual environment in `folder` for the source tree at `root`."""

    folder: Path
    root: Path = ROOT

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def site_packages(self) -> Path:
        found = sorted(self.folder.glob("lib/python3.*/site-packages"))
        if not found:
            raise LauncherError(
                f"{self.folder} is not a Python environment.", "remove it and start again."
            )
        return found[0]

    def tool(self, name: str) -> str:
        """The path of a program that a package of the environment brought."""
        return str(self.folder / "bin" / name)


def ensure(level: str, root: Path = ROOT) -> Environment:
    """Make the environment for `level` ("base" to run Punte, "dev" to test it) if needed."""
    environment = Environment(root / ".venv", root)
    if _is_complete(environment, level):
        return environment
    with Lock(root / ".venv.lock") as lock:
        lock.wait(seconds=600, what="The Python environment")
        if not _is_complete(environment, level):
            machine.require_disk_space(root, 600, "the Python environment")
            with step(f"Making the Python environment ({level})"):
                _make(environment, level)
    return environment


def _is_complete(environment: Environment, level: str) -> bool:
    stamp = _read_stamp(environment)
    return stamp.get(level) == _hash_of(environment.root, level) and _is_usable(environment, stamp)


def _is_usable(environment: Environment, stamp: dict[str, str]) -> bool:
    """Whether what the stamp says was finished still runs, on the same Python."""
    version = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run(
            [str(environment.python), "-I", "-c", version],
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.strip() == stamp.get("python")


def _make(environment: Environment, level: str) -> None:
    stamp = _read_stamp(environment)
    stamp_file = environment.folder / _STAMP
    if not _is_usable(environment, stamp):
        # Also what an interrupted start left: a half-made environment has no stamp.
        if environment.folder.exists():
            say("  the environment here is unfinished or of another Python: making it anew")
            shutil.rmtree(environment.folder)
        _create(environment)
    stamp_file.unlink(missing_ok=True)
    _install(environment, level)
    made = {"python": _python_version(), level: _hash_of(environment.root, level)}
    if level == "dev":  # dev.txt has all of base.txt, at the same versions
        made["base"] = _hash_of(environment.root, "base")
    partial = stamp_file.with_suffix(".partial")
    partial.write_text(json.dumps(made), encoding="utf-8")
    partial.replace(stamp_file)


def _create(environment: Environment) -> None:
    uv = shutil.which("uv")
    if uv:
        command = [uv, "venv", "--quiet", "--python", sys.executable, str(environment.folder)]
    else:
        _require_venv_module()
        command = [sys.executable, "-m", "venv", str(environment.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LauncherError(
            f"The environment could not be made:\n{(done.stdout + done.stderr).strip()}"
        )


def _require_venv_module() -> None:
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise LauncherError(
            f"This Python has no {' and no '.join(missing)}.",
            f"apt-get install python{version}-venv   (or install uv)",
        )


def _install(environment: Environment, level: str) -> None:
    requirements = environment.root / "requirements" / f"{level}.txt"
    count = requirements.read_text(encoding="utf-8").count("==")
    say(f"  fetching {count} packages; the first time this takes a minute or two")
    uv = shutil.which("uv")
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", str(environment.python)]
    else:
        command = [str(environment.python), "-m", "pip", "install", "--progress-bar=off"]
        command += ["--disable-pip-version-check", "--no-input"]
    command += ["--require-hashes", "-r", str(requirements)]
    tail = _run_with_progress(command, count)
    if tail is not None:
        raise LauncherError(
            f"The packages could not be installed:\n{tail}",
            "look at the lines above (no network? disk full?) and run the same command again.",
        )


def _run_with_progress(command: list[str], count: int) -> str | None:
    """Run an installer, saying now and then how far it is; its last lines if it failed."""
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}
    lines: list[str] = []
    collected = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        for line in process.stdout or ():
            lines.append(line.rstrip())
            if line.startswith("Collecting "):
                collected += 1
                if collected % 10 == 0:
                    say(f"  {collected} of {count}")
            elif line.startswith("Installing collected"):
                say("  unpacking them")
    return "\n".join(lines[-15:]) if process.returncode else None


def _read_stamp(environment: Environment) -> dict[str, str]:
    try:
        stamp = json.loads((environment.folder / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _hash_of(root: Path, level: str) -> str:
    return hashlib.sha256((root / "requirements" / f"{level}.txt").read_bytes()).hexdigest()


def _python_version() -> str:
    return ".".join(map(str, sys.version_info[:2]))
