"""Forms about the case itself: its facts, its stage, its offences, its table of offences."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.investigation.cases.machine import NEXT, closings_at
from punte.investigation.cases.models import Offence
from punte.investigation.cases.words import Hits, Origin, Part, Stage
from punte.ui.forms import DateInput, VersionField, long_text


class FactsForm(forms.Form):
    """What a case is called, and where it came from."""

    name = forms.CharField(
        label=_("Code name"),
        max_length=80,
        help_text=_("A word that says nothing: never a person, a place or a company."),
    )
    origin = forms.ChoiceField(label=_("What it was opened from"), choices=Origin)
    origin_on = forms.DateField(label=_("Day on which the sign came"), widget=DateInput)
    origin_reference = forms.CharField(
        label=_("Its reference"),
        max_length=120,
        required=False,
        help_text=_("The number of the notification, tip or request. No names."),
    )
    court_number = forms.CharField(
        label=_("Number of the criminal case"), max_length=60, required=False
    )
    summary = long_text(_("What it is about"), required=False, rows=6, most=8000)
    hits = forms.ChoiceField(
        label=_("When another team holds the same phone, plate or account"),
        choices=Hits,
        initial=Hits.OPEN,
        widget=forms.RadioSelect,
    )
    complex = forms.BooleanField(
        label=_("A complex case: show the checklist first"), required=False
    )


class EditForm(FactsForm):
    version = VersionField()


class MoveForm(forms.Form):
    """To which stage, why, and when it closes for which reason."""

    to = forms.ChoiceField(label=_("Next stage"), widget=forms.RadioSelect)
    closing = forms.ChoiceField(label=_("Why it is closed"), required=False)
    reason = long_text(_("On what decision, and why"), rows=3, most=2000)
    version = VersionField()

    def __init__(self, *args: Any, stage: str, back: Stage | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        nexts: list[tuple[str, Any]]
        nexts = [(to.value, to.label) for to in NEXT[Stage(stage)] if to != back]
        if back is not None:
            words = _("%(stage)s: put back what followed the course by itself")
            nexts.insert(0, (back.value, words % {"stage": back.label}))
        self.fields["to"].choices = nexts  # type: ignore[attr-defined]
        closings = [(one.value, one.label) for one in closings_at(stage)]
        if Stage.CLOSED in NEXT[Stage(stage)]:
            empty = ("", pgettext_lazy("closing", "It is not closed"))
            self.fields["closing"].choices = [empty, *closings]  # type: ignore[attr-defined]
        else:
            del self.fields["closing"]


class OffenceForm(forms.Form):
    """One more offence that the case is about."""

    offence = forms.ModelChoiceField(label=_("Offence"), queryset=Offence.objects.none())
    version = VersionField()

    def __init__(self, *args: Any, offences: QuerySet[Offence], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["offence"].queryset = offences  # type: ignore[attr-defined]


class WordingForm(forms.Form):
    """A new offence of the country's table, or the next wording of one."""

    key = forms.RegexField(
        label=_("Key"),
        regex=r"^[A-Z]{2}:[0-9A-Za-z/._-]{1,30}$",
        help_text=_("Country and article, such as MD:165. The same key is the next wording."),
    )
    article = forms.CharField(label=_("Article"), max_length=60)
    name = forms.CharField(
        label=_("Name of the offence"),
        max_length=200,
        help_text=_("As the law calls it, in its own language."),
    )
    since = forms.DateField(label=_("In force from"), widget=DateInput)
    source = forms.CharField(label=_("Source"), max_length=300)
    trafficking = forms.BooleanField(label=_("Trafficking in human beings"), required=False)
    verified = forms.BooleanField(label=_("I compared it with the text in force"), required=False)


class CaseFilter(forms.Form):
    """What a list of cases asks for. offences, countries: those that the viewer's cases know."""

    q = forms.CharField(label=_("Code name or number"), max_length=80, required=False)
    stage = forms.ChoiceField(
        label=_("Stage"), choices=[("", _("All")), *Stage.choices], required=False
    )
    offence = forms.ChoiceField(label=_("Offence"), required=False)
    jurisdiction = forms.ChoiceField(label=_("Law of"), required=False)
    part = forms.ChoiceField(
        label=_("My part"), choices=[("", _("All")), *Part.choices], required=False
    )
    origin = forms.ChoiceField(
        label=_("Opened from"), choices=[("", _("All")), *Origin.choices], required=False
    )
    since = forms.DateField(label=_("Opened on or after"), widget=DateInput, required=False)
    until = forms.DateField(label=_("Opened on or before"), widget=DateInput, required=False)
    open = forms.BooleanField(required=False, widget=forms.HiddenInput)
    waiting = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, offences: dict[str, str], countries: list[tuple[str, str]], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        every: list[tuple[str, Any]] = [("", _("All"))]
        self.fields["offence"].choices = [*every, *offences.items()]  # type: ignore[attr-defined]
        self.fields["jurisdiction"].choices = [*every, *countries]  # type: ignore[attr-defined]
        if len(countries) < 2:
            del self.fields["jurisdiction"]
