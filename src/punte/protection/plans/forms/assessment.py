"""The questions of a set as a form; what was not touched is not asked and not rated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from punte.core.access.door import DataClass
from punte.protection.plans.actions.assess import Answers, Decision
from punte.protection.plans.models.words import Need, Rating
from punte.protection.plans.questions import AreaOfNeeds, QuestionSet, RiskAsked

NOTE = 500
# Nothing is chosen beforehand, and so "not rated" needs a value of its own.
UNRATED = "not_rated"


class NeedsForm(forms.Form):
    """Needs of some areas: a level and a note each."""

    def __init__(self, *args: Any, areas: Iterable[AreaOfNeeds], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.areas = list(areas)
        for area in self.areas:
            for need in area.needs:
                self._add(f"{area.key}-{need.key}", str(need), Need, Need.NOT_ASKED)

    def _add(self, name: str, label: str, words: type[Need | Rating], start: str) -> None:
        self.fields[name] = forms.ChoiceField(
            label=label, choices=words.choices, widget=forms.RadioSelect, initial=start,
            required=False,
        )  # fmt: skip
        self.fields[f"{name}-note"] = forms.CharField(
            label=_("Note: %(about)s") % {"about": label},
            max_length=NOTE,
            required=False,
            widget=forms.TextInput({"placeholder": _("Note"), "autocomplete": "off"}),
        )

    @property
    def sections(self) -> Iterator[dict[str, Any]]:
        """Areas with their questions, as the page draws them."""
        for area in self.areas:
            questions = [self._drawn(f"{area.key}-{need.key}") for need in area.needs]
            yield {"key": area.key, "label": str(area), "questions": questions,
                   "special": area.data_class != DataClass.OPERATIONAL}  # fmt: skip

    def _drawn(self, name: str) -> dict[str, BoundField]:
        return {"field": self[name], "note": self[f"{name}-note"]}

    @property
    def needs(self) -> dict[str, dict[str, dict[str, str]]]:
        """{area: {need: {"level", "note"}}}, only what was asked or noted."""
        found = {
            area.key: {
                need.key: answer
                for need in area.needs
                if (answer := self._answer(f"{area.key}-{need.key}", Need.NOT_ASKED))
            }
            for area in self.areas
        }
        return {area: needs for area, needs in found.items() if needs}

    def _answer(self, name: str, untouched: str) -> dict[str, str]:
        level = self.cleaned_data.get(name) or untouched
        note = self.cleaned_data.get(f"{name}-note", "")
        return {} if level == untouched and not note else {"level": level, "note": note}


class AssessmentForm(NeedsForm):
    """The whole set, as far as the role's classes of data go."""

    interpreter = forms.BooleanField(label=gettext_lazy("An interpreter helped"), required=False)

    def __init__(
        self, *args: Any, questions: QuestionSet, classes: frozenset[DataClass], **kwargs: Any
    ):
        areas = [area for area in questions.areas if area.data_class in classes]
        super().__init__(*args, areas=areas, **kwargs)
        self.questions = questions
        for risk in questions.risks:
            self._add(f"risk-{risk.key}", str(risk), Rating, Rating.NOT_RATED)
            self.fields[f"risk-{risk.key}-factors"] = forms.MultipleChoiceField(
                label=_("What speaks for it"),
                choices=[(factor.key, str(factor)) for factor in risk.factors],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    @property
    def risks_asked(self) -> Iterator[dict[str, Any]]:
        for risk in self.questions.risks:
            name = f"risk-{risk.key}"
            yield {**self._drawn(name), "factors": self[f"{name}-factors"]}

    @property
    def answers(self) -> Answers:
        """What the valid form says."""
        risks = {r.key: answer for r in self.questions.risks if (answer := self._risk(r))}
        return Answers(
            set_version=self.questions.version,
            needs=self.needs,
            risks=risks,
            interpreter=self.cleaned_data["interpreter"],
        )

    def _risk(self, risk: RiskAsked) -> dict[str, Any]:
        name = f"risk-{risk.key}"
        factors = self.cleaned_data.get(f"{name}-factors") or []
        answer = self._answer(name, Rating.NOT_RATED)
        if not answer and not factors:
            return {}
        return {"level": Rating.NOT_RATED.value, "note": "", **answer, "factors": sorted(factors)}


class DecisionForm(forms.Form):
    """The risk, decided by a person after reading what is suggested."""

    risk = forms.ChoiceField(
        label=gettext_lazy("The risk you decide on"),
        choices=[(value or UNRATED, label) for value, label in Rating.choices],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("“Not rated” leaves the risk of the file as it stands."),
    )
    risk_why = forms.CharField(
        label=gettext_lazy("Why, if it is not what is suggested"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    @property
    def decision(self) -> Decision:
        chosen = self.cleaned_data["risk"]
        risk = Rating.NOT_RATED if chosen == UNRATED else Rating(chosen)
        return Decision(risk, self.cleaned_data["risk_why"])
