"""A transcript as a PDF."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from punte.ui.paper.sheet import Paper


def drawn(facts: Iterable[tuple[str, str]], lines: Iterable[tuple[str, str, str]]) -> bytes:
    """The head of a transcript and its segments on sheets of paper."""
    paper = Paper(
        title=_("Transcript"),
        code="",
        foot="",
        mark=_("Demo: all people here are invented") if settings.DEMO else "",
        language=get_language() or "en",
    )
    paper.title_line(_("Transcript"))
    for label, value in facts:
        paper.field(label, value)
    paper.grid([_("Time"), _("Who"), _("What is said")], list(lines), widths=(22, 18, 60))
    paper.signatures([_("Certified by"), _("Checked by")])
    return paper.as_bytes()
