"""What the room's entries are called in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

READINGS = {
    "bundle.ask": _("Court bundle asked for"),
    "bundle.make": _("Court bundle made"),
    "bundle.fetch": _("Court bundle taken out"),
}
WRITINGS = {
    "bundle.stop": _("Making of a court bundle stopped"),
    "bundle.forget": _("Court bundle deleted, its time was over"),
}
