"""Forms of legal aid, rights and measures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.protection.assistance.door import AssistanceFile
from punte.protection.justice.forms.fields import NO_NAMES, Versioned, words
from punte.protection.justice.instruments import measures_in, rights
from punte.protection.justice.models.words import AidKind, AskState, RightsForm, Understood
from punte.protection.persons.door import language_choices
from punte.ui.forms import day


class AidForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Which legal aid?"), choices=AidKind.choices, widget=forms.RadioSelect
    )
    office = forms.CharField(
        label=_("Lawyer's office"), help_text=NO_NAMES, required=False, max_length=160
    )
    asked_on = day(_("Asked for on"), initial=timezone.localdate)
    words = words(_("What matters?"), required=False)


class MeasureForm(forms.Form):
    kind = forms.ChoiceField(label=_("Which measure?"), widget=forms.RadioSelect)
    body = forms.CharField(label=_("Asked of which body?"), required=False, max_length=160)
    asked_on = day(_("Asked for on"), initial=timezone.localdate)
    words = words(_("What matters?"), required=False)

    def __init__(self, *args: Any, file: AssistanceFile, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (line.key, f"{line.label} ({line.law_words})" if line.jurisdiction else line.label)
            for line in measures_in(file.jurisdiction)
        ]


class AnswerForm(Versioned):
    """What became of something asked for; offers only the states that may follow."""

    state = forms.ChoiceField(label=_("What became of it?"), widget=forms.RadioSelect)
    on = day(_("On"), initial=timezone.localdate)
    words = words(_("What matters?"), required=False)

    def __init__(self, *args: Any, states: Iterable[AskState], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [(state.value, state.label) for state in AskState if state in set(states)]
        self.fields["state"].choices = choices  # type: ignore[attr-defined]


class AidAnswerForm(AnswerForm):
    office = forms.CharField(
        label=_("Lawyer's office"), help_text=NO_NAMES, required=False, max_length=160
    )


class MeasureAnswerForm(AnswerForm):
    until = day(_("Granted until"), required=False)


class RightsTalkForm(forms.Form):
    rights = forms.MultipleChoiceField(
        label=_("Which rights were explained?"), widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(label=_("In which language?"))
    form = forms.ChoiceField(label=_("How?"), choices=RightsForm.choices, widget=forms.RadioSelect)
    interpreter = forms.BooleanField(label=_("With an interpreter"), required=False)
    understood = forms.ChoiceField(
        label=_("Was it understood?"), choices=Understood.choices, widget=forms.RadioSelect
    )
    explained_on = day(_("On"), initial=timezone.localdate)
    copy_given = forms.BooleanField(
        label=_("The person has the text, if it is safe to keep it"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        lines = [(line.key, line.label) for line in rights()]
        self.fields["rights"].choices = lines  # type: ignore[attr-defined]
        spoken = [pair for pair in language_choices() if pair[0]]
        self.fields["language"].choices = spoken  # type: ignore[attr-defined]
