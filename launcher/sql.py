"""SQL from the launcher, spoken by a small child that has psycopg."""

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_CHILD = Path(__file__).with_name("sql_child.py")


class SqlError(Exception):
    """The database refused; `state` is its SQLSTATE, empty when there was no connection."""

    def __init__(self, message: str, state: str) -> None:
        super().__init__(message)
        self.state = state


class Session:
    """One connection to `url`, in autocommit; a context manager."""

    def __init__(self, python: Path, url: str) -> None:
        self._python = python
        self._url = url
        self._child: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self._child = subprocess.Popen(
            [str(self._python), str(_CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            self._ask({"url": self._url})
        except SqlError:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def run(self, sql: str, *params: object) -> list[list[Any]]:
        """Run one statement (`%s` marks a parameter) and return its rows."""
        return self._ask({"sql": sql, "params": list(params)})

    def copy_out(self, sql: str, path: Path) -> None:
        """Write what a `COPY … TO STDOUT` gives into a file."""
        self._ask({"copy_out": sql, "path": str(path)})

    def copy_in(self, sql: str, path: Path) -> None:
        """Feed a file to a `COPY … FROM STDIN`."""
        self._ask({"copy_in": sql, "path": str(path)})

    def close(self) -> None:
        """End the connection; an open transaction is rolled back."""
        child, self._child = self._child, None
        if child is None or child.stdin is None or child.stdout is None:
            return
        child.stdin.close()
        child.wait()
        child.stdout.close()

    def _ask(self, request: dict[str, Any]) -> list[list[Any]]:
        child = self._child
        if child is None or child.stdin is None or child.stdout is None:
            raise SqlError("the session is closed", "")
        child.stdin.write(json.dumps(request) + "\n")
        child.stdin.flush()
        line = child.stdout.readline()
        if not line:
            raise SqlError("the helper that speaks SQL ended", "")
        answer = json.loads(line)
        if "error" in answer:
            raise SqlError(answer["error"], answer["state"])
        rows: list[list[Any]] = answer["rows"]
        return rows
