"""Pieces of the catalogue's forms: a week's hours, numbers that may stay unsaid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from punte.protection.catalogue.actions import MOST
from punte.protection.catalogue.hours_rules import MAX_TEXT, HoursError, tidy_hours

DAYS = tuple(f"hours_{number}" for number in range(7))


class HoursField(forms.CharField):
    """The hours of one weekday; empty when closed."""

    def __init__(self, **kwargs: Any):
        super().__init__(required=False, max_length=MAX_TEXT, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return tidy_hours(text)
        except HoursError as error:
            raise forms.ValidationError(
                _("Write hours like 9-17 or 08:30-12:00, 13:00-17:00.")
            ) from error


def count_field(label: Any, help_text: Any = "") -> forms.IntegerField:
    """A number that may be left empty, which means that it is not said."""
    return forms.IntegerField(
        label=label, help_text=help_text, required=False, min_value=0, max_value=MOST
    )


class WeekForm(forms.Form):
    """Opening hours from Monday to Sunday."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for number, name in enumerate(DAYS):
            self.fields[name] = HoursField(label=WEEKDAYS[number])

    def week(self) -> list[str]:
        """The seven texts; none at all when every day was left empty."""
        found = [self.cleaned_data[name] for name in DAYS]
        return found if any(found) else []

    def days(self) -> list[forms.BoundField]:
        """The seven fields, to be drawn together."""
        return [self[name] for name in DAYS]


def week_initial(hours: list[str]) -> Mapping[str, str]:
    """Initial values of the seven fields."""
    return dict(zip(DAYS, hours or [""] * 7, strict=True))
