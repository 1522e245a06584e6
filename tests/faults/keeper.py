"""`./punte demo` on a given state folder, in the environment of the tests.

python -m tests.faults.keeper FOLDER PORT
"""

from __future__ import annotations

import sys
from pathlib import Path

from launcher import environment as environments
from launcher.environment import Environment
from launcher.errors import Interrupted
from launcher.home import open_home
from launcher.serving import Site, serve
from launcher.supervisor import raise_on_signals


def keep(folder: Path, port: int) -> None:
    """Keep web, worker and database running until SIGTERM."""
    here = Environment(Path(sys.prefix))
    environments.ensure = lambda level, root=here.root: here
    raise_on_signals()
    try:
        serve(open_home(folder), Site("127.0.0.1", port, workers=1), demo=True)
    except Interrupted:
        return


if __name__ == "__main__":
    keep(Path(sys.argv[1]), int(sys.argv[2]))
