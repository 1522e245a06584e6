"""Forms about a file itself: its caseworker, closing, reopening, follow-ups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import Account
from punte.protection.assistance.closing_words import closing_reasons
from punte.protection.assistance.forms.pieces import ColleagueChoice, long_text
from punte.protection.assistance.models.words import ReopenReason, Safe
from punte.protection.persons.door import country_choices
from punte.ui.forms import VersionField


class AssignForm(forms.Form):
    """Who works with the person from now on."""

    account = ColleagueChoice(label=_("Caseworker"), queryset=Account.objects.none())
    note = long_text(_("Words for the file"), required=False, rows=2, most=1000)
    version = VersionField()

    def __init__(self, *args: Any, colleagues: QuerySet[Account], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = colleagues  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """Why and how a file closes."""

    reason = forms.ChoiceField(
        label=_("Why is it closed?"), choices=closing_reasons, widget=forms.RadioSelect
    )
    summary = long_text(_("What was done, and what came of it"))
    safety_plan = long_text(
        _("Safety plan"),
        required=False,
        help_text=_("What the person does and whom they call when they are in danger."),
    )
    county = forms.CharField(
        label=_("Where to: county"),
        help_text=_("The county only, never a town or an address."),
        max_length=40,
        required=False,
    )
    country = forms.ChoiceField(
        label=_("Where to: country"), choices=country_choices, required=False
    )
    version = VersionField()

    def __init__(self, *args: Any, still_open: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if still_open:
            self.fields["left_open"] = forms.BooleanField(
                label=_("What is still open may stay behind"), required=False
            )


class ReopenForm(forms.Form):
    """Why a closed file opens again."""

    reason = forms.ChoiceField(
        label=_("Why is it opened again?"),
        choices=ReopenReason.choices,
        widget=forms.RadioSelect,
    )
    note = long_text(_("Words for the file"), required=False, rows=2, most=1000)
    version = VersionField()


class FollowUpForm(forms.Form):
    """What came of one try."""

    reached = forms.ChoiceField(
        label=_("Did you reach the person?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    safe = forms.ChoiceField(
        label=_("Is the person safe?"),
        help_text=_("Only if you reached them."),
        choices=Safe.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    needs_again = forms.BooleanField(label=_("The person needs help again"), required=False)
    note = long_text(_("What they said"), required=False)
    version = VersionField()

    def __init__(self, *args: Any, may_give_up: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if may_give_up:
            self.fields["give_up"] = forms.BooleanField(
                label=_("They could not be reached: stop trying for this follow-up"),
                required=False,
            )


class FollowUpFilter(forms.Form):
    """Filters of the list."""

    due = forms.BooleanField(label=_("Due today or late"), required=False)
    mine = forms.BooleanField(label=_("Only mine"), required=False)
