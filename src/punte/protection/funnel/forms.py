"""Cuts of the funnel."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import Agency
from punte.protection.funnel.queries import Cut, months_back
from punte.protection.persons.door import ANY, AgeBand, Exploitation, Sex

PERIODS = [
    ("12", _("Last 12 months")),
    ("3", _("Last 3 months")),
    ("24", _("Last 2 years")),
    ("60", _("Last 5 years")),
]


class FunnelFilter(forms.Form):
    """Any cut; each is one more condition on the cells."""

    hide_optional = True

    period = forms.ChoiceField(label=_("Period"), choices=PERIODS, required=False)
    agency = forms.ModelChoiceField(
        label=_("Agency"), queryset=Agency.objects.none(), required=False, empty_label=_("All")
    )
    exploitation = forms.ChoiceField(
        label=_("Form of exploitation"), choices=[*ANY, *Exploitation.choices], required=False
    )
    age_band = forms.ChoiceField(label=_("Age"), choices=[*ANY, *AgeBand.choices], required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=[*ANY, *Sex.choices], required=False)

    def __init__(self, *args: object, jurisdiction: str, **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(
            jurisdiction=jurisdiction, kind="coordination"
        ).order_by("name")

    def cut(self) -> Cut:
        """What the form asks for, once it is valid."""
        values = self.cleaned_data
        return Cut(
            since=months_back(int(values["period"] or 12)),
            agency=values["agency"].pk if values["agency"] else None,
            exploitation=values["exploitation"],
            age_band=values["age_band"],
            sex=values["sex"],
        )
