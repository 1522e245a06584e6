"""Forms about who is pursued."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.investigation.course.forms.fields import choose, line
from punte.investigation.course.machine import BY_HAND
from punte.investigation.course.words import Plea, RestraintKind, State
from punte.ui.forms import VersionField, day, long_text, moment


class SuspectForm(forms.Form):
    """Who of the case is a suspect, since when and why."""

    entity = forms.TypedChoiceField(label=_("Who"), coerce=UUID)
    on = day(_("Since"))
    basis = long_text(_("On which ground"), rows=3, most=2000)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["entity"].choices = [("", "—"), *people]  # type: ignore[attr-defined]


class ChargeForm(forms.Form):
    """An offence of the case, in the words of the decision."""

    offence = forms.TypedChoiceField(label=_("Offence"), coerce=int)
    wording = long_text(_("In the words of the decision"), rows=6, most=4000)
    on = day(_("Day of the decision"))
    version = VersionField()

    def __init__(self, *args: Any, offences: Iterable[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["offence"].choices = list(offences)  # type: ignore[attr-defined]


class DropForm(forms.Form):
    """Why a charge falls."""

    on = day(_("Day of the decision"))
    why = line(_("Why it is dropped"), 500)
    version = VersionField()


class PleaForm(forms.Form):
    """What the accused says to the charges."""

    plea = choose(_("What they say to the charges"), [c for c in Plea.choices if c[0]])
    on = day(_("Day"))
    note = long_text(_("What was agreed, or said"), required=False, rows=3, most=2000)
    version = VersionField()


class MoveAccusedForm(forms.Form):
    """A step that is decided without another act."""

    to = choose(_("Next"), ())
    on = day(_("Day of the decision"))
    reason = line(_("On what decision, and why"), 500)
    version = VersionField()

    def __init__(self, *args: Any, state: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        nexts = [(one.value, one.label) for one in State if one in BY_HAND[State(state)]]
        self.fields["to"].choices = nexts  # type: ignore[attr-defined]


class RestraintForm(forms.Form):
    """A preventive measure, to the minute."""

    kind = choose(_("Measure"), RestraintKind)
    starts_at = moment(_("From"))
    ends_at = moment(_("Until"), help_text=_("It may last no longer than the table of rules lets."))
    ordered_by = line(_("Who ordered it"), 160, help_text=_("The court or office."))
    number = line(_("Number of the order"), 60, required=False)
    version = VersionField()


class LiftForm(forms.Form):
    """When and why a measure ended before its time."""

    at = moment(_("Ended at"))
    why = line(_("Why"), 500)
    version = VersionField()
