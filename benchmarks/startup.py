"""From `./punte demo` in a fresh clone to a page that answers: cold, then warm.

Run: `python benchmarks/startup.py [persons]`. Cold includes the environment's packages (from
pip's cache where it has them), the database, the tables and the corridor.
"""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PORT = 8931
PATIENCE = 1800


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="punte-start-") as folder:
        clone = Path(folder) / "punte"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        # Another system user runs PostgreSQL when the launcher is root, and must get this far.
        Path(folder).chmod(0o755)
        for name in ("cold", "warm"):
            print(f"{name:<6}{start_and_stop(clone):>8.1f} s")


def start_and_stop(clone: Path) -> float:
    """Seconds until the demo answers."""
    command = [str(clone / "punte"), "demo", "--port", str(PORT)]
    command += [f"--size={sys.argv[1]}"] if len(sys.argv) > 1 else []
    own = ("PUNTE_", "DATABASE_", "DJANGO_", "PYTHONPATH", "VIRTUAL_ENV")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(own)}
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=clone, env=environment, stdout=subprocess.DEVNULL)
    try:
        while not answers():
            if process.poll() is not None or time.monotonic() - start > PATIENCE:
                raise SystemExit(f"the demo did not come up (code {process.poll()})")
            time.sleep(0.1)
        return time.monotonic() - start
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(60)


def answers() -> bool:
    link = http.client.HTTPConnection("localhost", PORT, timeout=2)
    try:
        link.request("GET", "/healthz")
        return link.getresponse().status == 200
    except OSError:
        return False
    finally:
        link.close()


if __name__ == "__main__":
    main()
