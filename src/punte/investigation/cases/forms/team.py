"""Forms about the team and its tasks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from punte.core.agencies.door import Membership
from punte.investigation.cases.models import CheckAnswer, Member, Task
from punte.investigation.cases.words import Part
from punte.ui.forms import DateInput, VersionField, long_text


class MembershipChoice(forms.ModelChoiceField[Membership]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.agency.name} · {obj.account.name} · {obj.get_role().name}"


class MemberForm(forms.Form):
    """Whom to take into the team, and what they do there."""

    membership = MembershipChoice(label=_("Who"), queryset=Membership.objects.none())
    part = forms.ChoiceField(
        label=_("What they do"), choices=[(p.value, p.label) for p in Part if p != Part.LEAD]
    )
    version = VersionField()

    def __init__(self, *args: Any, people: QuerySet[Membership], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = people  # type: ignore[attr-defined]


class AssigneeChoice(forms.ModelChoiceField[Member]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.account.name)


class TaskForm(forms.Form):
    """What is to be done, by whom and by when."""

    title = forms.CharField(label=_("What is to be done"), max_length=200)
    details = long_text(_("Details"), required=False, rows=3, most=2000)
    assignee = AssigneeChoice(
        label=_("Who does it"), queryset=Member.objects.none(), required=False
    )
    due_on = forms.DateField(label=_("By"), widget=DateInput, required=False)

    def __init__(self, *args: Any, team: QuerySet[Member], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = team  # type: ignore[attr-defined]


class EndTaskForm(forms.Form):
    """How a task ended."""

    state = forms.ChoiceField(
        label=_("How it ended"),
        choices=[(s.value, s.label) for s in (Task.State.DONE, Task.State.DROPPED)],
        widget=forms.RadioSelect,
        initial=Task.State.DONE,
    )
    outcome = long_text(_("What came of it"), required=False, rows=3, most=2000)
    version = VersionField()


class PointForm(forms.Form):
    """What the team says to one point of the checklist."""

    answer = forms.ChoiceField(
        label=_("Answer"), choices=CheckAnswer.Answer, widget=forms.RadioSelect
    )
    remark = long_text(_("Remark"), required=False, rows=3, most=2000)
