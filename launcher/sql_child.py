"""Speaks SQL for the launcher. Runs inside the environment, where psycopg is.

Reads one JSON request a line and answers each with one JSON line. Requests:
{"url": ...} first; then {"sql": ..., "params": [...]}, {"copy_out": sql, "path": ...},
{"copy_in": sql, "path": ...}. Answers: {"rows": [...]} or {"error": ..., "state": ...}.
"""

import json
import sys
from typing import Any

import psycopg

_CHUNK = 1 << 16


def _answer(connection: psycopg.Connection[Any], request: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        if "copy_out" in request:
            with open(request["path"], "wb") as file, cursor.copy(request["copy_out"]) as copy:
                for block in copy:
                    file.write(block)
            return []
        if "copy_in" in request:
            with open(request["path"], "rb") as file, cursor.copy(request["copy_in"]) as copy:
                while block := file.read(_CHUNK):
                    copy.write(block)
            return []
        cursor.execute(request["sql"], request.get("params") or None)
        return [] if cursor.description is None else [list(row) for row in cursor.fetchall()]


def main() -> None:
    """Serve requests from standard input until it closes."""
    connection: psycopg.Connection[Any] | None = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if connection is None:
                connection = psycopg.connect(request["url"], autocommit=True, connect_timeout=15)
                answer: dict[str, Any] = {"rows": []}
            else:
                answer = {"rows": _answer(connection, request)}
        except psycopg.Error as error:
            answer = {"error": str(error).strip(), "state": error.sqlstate or ""}
        print(json.dumps(answer, default=str), flush=True)


if __name__ == "__main__":
    main()
