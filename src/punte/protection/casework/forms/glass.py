"""Breaking the glass."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class GlassForm(forms.Form):
    """Which file, and why."""

    code = forms.CharField(
        label=_("Pseudonym"),
        help_text=_("Plant and number, as on the paper or the screen of your colleague."),
        max_length=40,
    )
    reason = forms.CharField(
        label=_("Why can it not wait for a referral?"),
        help_text=_(
            "No names. The agency that answers for the person and oversight are told at once."
        ),
        min_length=15,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sure = forms.BooleanField(label=_("I know that this is logged and will be reviewed"))
