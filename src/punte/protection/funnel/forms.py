"""Cuts of the funnel."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.core.agencies.door import Agency
from punte.protection.funnel.cuts import DIMS, MOST_CUTS, PERIODS, STEPS, Cut
from punte.protection.funnel.queries import values_of
from punte.protection.persons.door import ANY, AgeBand, Exploitation, Sex

LONGEST = 60


class FunnelFilter(forms.Form):
    """One or two cuts; more would count single persons."""

    hide_optional = True

    period = forms.ChoiceField(label=_("Period"), choices=PERIODS, required=False)
    agency = forms.ChoiceField(label=_("Agency"), required=False)
    exploitation = forms.ChoiceField(
        label=_("Form of exploitation"), choices=[*ANY, *Exploitation.choices], required=False
    )
    district = forms.ChoiceField(label=_("County"), required=False)
    nationality = forms.ChoiceField(label=_("Nationality"), required=False)
    age_band = forms.ChoiceField(label=_("Age"), choices=[*ANY, *AgeBand.choices], required=False)
    sex = forms.ChoiceField(label=_("Sex"), choices=[*ANY, *Sex.choices], required=False)

    def __init__(self, data: Any, *, viewer: Viewer):
        super().__init__(data)
        units = Agency.objects.filter(jurisdiction=viewer.jurisdiction, kind="coordination")
        names = [(str(pk), name) for pk, name in units.order_by("name").values_list("pk", "name")]
        known = {
            "agency": names,
            "district": [pair for pair in values_of(viewer, LONGEST, "district") if pair[0]],
            "nationality": [pair for pair in values_of(viewer, LONGEST, "nationality") if pair[0]],
        }
        for name, values in known.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [*ANY, *values]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if sum(bool(values.get(dim)) for dim in DIMS) > MOST_CUTS:
            raise forms.ValidationError(
                _("Choose at most two conditions: more would count single persons.")
            )
        return values

    def cut(self) -> Cut:
        """What the form asks for; a form that is not valid asks for everybody."""
        if not self.is_valid():
            return Cut()
        values = self.cleaned_data
        return Cut(
            period=int(values["period"] or 12),
            only={dim: values[dim] for dim in DIMS if values.get(dim)},
        )


class CrossForm(forms.Form):
    """Which two cuts are crossed, and what is counted."""

    hide_optional = True

    period = forms.ChoiceField(label=_("Period"), choices=PERIODS, required=False)
    rows = forms.ChoiceField(label=_("Rows"), choices=list(DIMS.items()), required=False)
    columns = forms.ChoiceField(label=_("Columns"), choices=list(DIMS.items()), required=False)
    step = forms.ChoiceField(label=_("Counted"), choices=STEPS, required=False)

    USUAL: ClassVar[dict[str, Any]] = {
        "period": 12,
        "rows": "district",
        "columns": "exploitation",
        "step": STEPS[0][0],
    }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        values = {name: values.get(name) or usual for name, usual in self.USUAL.items()}
        values["period"] = int(values["period"])
        if values["rows"] == values["columns"]:
            raise forms.ValidationError(_("Choose two different cuts."))
        return values
