"""What a file's name may be, and whether it fits what the file is."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePath
from typing import Final

from django.utils.translation import gettext as _

from punte.core.errors import Invalid

MAX_NAME = 200
_FOLDERS = re.compile(r"^.*[/\\]", re.DOTALL)
# Control characters, halves of characters, and marks that turn the reading direction.
_BAD = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
# What a name's ending promises; other endings promise nothing.
ENDINGS: Final = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
}


def promised_kind(name: str) -> str:
    """The kind of content that a name's ending promises; "" when it promises nothing."""
    return ENDINGS.get(PurePath(name).suffix.lower().removeprefix("."), "")


def check_kind(name: str, content_type: str, kinds: Collection[str] | None) -> None:
    """Raises Invalid unless the content is of one of the kinds and the name says nothing else."""
    if kinds is None:
        return
    if content_type not in kinds:
        raise Invalid(_("This kind of file is not taken here. Choose a document or a picture."))
    if promised_kind(name) not in {"", content_type}:
        raise Invalid(
            _("The file is not what the ending of its name says. Check it, or save it again.")
        )


def checked_name(name: str) -> str:
    """The last part of a path, stripped. Raises Invalid for a name that no file should have."""
    if _BAD.search(name):
        raise Invalid(_("The file's name holds a character that no name holds."))
    base = _FOLDERS.sub("", name).strip()
    if not base or base in {".", ".."}:
        raise Invalid(_("The file has no name."))
    if len(base) > MAX_NAME:
        raise Invalid(
            _("The file's name is too long: at most %(count)d characters.") % {"count": MAX_NAME}
        )
    return base
