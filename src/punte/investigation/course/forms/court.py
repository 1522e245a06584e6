"""Forms about the court."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.investigation.course.forms.fields import choose, count, line, money
from punte.investigation.course.models import Charge
from punte.investigation.course.words import (
    AppealEnd,
    Appellant,
    Currency,
    Enforcement,
    Finding,
    HearingKind,
    HearingState,
    Instance,
)
from punte.ui.forms import VersionField, day, long_text, moment

Choices = Iterable[tuple[Any, str]]


class IndictForm(forms.Form):
    """Who is sent to which court, by which act."""

    accused = forms.TypedMultipleChoiceField(
        label=_("Who"), coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    number = line(_("Number of the indictment"), 60)
    on = day(_("Day"))
    court = line(_("Court"), 160)
    court_number = line(_("Number of the case at the court"), 60, required=False)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["accused"].choices = list(people)  # type: ignore[attr-defined]


class HearingForm(forms.Form):
    """A date in court."""

    kind = forms.ChoiceField(label=_("What it is about"), choices=HearingKind)
    at = moment(_("Day and hour"))
    court = line(_("Court"), 160)
    room = line(_("Room"), 60, required=False)
    attends = forms.TypedMultipleChoiceField(
        label=_("Who of the team attends"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    attends_words = line(
        _("Who else attends"), 300, required=False,
        help_text=_("By role, without names: an interpreter, Victim A, an expert."),
    )  # fmt: skip

    def __init__(self, *args: Any, team: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["attends"].choices = list(team)  # type: ignore[attr-defined]


class EndHearingForm(forms.Form):
    """What came of a date in court."""

    state = choose(
        _("What came of it"),
        [one for one in HearingState.choices if one[0] != HearingState.PLANNED],
        initial=HearingState.HELD,
    )
    outcome = long_text(_("What was decided"), required=False, rows=4, most=2000)
    next_at = moment(_("Next date"), required=False)
    version = VersionField()


class JudgmentForm(forms.Form):
    """A judgment, with what it says of each charge."""

    instance = choose(_("Instance"), Instance, initial=Instance.FIRST)
    court = line(_("Court"), 160)
    number = line(_("Number of the judgment"), 60)
    on = day(_("Day"))
    told_on = day(
        _("Communicated on"), required=False, help_text=_("The term of appeal runs from then.")
    )

    def __init__(self, *args: Any, charges: Iterable[Charge], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.charges = {f"charge_{charge.pk.hex}": charge for charge in charges}
        empty = ("", pgettext_lazy("verdict", "Not judged here"))
        for name, charge in self.charges.items():
            label = f"{charge.who.name} · {charge.offence}"  # type: ignore[attr-defined]
            self.fields[name] = choose(label, [empty, *Finding.choices], required=False)

    def findings(self) -> dict[UUID, Finding]:
        """By charge; those left empty are not judged."""
        said = {charge.pk: self.cleaned_data[name] for name, charge in self.charges.items()}
        return {pk: Finding(value) for pk, value in said.items() if value}


class DayForm(forms.Form):
    """A day, and nothing else."""

    on = day(_("Day"))
    version = VersionField()


class AppealForm(forms.Form):
    """Who appeals, when and why."""

    appellant = choose(_("Who appeals"), Appellant)
    on = day(_("Lodged on"))
    grounds = long_text(_("Grounds"), required=False, rows=4, most=2000)


class EndAppealForm(forms.Form):
    """How an appeal ended."""

    end = choose(_("How it ended"), [one for one in AppealEnd.choices if one[0]])
    on = day(_("Day"))
    version = VersionField()


class SentenceForm(forms.Form):
    """A sentence; what stays empty is no part of it."""

    judgment = forms.TypedChoiceField(label=_("Judgment"), coerce=UUID)
    life = forms.BooleanField(label=_("Prison for life"), required=False)
    years = count(_("Prison: years"), 99)
    months = count(_("Prison: months"), 11)
    days = count(_("Prison: days"), 30)
    suspended = forms.BooleanField(label=_("Suspended"), required=False)
    served_days = count(_("Days already served"), 20_000)
    fine = money(_("Fine"))
    confiscated = money(_("Confiscated: sum"))
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[("", "—"), *Currency.choices], required=False
    )
    assets = long_text(_("Confiscated: things"), required=False, rows=3, most=2000)
    ban = line(_("Ban on holding an office or doing a work"), 300, required=False)
    ban_years = count(_("Ban: years"), 99)
    mitigating = long_text(_("Mitigating circumstances"), required=False, rows=3, most=2000)

    def __init__(self, *args: Any, judgments: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["judgment"].choices = list(judgments)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Numbers left empty are none."""
        values = super().clean() or {}
        counts = ("years", "months", "days", "served_days", "ban_years")
        return {**values, **{name: values.get(name) or 0 for name in counts}}


class EnforceForm(forms.Form):
    """How far a sentence is served and paid."""

    enforcement = choose(_("Enforcement"), Enforcement)
    on = day(_("Day"))
    note = long_text(_("Remark"), required=False, rows=3, most=2000)
    version = VersionField()


class CountsForm(forms.Form):
    """Which counts."""

    by = forms.ChoiceField(label=_("Rows"), required=False)
    span = forms.TypedChoiceField(label=_("Years"), coerce=int, required=False)

    def __init__(self, *args: Any, cuts: Iterable[Any], spans: Choices, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = list(cuts)  # type: ignore[attr-defined]
        self.fields["span"].choices = list(spans)  # type: ignore[attr-defined]
