"""Forms about sources: naming one, grading it, who sees it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from punte.investigation.cases.door import Member
from punte.investigation.subjects.exhibits import Named
from punte.investigation.subjects.words import Handling, InfoGrade, SourceGrade, SourceKind
from punte.ui.forms import MomentField, MomentInput, long_text


def exhibit_choices(exhibits: Iterable[Named]) -> list[tuple[str, object]]:
    return [("", _("None")), *((str(one.id), one.words) for one in exhibits)]


class GradingForm(forms.Form):
    """Europol's evaluation and handling codes."""

    source_grade = forms.ChoiceField(
        label=_("Grade of the source"), choices=SourceGrade, initial=SourceGrade.X
    )
    info_grade = forms.ChoiceField(
        label=_("Grade of the information"), choices=InfoGrade, initial=InfoGrade.UNKNOWN
    )
    handling = forms.ChoiceField(label=_("Handling"), choices=Handling, initial=Handling.H0)
    handling_text = forms.CharField(
        label=_("Which restrictions (with H3)"), max_length=300, required=False
    )


class GradeForm(GradingForm):
    """Another grade, and whether what was said under the former one takes it over."""

    statements = forms.BooleanField(
        label=_("What still has the former grade and handling takes the new ones"),
        required=False,
        help_text=_("What was graded by itself keeps its grade. Without this nothing changes."),
    )
    was = forms.CharField(widget=forms.HiddenInput, max_length=10)


class MemberChoices(forms.ModelMultipleChoiceField[Member]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.account.name} · {obj.agency.name}"


class SourceForm(GradingForm):
    """A new source."""

    title = forms.CharField(label=_("What it is"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=SourceKind)
    got_at = MomentField(
        label=_("When it came"),
        widget=MomentInput(),
    )
    exhibit = forms.ChoiceField(label=_("Read from the exhibit"), required=False)
    note = long_text(_("Remark"), required=False, rows=3, most=4000)
    narrow = forms.BooleanField(
        label=_("Few of the team may see it"),
        required=False,
        help_text=_("It and all that it states are then seen by you and those chosen, alone."),
    )
    members = MemberChoices(
        label=_("Who sees it besides you"),
        queryset=Member.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("title", "kind", "got_at")

    def __init__(
        self, *args: Any, team: QuerySet[Member], exhibits: Iterable[Named], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = team  # type: ignore[attr-defined]
        self.fields["exhibit"].choices = exhibit_choices(exhibits)  # type: ignore[attr-defined]


class SeatForm(forms.Form):
    """One more who sees a narrow source."""

    member = forms.ModelChoiceField(label=_("Who"), queryset=Member.objects.none())

    def __init__(self, *args: Any, team: QuerySet[Member], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = team  # type: ignore[attr-defined]
        self.fields["member"].label_from_instance = (  # type: ignore[attr-defined]
            lambda member: f"{member.account.name} · {member.agency.name}"
        )
