"""What other rooms may use of files."""

from punte.core.files.actions import (
    About,
    OpenedFile,
    about_of,
    keep_file,
    names_of,
    open_file,
    read_anywhere,
)
from punte.core.files.checking import Fault, Reading, read_whole
from punte.core.files.models import StoredFile
from punte.core.files.queries import files_of, visible_files
from punte.core.files.rules import promised_kind
from punte.core.files.streaming import streamed, streamed_file
from punte.core.files.sweeping import forget_file
from punte.core.files.uploads import SealedUpload

__all__ = [
    "About",
    "Fault",
    "OpenedFile",
    "Reading",
    "SealedUpload",
    "StoredFile",
    "about_of",
    "files_of",
    "forget_file",
    "keep_file",
    "names_of",
    "open_file",
    "promised_kind",
    "read_anywhere",
    "read_whole",
    "streamed",
    "streamed_file",
    "visible_files",
]
