"""Forms of court dates and statements."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import Account
from punte.protection.justice.forms.fields import NO_NAMES, Versioned, words
from punte.protection.justice.models.words import HearingKind, SessionState, SpecialMeasure
from punte.protection.persons.door import language_choices
from punte.ui.forms import moment

NO_INTERPRETER = ("", _("No interpreter"))


def interpreters() -> list[tuple[str, Any]]:
    return [NO_INTERPRETER, *(pair for pair in language_choices() if pair[0])]


class Colleague(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class HearingForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=HearingKind.choices)
    at = moment(_("When"))
    court = forms.CharField(label=_("Court"), max_length=160)
    district = forms.CharField(label=_("District"), required=False, max_length=40)
    case_reference = forms.CharField(
        label=_("Case reference"),
        help_text=_("Only if the person gave it. It is not looked up anywhere."),
        required=False,
        max_length=60,
    )
    goes = Colleague(label=_("Colleague who goes"), queryset=Account.objects.none(), required=False)
    goes_words = forms.CharField(
        label=_("Who else goes, by role"), help_text=NO_NAMES, required=False, max_length=120
    )
    measures = forms.MultipleChoiceField(
        label=_("Special measures asked for"),
        choices=SpecialMeasure.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    interpreter = forms.ChoiceField(label=_("Interpreter"), required=False)

    def __init__(self, *args: Any, agency: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        people = Account.objects.filter(memberships__agency=agency, memberships__state="active")
        self.fields["goes"].queryset = people.distinct().order_by("name")  # type: ignore[attr-defined]
        self.fields["interpreter"].choices = interpreters()  # type: ignore[attr-defined]


class HearingChangeForm(HearingForm, Versioned):
    """The same with the version of the date that is changed."""


class HearingMoveForm(Versioned):
    words = words(_("What came of it?"), required=False)


class SessionForm(forms.Form):
    at = moment(_("When"))
    place = forms.CharField(
        label=_("Where"),
        help_text=_("A kind of place, such as a child-friendly room; no address."),
        max_length=160,
    )
    body = forms.CharField(label=_("Which body asks?"), max_length=160)
    topics = words(_("What does it want to know?"))
    interpreter = forms.ChoiceField(label=_("Interpreter"), required=False)
    support = forms.CharField(
        label=_("Who is beside the person, by role"), required=False, max_length=120
    )
    will_record = forms.BooleanField(
        label=_("It is to be recorded, so that nobody has to ask again"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, again: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["interpreter"].choices = interpreters()  # type: ignore[attr-defined]
        if again:
            self.fields["why_again"] = words(_("Why must the person tell the story again?"))


class JoinForm(forms.Form):
    body = forms.CharField(label=_("Which body asks?"), max_length=160)
    topics = words(_("What does it want to know?"))


class SessionEndForm(Versioned):
    state = forms.ChoiceField(
        label=_("What happened?"),
        choices=[
            (SessionState.HELD, SessionState.HELD.label),
            (SessionState.CANCELLED, SessionState.CANCELLED.label),
        ],
        widget=forms.RadioSelect,
    )
    recorded = forms.TypedChoiceField(
        label=_("Was it recorded?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    kept_by = forms.CharField(
        label=_("Which body keeps the recording?"), required=False, max_length=160
    )
