"""What other rooms may use of files."""

from punte.core.files.actions import OpenedFile, keep_file, names_of, open_file
from punte.core.files.models import StoredFile
from punte.core.files.queries import files_of, visible_files
from punte.core.files.sweeping import forget_file

__all__ = [
    "OpenedFile",
    "StoredFile",
    "files_of",
    "forget_file",
    "keep_file",
    "names_of",
    "open_file",
    "visible_files",
]
