"""Forms about pairs that may be one, and about hits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.ui.forms import VersionField, long_text

MOST_ASKED = 50


class ProposeForm(forms.Form):
    """Why two things are one, for the second person."""

    why = long_text(_("Why they are one"), most=1000)


class ProposeSuggestionForm(ProposeForm):
    version = VersionField()


class DecideForm(forms.Form):
    """A second person's word."""

    same = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("yes", _("They are one: merge them")), ("no", _("They are not the same"))],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Why"), max_length=1000, required=False)
    version = VersionField()


class SplitForm(forms.Form):
    """Why a merged pair is taken apart."""

    why = long_text(_("Why they are two after all"), most=1000)
    version = VersionField()


class AskForm(forms.Form):
    """Which selectors to ask for in other cases, and why."""

    selectors = forms.MultipleChoiceField(
        label=_("Ask for"), widget=forms.CheckboxSelectMultiple, choices=()
    )
    reason = forms.CharField(
        label=_("Why you ask"),
        max_length=500,
        min_length=5,
        help_text=_("It is kept with the question, for oversight."),
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["selectors"].choices = choices  # type: ignore[attr-defined]

    def clean_selectors(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["selectors"]
        if len(chosen) > MOST_ASKED:
            raise forms.ValidationError(
                _("Choose at most %(most)d at a time."), params={"most": MOST_ASKED}
            )
        return chosen
