"""The form of a best-interests assessment, made from its data file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.protection.children.actions.best_interests import Assessment, Option
from punte.protection.children.instruments import dimensions
from punte.protection.children.models.words import Finding, Recommendation
from punte.ui.forms import DateInput

OPTIONS = 4
NOT_RATED = ("", _("Not rated"))


def words(label: Any, required: bool, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=4000, widget=forms.Textarea({"rows": rows})
    )


class BestInterestsForm(forms.Form):
    """Every question of the data file, a rating for each element, and the options weighed."""

    assessed_on = forms.DateField(
        label=_("Day of the assessment"), initial=timezone.localdate, widget=DateInput
    )
    heard = forms.TypedChoiceField(
        label=_("Was the child heard?"),
        help_text=_("If not, say why where the child's views are asked for."),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for part in dimensions():
            for question in part.questions:
                label = f"{part.label}: {question.text}"
                self.fields[f"q_{question.key}"] = words(label, question.required)
            self.fields[f"r_{part.key}"] = forms.ChoiceField(
                label=_("%(element)s: how good is it?") % {"element": part.label},
                choices=[NOT_RATED, *Finding.choices],
                required=False,
            )
        for number in range(1, OPTIONS + 1):
            self.add_option(number)
        self.fields["recommendation"] = forms.ChoiceField(
            label=_("What is best for the child?"),
            choices=Recommendation.choices,
            widget=forms.RadioSelect,
        )
        self.fields["reasons"] = words(_("Why is this best for the child?"), True)

    def add_option(self, number: int) -> None:
        needed = number <= 2
        for name, label in (
            ("option", _("Option %(number)d")),
            ("good", _("Option %(number)d: what speaks for it")),
            ("bad", _("Option %(number)d: what speaks against it")),
        ):
            self.fields[f"{name}_{number}"] = words(label % {"number": number}, needed, 2)

    def assessment(self) -> Assessment:
        """What was answered; call it on a valid form."""
        values = self.cleaned_data
        parts = dimensions()
        keys = [question.key for part in parts for question in part.questions]
        rated = {part.key: values[f"r_{part.key}"] for part in parts}
        return Assessment(
            assessed_on=values["assessed_on"],
            heard=values["heard"],
            answers={key: values[f"q_{key}"] for key in keys},
            ratings={key: rating for key, rating in rated.items() if rating},
            options=[
                Option(values[f"option_{n}"], values[f"good_{n}"], values[f"bad_{n}"])
                for n in range(1, OPTIONS + 1)
            ],
            recommendation=Recommendation(values["recommendation"]),
            reasons=values["reasons"],
        )


class SignForm(forms.Form):
    agrees = forms.TypedChoiceField(
        label=_("Do you agree?"),
        choices=[("yes", _("Yes, I sign")), ("no", _("No, give it back"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Words for your colleague"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
