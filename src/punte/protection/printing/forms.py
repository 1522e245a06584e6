"""What one chooses before something is printed."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class LanguageForm(forms.Form):
    """In which language."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class OwnCopyForm(LanguageForm):
    """In which language, and why it is printed now."""

    reason = forms.CharField(
        label=_("Why is it printed?"),
        help_text=_("It holds the name. Say who asked, and how you know it is the person."),
        min_length=10,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
