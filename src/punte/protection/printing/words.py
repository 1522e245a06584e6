"""The words of printed forms that an office changes: heading, footer, and a note on each form."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.core.agencies.door import get_agency
from punte.protection.configuration.door import (
    Edition,
    register_text,
    scope_of,
    text_for,
    words_of,
)
from punte.protection.printing.catalogue import forms

FILE = Path(__file__).resolve().parent / "data" / "words.json"
HEADING, FOOTER = "print_heading", "print_footer"
PREVIEW = "protection:print_preview"


@dataclass(frozen=True)
class Sheet:
    """What an office says on paper, in the paper's language.

    agency: whose paper it is. version: of the words, as printed: heading, footer, note; with an
    “a” before an agency's own.
    """

    agency: str = ""
    heading: str = ""
    footer: str = ""
    note: str = ""
    version: str = ""


def key_of(code: str) -> str:
    """The key of the note on a form (F1 to F12)."""
    return f"print_{code.lower()}"


def code_of(key: str) -> str:
    """The form on which a text is shown; the first for those that stand on all."""
    key = scope_of("text", key)[0]
    return key.removeprefix("print_").upper() if key not in (HEADING, FOOTER) else "F1"


def register() -> None:
    """Called once, when the program starts."""
    said = json.loads(FILE.read_text(encoding="utf-8"))
    both: dict[str, Any] = {"preview": PREVIEW, "may_be_empty": True, "per_agency": True}
    register_text(HEADING, _("Heading of printed forms"), _content(said["heading"]), **both)
    register_text(FOOTER, _("Footer of printed forms"), _content(said["footer"]), **both)
    titles = {form.code: form.title for form in forms().values()} | {"F2": _("Screening")}
    for code, title in titles.items():
        name = format_lazy(_("Note on {code}: {title}"), code=code, title=title)
        content = _content(said["notes"].get(code, {}))
        register_text(key_of(code), name, content, **both)


def _content(bodies: dict[str, str]) -> Callable[[], dict[str, Any]]:
    return cache(lambda: {"titles": {}, "bodies": bodies})


def sheet_of(
    viewer: Viewer, language: str, code: str = "", instead: Edition | None = None
) -> Sheet:
    """What is in force today: the agency's own words, or else the node's. code: of the form whose
    note stands on the paper. instead: a version of one of these texts to be shown as if it were in
    force, on the paper of the agency whose it is.
    """
    shown, owner = scope_of("text", instead.key) if instead else ("", 0)
    keys = [HEADING, FOOTER, *([key_of(code)] if code else [])]
    said = [
        words_of(instead, instead.key, language)
        if instead is not None and shown == key
        else text_for(key, owner or viewer.agency_id, language)
        for key in keys
    ]
    heading, footer, *note = (words.body for words in said)
    return Sheet(
        agency=get_agency(owner).name if owner else viewer.agency_name,
        heading=heading,
        footer=footer,
        note="".join(note),
        version=".".join(f"a{one.version}" if one.own else str(one.version) for one in said),
    )
