"""What of this room keeps a file from closing until somebody says that it may stay behind."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from punte.protection.assistance.door import ClosingCheck, register_closing_check
from punte.protection.justice.actions.common import rest_justice
from punte.protection.justice.queries.ahead import claims_under_way, hearings_ahead


def register_closing() -> None:
    """Called when the room starts; one `settle` stops the clocks of both."""
    register_closing_check(
        ClosingCheck(
            _("Court dates ahead"),
            count=lambda viewer, file: hearings_ahead(viewer, file).count(),
            settle=rest_justice,
        )
    )
    register_closing_check(
        ClosingCheck(
            _("Compensation claims under way"),
            count=lambda viewer, file: claims_under_way(viewer, file).count(),
        )
    )
