"""What this room's acts are called in the log, and how it writes sums."""

from __future__ import annotations

from decimal import Decimal

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WRITINGS: dict[str, str | Promise] = {
    "justice.ask_aid": _("Legal aid asked for"),
    "justice.answer_aid": _("Answer on legal aid recorded"),
    "justice.explain_rights": _("Rights explained"),
    "justice.ask_measure": _("Protective measure asked for"),
    "justice.answer_measure": _("Answer on a protective measure recorded"),
    "justice.set_hearing": _("Court date recorded"),
    "justice.move_hearing": _("Court date changed"),
    "justice.plan_statement": _("Statement planned"),
    "justice.join_statement": _("Another body joined a statement"),
    "justice.end_statement": _("Statement told or cancelled"),
    "justice.prepare_claim": _("Compensation claim prepared"),
    "justice.move_claim": _("Compensation claim went a step further"),
}


def money(amount: Decimal | None, currency: str) -> str:
    """A sum as the reader writes numbers; "" for none."""
    if amount is None:
        return ""
    return f"{formats.number_format(amount, 2, use_l10n=True, force_grouping=True)} {currency}"
