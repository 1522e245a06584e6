"""What the room says of faults in an order and of a ruling."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from punte.core.errors import Invalid
from punte.investigation.authorisations.anomalies import Anomaly
from punte.investigation.authorisations.rules import Fault, Limits, Span, Verdict, Why

FAULTS: dict[Fault, str | Promise] = {
    Fault.END_BEFORE_START: _("The end must come after the beginning."),
    Fault.NOT_TO_THE_MINUTE: _("Give the times to the minute, without seconds."),
    Fault.FIRST_TOO_LONG: _("A first order holds at most %(first)d days by the table."),
    Fault.EXTENSION_TOO_LONG: _("An extension holds at most %(extension)d days by the table."),
    Fault.TOTAL_TOO_LONG: _("With what was ordered before, it is longer than the table's total."),
    Fault.NO_EXTENSION: _("By the table this measure cannot be extended."),
    Fault.NOT_FROM_THE_END: _("What is added must begin where the order ends, or later."),
    Fault.URGENT_TOO_LONG: _("An urgent order holds at most %(urgent)d hours by the table."),
    Fault.NO_URGENT_PATH: _("The table has no urgent path for this measure."),
    Fault.WANTS_A_JUDGE: _("By the table a judge must order this measure."),
}
WHY: dict[Why, str | Promise] = {
    Why.COVERED: _("An order in force covers it."),
    Why.PROVISIONAL: _("An urgent order covers it; the judge has not confirmed it yet."),
    Why.NO_ORDER: _("No order for this measure was recorded."),
    Why.OTHER_TARGET: _("The order does not name this target."),
    Why.BEFORE: _("It lies before the order begins."),
    Why.AFTER: _("It lies after the order has ended."),
    Why.PARTLY: _("A part of it lies outside the order: %(parts)s."),
    Why.BETWEEN: _("It lies between the times of the order."),
    Why.NOT_IN_FORCE: _("A second person has not put the order in force."),
    Why.NOT_CONFIRMED: _("The urgent order was not confirmed by a judge."),
    Why.BAD_SPAN: _("The end lies before the beginning: check the recorder's clock."),
}
ANOMALIES: dict[Anomaly, str | Promise] = {
    Anomaly.OUTSIDE: _("Product outside the order"),
    Anomaly.BULK: _("Many looks outside working hours"),
    Anomaly.TOO_LONG: _("Longer than the table allows"),
    Anomaly.NOT_CONFIRMED: _("Urgent, and not confirmed by a judge"),
    Anomaly.NOTICE_OVERDUE: _("The subject was not told in time"),
    Anomaly.NOT_IN_TEAM: _("Looks by somebody who was not in the team"),
    Anomaly.LEFT_TEAM: _("People who looked and have left the team"),
    Anomaly.KEPT_TOO_LONG: _("Product kept beyond its term"),
}


def refuse(faults: Iterable[Fault], limits: Limits) -> None:
    """Raise Invalid that says all that is wrong."""
    numbers = {
        "first": limits.first_days,
        "extension": limits.extension_days,
        "urgent": limits.urgent_hours or 0,
    }
    said = [str(FAULTS[fault]) % numbers for fault in faults]
    if said:
        raise Invalid(" ".join(said))


def why(verdict: Verdict, zone: str) -> str:
    """The verdict as a sentence; times are of the country whose law it is."""
    words = str(WHY[verdict.why])
    if verdict.why != Why.PARTLY:
        return words
    return words % {"parts": ", ".join(span_words(span, zone) for span in verdict.outside)}


def span_words(span: Span, zone: str) -> str:
    values: dict[str, Any] = {
        "start": moment_words(span[0], zone),
        "end": moment_words(span[1], zone),
    }
    return gettext("%(start)s to %(end)s") % values


def moment_words(moment: datetime, zone: str) -> str:
    return date_format(moment.astimezone(ZoneInfo(zone)), "DATETIME_FORMAT")
