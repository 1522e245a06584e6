"""How one wants to be told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from punte.core.notices.actions import Wishes
from punte.core.notices.kinds import KINDS, kind_choices
from punte.core.notices.models import Preferences
from punte.ui.forms import DateInput

HOURS = (7, 8, 9, 12, 17)
SAME = (
    "mailed", "language", "digest_hour", "quiet_from", "quiet_until", "quiet_weekend",
    "away_from", "away_until", "stand_in",
)  # fmt: skip


class TimeInput(forms.TimeInput):
    """The browser's own control for an hour."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class PreferencesForm(forms.Form):
    """Kinds to show and kinds to mail, as two lists of ticks."""

    shown = forms.MultipleChoiceField(
        label=_("Show me in Punte"),
        help_text=_("Urgent notices are always shown."),
        choices=kind_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    mailed = forms.MultipleChoiceField(
        label=_("Also write me an e-mail"),
        help_text=_("It only says that something waits, and where to sign in."),
        choices=kind_choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of e-mails"), choices=settings.LANGUAGES)
    digest_hour = forms.TypedChoiceField(
        label=_("E-mails"),
        help_text=_("Urgent ones always come at once."),
        choices=[
            ("", _("Each time")),
            (_("Once a day at"), [(hour, f"{hour}:00") for hour in HOURS]),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )
    quiet_from = forms.TimeField(label=_("No e-mails from"), widget=TimeInput, required=False)
    quiet_until = forms.TimeField(label=_("until"), widget=TimeInput, required=False)
    quiet_weekend = forms.BooleanField(label=_("No e-mails at weekends"), required=False)
    away_from = forms.DateField(label=_("Away from"), widget=DateInput, required=False)
    away_until = forms.DateField(label=_("Away until"), widget=DateInput, required=False)
    stand_in = forms.TypedChoiceField(
        label=_("Who is told too while I am away"), coerce=int, empty_value=None, required=False
    )
    hide_optional = True

    def __init__(self, *args: Any, colleagues: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["stand_in"]
        field.choices = [("", _("Nobody")), *colleagues.items()]

    @classmethod
    def from_preferences(
        cls, wish: Preferences, colleagues: Mapping[int, str], data: Any = None
    ) -> PreferencesForm:
        shown = [key for key in KINDS if key not in wish.muted]
        known = {name: getattr(wish, name) for name in SAME}
        return cls(data, initial={"shown": shown, **known}, colleagues=colleagues)

    def wishes(self, zone: str) -> Wishes:
        """What was chosen; quiet hours are meant in `zone`."""
        values = {name: self.cleaned_data[name] for name in SAME}
        muted = [key for key in KINDS if key not in self.cleaned_data["shown"]]
        for name in ("quiet_from", "quiet_until"):
            values[name] = values[name] or time(0)
        return Wishes(muted=muted, zone=zone, **values)
