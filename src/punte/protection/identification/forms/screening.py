"""The screening form: one question for each indicator, in the parts of the instrument."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from punte.algorithms.indicators import Instrument, palermo_terms
from punte.protection.identification.screening_words import ANSWERS, DIMENSIONS
from punte.protection.persons.door import RiskFactor

# The Delphi items and the border questions never take these as their id.
ACTS, RISKS, NOTE = "acts", "risk_factors", "note"


class ScreeningForm(forms.Form):
    """All questions of an instrument. Each starts at "not asked", which is never a no."""

    hide_optional = True

    def __init__(
        self, *args: Any, instrument: Instrument, risk_factors: list[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        for item in instrument.items:
            self.fields[item.id] = forms.ChoiceField(
                label=gettext(item.text),
                choices=list(ANSWERS.items()),
                initial="not_asked",
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of the four answers.")},
            )
        self.fields[ACTS] = forms.MultipleChoiceField(
            label=_("Which of these is known to have happened?"),
            choices=[(term, gettext(term)) for term in palermo_terms()["act"]],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields[RISKS] = forms.MultipleChoiceField(
            label=_("What makes the person easier to exploit?"),
            help_text=_("Reasons to offer help early; no score."),
            choices=RiskFactor.choices,
            widget=forms.CheckboxSelectMultiple,
            initial=risk_factors,
            required=False,
        )
        self.fields[NOTE] = forms.CharField(
            label=_("Note"),
            help_text=_("What you saw or heard, in a few words. No names."),
            widget=forms.Textarea({"rows": 3}),
            max_length=4000,
            required=False,
        )

    def sections(self) -> Iterator[dict[str, Any]]:
        """The parts in order: key, label, and their fields with the item each asks about."""
        for place, name in enumerate(self.instrument.dimensions, start=1):
            items = [item for item in self.instrument.items if item.dimension == name]
            yield {
                "key": name,
                "place": place,
                "label": DIMENSIONS[name],
                "questions": [{"field": self[item.id], "item": item} for item in items],
                "count": len(items),
            }

    def answers(self) -> dict[str, str]:
        """Answers by item id, of a valid form."""
        return {item.id: self.cleaned_data[item.id] for item in self.instrument.items}

    def closing_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in (ACTS, RISKS, NOTE)]
