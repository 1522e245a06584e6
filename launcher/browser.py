"""The browser that the stories in the test suite need."""

import os
import shutil
import subprocess

from launcher.say import say, step

_NAMES = ("chromium", "chromium-browser", "google-chrome")
INSTALL = "apt-get update && apt-get install -y --no-install-recommends chromium"


def find() -> str | None:
    """The path of a Chromium: PUNTE_CHROMIUM if set, else one on PATH."""
    named = os.environ.get("PUNTE_CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def find_or_install() -> str | None:
    """A Chromium, installed by apt when there is none and we may; None when we may not."""
    path = find()
    if path or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return path
    with step("Getting a browser for the stories (apt-get install chromium)"):
        done = subprocess.run(
            ["sh", "-c", INSTALL],
            env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode != 0:
        say("  apt-get failed:\n" + "\n".join((done.stdout + done.stderr).splitlines()[-4:]))
    return find()
