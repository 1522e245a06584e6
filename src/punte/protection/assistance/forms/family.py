"""Forms of links and groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from punte.protection.assistance.forms.pieces import long_text
from punte.protection.assistance.models import RescueGroup
from punte.protection.assistance.models.words import LinkKind
from punte.ui.forms import DatePartsField


class CodeField(forms.CharField):
    """Another person, by pseudonym: never by name."""

    def __init__(self) -> None:
        super().__init__(
            label=_("The other person"),
            help_text=_("Pseudonym or its number. Your agency keeps a file of theirs."),
            max_length=40,
        )


class LinkForm(forms.Form):
    """Who the other is to this person."""

    code = CodeField()
    kind = forms.ChoiceField(
        label=_("What are they to this person?"),
        choices=LinkKind.choices,
        widget=forms.RadioSelect,
    )


class RemoveForm(forms.Form):
    """Why a link or a member is taken out."""

    reason = long_text(_("Why?"), rows=2, most=1000)


class GroupForm(forms.Form):
    """A new group."""

    name = forms.CharField(
        label=_("Name of the group"),
        help_text=_("No place and no person: such as “Minibus of November”."),
        min_length=3,
        max_length=80,
    )
    rescued_on = DatePartsField(label=_("Day of the rescue"))


class JoinForm(forms.Form):
    """Putting a file into a group that is there."""

    group = forms.ModelChoiceField(label=_("Group"), queryset=RescueGroup.objects.none())

    def __init__(self, *args: Any, groups: QuerySet[RescueGroup], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]


class MemberForm(forms.Form):
    """Adding a member on the group's page."""

    code = CodeField()
