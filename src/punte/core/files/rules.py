"""What a file's name may be."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from punte.core.errors import Invalid

MAX_NAME = 200
_FOLDERS = re.compile(r"^.*[/\\]", re.DOTALL)
# Control characters, halves of characters, and marks that turn the reading direction.
_BAD = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069]")


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
