"""Forms about hypotheses and evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.investigation.proof.models import Hypothesis
from punte.investigation.proof.words import Fit, Standing, Weight
from punte.ui.forms import VersionField, long_text

Choices = Iterable[tuple[str, str]]


class HypothesisForm(forms.Form):
    """What might have happened, and what would disprove it."""

    statement = forms.CharField(
        label=_("What might have happened"),
        max_length=1000,
        help_text=_("One sentence that can be true or false."),
    )
    disproof = long_text(
        _("What would disprove it"),
        rows=3,
        most=2000,
        help_text=_("A hypothesis that nothing could disprove helps nobody."),
    )


class ReviseForm(HypothesisForm):
    """How it stands from now on, and why."""

    state = forms.ChoiceField(
        label=_("Where it stands"), choices=Standing, widget=forms.RadioSelect
    )
    why = forms.CharField(label=_("Why"), max_length=1000)
    version = VersionField()


class PieceForm(forms.Form):
    """A piece of evidence: an exhibit, a source, or words."""

    exhibit = forms.TypedChoiceField(
        label=_("Exhibit"), coerce=UUID, required=False, empty_value=None
    )
    source = forms.TypedChoiceField(
        label=_("Source"), coerce=UUID, required=False, empty_value=None
    )
    words = forms.CharField(
        label=_("What it shows"),
        max_length=500,
        required=False,
        help_text=_("In words; alone, where it is neither an exhibit nor a source."),
    )
    weight = forms.TypedChoiceField(
        label=_("How sure it is"),
        coerce=int,
        choices=Weight,
        initial=Weight.MIDDLE,
        widget=forms.RadioSelect,
    )
    note = long_text(_("Remark"), required=False, rows=2, most=2000)

    def __init__(self, *args: Any, exhibits: Choices, sources: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, choices in (("exhibit", exhibits), ("source", sources)):
            self.fields[name].choices = [("", "—"), *choices]  # type: ignore[attr-defined]


class JudgeForm(forms.Form):
    """How a piece goes with each hypothesis."""

    def __init__(self, *args: Any, hypotheses: Iterable[Hypothesis], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.hypotheses = {f"fit_{row.pk.hex}": row for row in hypotheses}
        empty = ("", pgettext_lazy("evidence", "Not judged"))
        for name, row in self.hypotheses.items():
            self.fields[name] = forms.ChoiceField(
                label=row.statement,
                choices=[empty, *Fit.choices],
                required=False,
                widget=forms.RadioSelect,
            )
        self.fields["remark"] = forms.CharField(label=_("Why"), max_length=1000, required=False)

    def fits(self) -> dict[UUID, Fit]:
        """By hypothesis; those left empty are not judged."""
        said = {row.pk: self.cleaned_data[name] for name, row in self.hypotheses.items()}
        return {pk: Fit(value) for pk, value in said.items() if value}
