"""Planning a service, and saying what became of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.core.agencies.door import Agency, Desk
from punte.protection.configuration.door import labels_of
from punte.protection.delivery.actions.services import Plan, Result, class_of
from punte.protection.delivery.forms.fields import ANY, NO_NAMES, Amount, VersionForm
from punte.protection.delivery.lists import OUTCOME, outcomes, refusals
from punte.protection.delivery.models import ServiceItem
from punte.protection.delivery.models.words import KINDS, Currency, Outcome, Provider
from punte.protection.delivery.rules import MOST_COST, MOST_HOURS
from punte.ui.forms import DateInput


def kinds_for(viewer: Viewer) -> list[tuple[str, Any]]:
    """The kinds of help whose rows the viewer may see."""
    held = {data_class.value for data_class in viewer.classes}
    return [choice for choice in KINDS if class_of(choice[0]) in held]


class PlanFields(forms.Form):
    """When, and who gives it."""

    planned_for = forms.DateField(label=_("Planned for"), widget=DateInput)
    provider = forms.ChoiceField(
        label=_("Who gives it?"),
        choices=Provider.choices,
        initial=Provider.OWN,
        widget=forms.RadioSelect,
    )
    desk = forms.ModelChoiceField(
        label=_("Our desk"), queryset=Desk.objects.none(), required=False, empty_label="–"
    )
    agency = forms.ModelChoiceField(
        label=_("The other agency"), queryset=Agency.objects.none(), required=False, empty_label="–"
    )
    provider_name = forms.CharField(
        label=_("Who outside"),
        help_text=_("An office or a business, not a private person."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any):
        super().__init__(*args, **kwargs)
        desks = Desk.objects.filter(agency=viewer.agency_id, open=True)
        self.fields["desk"].queryset = desks.select_related("agency")  # type: ignore[attr-defined]
        others = Agency.objects.filter(active=True).exclude(pk=viewer.agency_id)
        self.fields["agency"].queryset = others.order_by("jurisdiction", "name")  # type: ignore[attr-defined]

    def plan(self) -> Plan:
        """What was said; only the provider of the chosen kind counts."""
        said = self.cleaned_data
        provider = Provider(said["provider"])
        return Plan(
            planned_for=said["planned_for"],
            provider=provider,
            desk=said["desk"] if provider == Provider.OWN else None,
            agency=said["agency"] if provider == Provider.AGENCY else None,
            provider_name=said["provider_name"] if provider == Provider.OUTSIDE else "",
        )


class NewService(PlanFields):
    """A kind of help, and its plan."""

    kind = forms.ChoiceField(label=_("Which help?"))
    field_order = ["kind"]

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any):
        super().__init__(*args, viewer=viewer, **kwargs)
        kinds = kinds_for(viewer)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if len(kinds) < len(KINDS):
            self.fields["kind"].help_text = _(
                "Medical and psychological help is written down by colleagues who may see"
                " medical data."
            )


class Replan(PlanFields, VersionForm):
    """Another day or provider."""


class OutcomeForm(VersionForm):
    """What became of it."""

    outcome = forms.ChoiceField(
        label=_("What became of it?"), choices=outcomes, widget=forms.RadioSelect
    )
    delivered_on = forms.DateField(
        label=_("On which day was it given?"), widget=DateInput, required=False
    )
    hours = Amount(label=_("Hours"), max_value=MOST_HOURS, max_digits=6)
    cost = Amount(label=_("Cost"), max_value=MOST_COST, max_digits=11)
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[("", "–"), *Currency.choices], required=False
    )
    refusal = forms.ChoiceField(
        label=_("If the person refused: why?"),
        choices=lambda: [("", "–"), *refusals()],
        required=False,
    )
    words = forms.CharField(
        label=_("A few words"),
        help_text=NO_NAMES,
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    @classmethod
    def from_row(cls, row: ServiceItem, data: Any = None) -> OutcomeForm:
        """Filled with the row; delivered today is what one mostly wants to say."""
        names = ("hours", "cost", "currency", "refusal", "words", "version")
        planned = row.outcome == Outcome.PLANNED
        form = cls(
            data,
            initial={
                **{name: getattr(row, name) for name in names},
                "outcome": Outcome.DELIVERED if planned else row.outcome,
                "delivered_on": row.delivered_on or (timezone.localdate() if planned else None),
            },
        )
        form.fields["outcome"].choices = outcomes(row.outcome)  # type: ignore[attr-defined]
        form.fields["refusal"].choices = [("", "–"), *refusals(row.refusal)]  # type: ignore[attr-defined]
        return form

    def result(self) -> Result:
        """What the action takes."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return Result(**{**said, "outcome": Outcome(said["outcome"])})


class ServiceFilter(forms.Form):
    """Filters of the lists."""

    kind = forms.ChoiceField(label=_("Help"), required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=lambda: [ANY, *labels_of(OUTCOME).items()], required=False
    )
    provider = forms.ChoiceField(
        label=_("Given by"), choices=[ANY, *Provider.choices], required=False
    )
    first = forms.DateField(label=_("From"), widget=DateInput, required=False)
    last = forms.DateField(label=_("To"), widget=DateInput, required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [ANY, *kinds_for(viewer)]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """What is set and can be read; what cannot is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
