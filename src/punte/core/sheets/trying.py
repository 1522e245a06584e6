"""A spreadsheet is tried in a process apart before it is read here.

Five kilobytes may name a cell so far out, or so many merged ones, that room for all between them
is terabytes; the reader, written in Rust, then ends the whole process it runs in, and everything
else that it had in hand. So another process reads it first, without our keys and with
bounded memory and time. What that one could read can be read here.
"""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections import deque
from typing import Final

from punte.core.limits import bound
from punte.core.sheets.tables import Unreadable

MEMORY: Final = 2 << 30
SECONDS: Final = 120  # of computing; 500,000 rows of twenty columns take a sixth
COMMAND: Final = (sys.executable, "-m", "punte.core.sheets.trying")
BROKEN, TOO_MUCH = 3, 4  # what the other process ends with
_OUT_OF_BOUNDS: Final = {TOO_MUCH, -signal.SIGABRT, -signal.SIGXCPU, -signal.SIGKILL}


def try_book(data: bytes, *sheets: str, memory: int = MEMORY) -> None:
    """Try the first sheet with a table, or those of these names.

    memory: bytes that the other process may take. Raises Unreadable when it needs more, or when
    the workbook breaks the reader.
    """
    try:
        ended = subprocess.run(
            (*COMMAND, str(memory), *sheets),
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
            timeout=4 * SECONDS,
            check=False,
        ).returncode
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_large_unpacked") from error
    if ended:
        raise Unreadable("too_large_unpacked" if ended in _OUT_OF_BOUNDS else "not_a_workbook")


def main(memory: str, *sheets: str) -> int:
    """Read the workbook, or the page, of the standard input to its last row."""
    from python_calamine import CalamineError, CalamineWorkbook

    from punte.core.sheets.html_files import read_page
    from punte.core.sheets.kinds import Kind, kind_of
    from punte.core.sheets.xlsx_files import table_of

    data = sys.stdin.buffer.read()
    bound(int(memory), SECONDS)
    try:
        if sheets:
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            for name in set(sheets) & set(book.sheet_names):
                book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        else:
            read = read_page if kind_of(data) is Kind.PAGE else table_of
            deque(read(data, lambda _name: False).rows, maxlen=0)
    except (Unreadable, CalamineError, UnicodeDecodeError):
        return 0  # it will be said there, in the reader's words
    except MemoryError:
        return TOO_MUCH
    except BaseException:  # a panic of the reader is no Exception
        return BROKEN
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
