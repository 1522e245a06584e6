"""Forms about stores."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import Membership
from punte.ui.forms import VersionField, long_text


class PlaceForm(forms.Form):
    name = forms.CharField(label=_("Name of the store"), max_length=80)
    address = forms.CharField(label=_("Where it is"), max_length=200)
    capacity = forms.IntegerField(
        label=_("For how many exhibits there is room"), min_value=1, max_value=1_000_000
    )
    shelves = long_text(_("Shelves"), required=False, help_text=_("One name a line."))


class EditPlaceForm(PlaceForm):
    version = VersionField()


class KeeperForm(forms.Form):
    keeper = forms.ModelChoiceField(
        label=_("Keeper"),
        help_text=_("Colleagues who have the role of a keeper; your agency's manager gives it."),
        queryset=Membership.objects.none(),
    )
    version = VersionField()

    def __init__(self, *args: Any, keepers: QuerySet[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["keeper"].queryset = keepers  # type: ignore[attr-defined]
        self.fields["keeper"].label_from_instance = (  # type: ignore[attr-defined]
            lambda member: member.account.name
        )


class CountForm(forms.Form):
    typed = forms.CharField(
        label=_("Scan or type the number or the seal"),
        max_length=120,
        widget=forms.TextInput({"autofocus": True, "autocomplete": "off"}),
    )
