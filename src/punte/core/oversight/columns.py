"""The columns of oversight's tables."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import BrokenGlass
from punte.core.ledger.door import Entry
from punte.core.oversight.queries import fields_of
from punte.core.oversight.words import purpose_words
from punte.core.vault.door import ErasureRequest
from punte.ui.tables import Column


def _entry_url(row: Entry) -> str:
    return reverse("oversight:entry", args=[row.pk])


def _report_url(row: Entry) -> str:
    return reverse("oversight:person_readings", args=[row.subject]) if row.subject else ""


def _glass_url(row: BrokenGlass) -> str:
    return reverse("oversight:glass_review", args=[row.pk])


def _erasure_url(row: ErasureRequest) -> str:
    return reverse("oversight:erasure", args=[row.pk])


# Sorted by time alone: an index serves that however long the log is.
LOG = (
    Column("at", _("When"), sort="at", template="oversight/cells/at.html", link=_entry_url),
    Column("action", _("What"), template="oversight/cells/action.html", head=True),
    Column("who", _("Who")),
    Column("agency", _("Agency")),
    Column("purpose", _("Purpose"), value=lambda row: purpose_words(row.purpose)),
    Column("fields", _("Fields"), value=lambda row: ", ".join(fields_of(row))),
    Column("subject", _("Person"), template="oversight/cells/subject.html", link=_report_url),
)
GLASS = (
    Column(
        "broken_at",
        _("Opened"),
        sort="broken_at",
        template="oversight/cells/at.html",
        head=True,
        link=_glass_url,
    ),
    Column("who", _("Who")),
    Column("agency", _("Agency")),
    Column("reason", _("Reason")),
    Column("reviewed_at", _("Review"), sort="reviewed_at", template="oversight/cells/review.html"),
)
ERASURES = (
    Column(
        "asked_at",
        _("Asked"),
        sort="asked_at",
        template="oversight/cells/at.html",
        head=True,
        link=_erasure_url,
    ),
    Column("who", _("Who")),
    Column("reason", _("Reason")),
)
