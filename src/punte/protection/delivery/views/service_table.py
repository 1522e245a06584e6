"""How services stand in a list, and their sums in a picture."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punte.protection.delivery.forms.services import ServiceFilter
from punte.protection.delivery.lists import OUTCOME, worded
from punte.protection.delivery.models import ServiceItem
from punte.protection.delivery.models.words import KINDS
from punte.protection.delivery.queries.services import Services
from punte.protection.delivery.rules import (
    Sum,
    hours_by_kind,
    hours_by_month,
    months_between,
    totals,
)
from punte.ui.tables import Column, Table

# A line chart says nothing of fewer months, and is not read with more.
FEWEST, MOST = 2, 36


def cost_of(row: ServiceItem) -> str:
    return money(row.cost, row.currency) if row.cost is not None else ""


def hours_of(row: ServiceItem) -> str:
    return formats.number_format(row.hours, 2) if row.hours is not None else ""


def plain(value: Decimal) -> float:
    """A number as a chart takes it; a whole one is written without decimals."""
    return int(value) if value == int(value) else float(value)


def money(amount: Any, currency: str) -> str:
    """`1,250.00 RON`, as the reader writes numbers."""
    return f"{formats.number_format(amount, 2, use_l10n=True, force_grouping=True)} {currency}"


PERSON = Column(
    "person",
    gettext_lazy("Person"),
    value=lambda row: str(row.file),
    link=lambda row: row.file.get_absolute_url(),
)
COLUMNS = (
    Column(
        "kind",
        gettext_lazy("Help"),
        value=lambda row: row.get_kind_display(),
        link=lambda row: row.get_absolute_url(),
        head=True,
    ),
    Column("day", gettext_lazy("Day"), sort="day"),
    Column("by_whom", gettext_lazy("Given by")),
    Column("hours", gettext_lazy("Hours"), value=hours_of, number=True),
    Column("cost", gettext_lazy("Cost"), value=cost_of, number=True),
)


def service_table(
    rows: Services, params: QueryDict, form: ServiceFilter, *, persons: bool = False
) -> Table:
    """The list with its filters; `persons` for a list over several files."""
    outcome = Column(
        "outcome",
        gettext_lazy("Outcome"),
        value=worded(OUTCOME, "outcome"),
        template="delivery/cells/outcome.html",
    )
    columns = [COLUMNS[0], *([PERSON] if persons else []), *COLUMNS[1:3], outcome, *COLUMNS[3:]]
    return Table(
        name="services",
        columns=columns,
        rows=rows.order_by("-day", "id"),
        params=params,
        caption=_("Services"),
        count_to=1000,
        filters=form,
        empty_title=_("No service yet"),
        empty_text=_("What is planned for the person stands here, and then what became of it."),
    )


def picture(sums: Sequence[Sum]) -> dict[str, Any]:
    """Context of the picture: bars by kind, months, and the table behind both."""
    if not sums:
        return {"lines": []}
    labels = dict(KINDS)
    months = months_between(sums[-1].month, sums[0].month)[-MOST:]
    hours = [plain(value) for value in hours_by_month(sums, months)]
    return {
        "bars": [(str(labels[kind]), plain(value)) for kind, value in hours_by_kind(sums)],
        "months": [formats.date_format(month, "YEAR_MONTH_FORMAT") for month in months]
        if len(months) >= FEWEST
        else [],
        "series": [(_("Hours"), hours)],
        "totals": [money(amount, currency) for currency, amount in totals(sums)],
        "lines": [
            {
                "month": formats.date_format(one.month, "YEAR_MONTH_FORMAT"),
                "kind": labels[one.kind],
                "count": one.count,
                "hours": one.hours,
                "costs": [money(amount, currency) for currency, amount in one.costs],
            }
            for one in sums
        ],
    }
