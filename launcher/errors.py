"""What goes wrong, said in plain words with the way to mend it."""

import errno


class LauncherError(Exception):
    """A trouble the user can act on: `what` happened, and how to `mend` it."""

    def __init__(self, what: str, mend: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.what}\n  To mend it: {self.mend}" if self.mend else self.what


class Interrupted(Exception):
    """The user or the system asked us to stop (Ctrl-C, SIGTERM)."""


def explain_os_error(error: OSError) -> LauncherError:
    """Turn an operating-system error into one that says what to do about it."""
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return LauncherError(
            f"The disk is full{where}.",
            "free some space (`df -h` shows where) and run the same command again.",
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return LauncherError(
            f"This user may not read or write a file{where}.",
            "run as the user who owns it, or set PUNTE_HOME to a folder of your own.",
        )
    if error.errno == errno.EROFS:
        return LauncherError(
            f"The disk is read-only{where}.", "set PUNTE_HOME to a folder that can be written."
        )
    return LauncherError(f"The system refused: {error}.")
