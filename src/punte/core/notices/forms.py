"""How one wants to be told."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from punte.core.notices.kinds import KINDS, kind_choices
from punte.core.notices.models import Preferences


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
    hide_optional = True

    @classmethod
    def from_preferences(cls, wish: Preferences, data: Any = None) -> PreferencesForm:
        shown = [key for key in KINDS if key not in wish.muted]
        return cls(data, initial={"shown": shown, "mailed": wish.mailed, "language": wish.language})

    @property
    def muted(self) -> list[str]:
        return [key for key in KINDS if key not in self.cleaned_data["shown"]]
