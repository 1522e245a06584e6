"""Filters of the list, and the needs of a person for whom a place is sought."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import Jurisdiction
from punte.protection.catalogue.forms.offer import SERVICES
from punte.protection.catalogue.models.words import Circumstance
from punte.protection.catalogue.places import place_choices
from punte.protection.catalogue.queries import Listed, Wanted
from punte.protection.catalogue.rules import Needs
from punte.protection.persons.door import ANY, AgeBand, Sex, language_choices

WHO = [
    ("female", _("Women and girls")),
    ("male", _("Men and boys")),
    ("adults", _("Adults")),
    ("children", _("Children")),
    ("families", _("Parents with their children")),
    ("wheelchair", _("People in a wheelchair")),
]


class OfferFilter(forms.Form):
    """Filters of the list; everything is optional."""

    q = forms.CharField(label=_("Desk or agency"), required=False, max_length=80)
    service = forms.ChoiceField(label=_("Service"), choices=[*ANY, *SERVICES], required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    place = forms.ChoiceField(label=_("County or district"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=[*ANY, *language_choices()[1:]], required=False
    )
    who = forms.ChoiceField(label=_("Who is taken"), choices=[*ANY, *WHO], required=False)
    open_now = forms.BooleanField(label=_("Open now"), required=False)
    free = forms.BooleanField(label=_("Free places"), required=False)
    stale = forms.BooleanField(label=_("Not confirmed lately"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        countries = Jurisdiction.objects.order_by("name").values_list("code", "name")
        self.fields["country"].choices = [*ANY, *countries]  # type: ignore[attr-defined]
        self.fields["place"].choices = [*ANY, *place_choices()]  # type: ignore[attr-defined]

    def listed(self) -> Listed:
        """What is asked for; a filter that cannot be read is left out."""
        self.is_valid()
        return Listed(**self.cleaned_data)


class NeedsForm(forms.Form):
    """What the person needs; nothing of it is kept."""

    hide_optional = True
    service = forms.ChoiceField(label=_("Which help is needed?"), choices=SERVICES)
    place = forms.ChoiceField(label=_("Where is the person?"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, initial=Sex.UNKNOWN)
    age_band = forms.ChoiceField(
        label=_("Adult or child"),
        choices=AgeBand.choices,
        initial=AgeBand.UNKNOWN,
        help_text=_("An age that is not known counts as a child."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=language_choices(), required=False)
    with_children = forms.BooleanField(label=_("Comes with children"), required=False)
    wheelchair = forms.BooleanField(label=_("Uses a wheelchair"), required=False)
    circumstances = forms.MultipleChoiceField(
        label=_("What the desk must be able to deal with"),
        required=False,
        choices=Circumstance.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("Not known")), *place_choices()]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is asked for, for the query; call `is_valid` first."""
        values = dict(self.cleaned_data)
        service, place = values.pop("service"), values.pop("place")
        circumstances = frozenset(values.pop("circumstances"))
        return Wanted(service, place, Needs(**values, circumstances=circumstances))
