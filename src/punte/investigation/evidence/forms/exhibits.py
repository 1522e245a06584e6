"""Forms about an exhibit: what was taken, its files, and the list of a case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.investigation.evidence.actions.steps import When
from punte.investigation.evidence.models import EvidenceFile
from punte.investigation.evidence.words import Category, ClockSource, FileKind, State
from punte.ui.forms import long_text, moment


class ClockFields(forms.Form):
    """When, by which clock, and what that clock was off by."""

    clock = forms.ChoiceField(
        label=_("Clock that the time was read from"), choices=ClockSource, initial="phone"
    )
    clock_offset = forms.IntegerField(
        label=_("By how many seconds it was fast"),
        help_text=_("Compare it with the official time. Write a minus if it was slow; 0 if right."),
        initial=0,
        min_value=-31_622_400,
        max_value=31_622_400,
    )


class FindingForm(ClockFields):
    """What was taken, where, when, by whom and on what ground."""

    what = forms.CharField(
        label=_("What it is"), max_length=200, help_text=_("Short, as on a label. No names.")
    )
    category = forms.ChoiceField(label=_("Category"), choices=Category)
    seal = forms.CharField(label=_("Seal number"), max_length=60, required=False)
    found_place = forms.CharField(label=_("Where it was found"), max_length=200)
    found_at = moment(_("When, as the clock showed"), seconds=True)
    finder = forms.CharField(label=_("Who found it"), max_length=160, help_text=_("Name and badge"))
    legal_basis = forms.CharField(
        label=_("On what ground"),
        max_length=300,
        help_text=_("The order or article, with its number and day."),
    )
    description = long_text(_("Description"), required=False, most=4000)
    file = forms.FileField(
        label=_("Its file, if it is data"), required=False, allow_empty_file=True
    )
    photo = forms.FileField(label=_("Photograph of it"), required=False, allow_empty_file=True)
    field_order = (
        "what", "category", "seal", "found_place", "found_at", "clock", "clock_offset", "finder",
        "legal_basis", "description", "file", "photo",
    )  # fmt: skip


class FileForm(forms.Form):
    """One more file of an exhibit."""

    kind = forms.ChoiceField(label=_("What it is"), choices=FileKind, widget=forms.RadioSelect)
    file = forms.FileField(label=_("File"), allow_empty_file=True)
    of = forms.ChoiceField(label=_("Made from"), required=False)
    tool = forms.CharField(label=_("Program or device"), max_length=80, required=False)
    tool_version = forms.CharField(label=_("Its version"), max_length=40, required=False)
    parameters = forms.CharField(
        label=_("Settings that were used"), max_length=1000, required=False
    )

    def __init__(self, *args: Any, files: Iterable[EvidenceFile], **kwargs: Any):
        super().__init__(*args, **kwargs)
        none = ("", pgettext_lazy("file", "It is not a working copy"))
        choices = [none, *((str(file.pk), file.name) for file in files)]
        self.fields["of"].choices = choices  # type: ignore[attr-defined]


class ExhibitFilter(forms.Form):
    """What a list of exhibits asks for."""

    q = forms.CharField(label=_("Number, seal, what or where"), max_length=80, required=False)
    category = forms.ChoiceField(
        label=_("Category"), choices=[("", _("All")), *Category.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *State.choices], required=False
    )
    mine = forms.BooleanField(required=False, widget=forms.HiddenInput)


def when_of(values: dict[str, Any]) -> When:
    """Takes the clock's fields out of a form's values; without a time it is now."""
    at, offset = values.pop("at", None), values.pop("clock_offset", 0)
    clock = ClockSource(values.pop("clock", ClockSource.SYSTEM))
    return When(at, clock, offset) if at else When()
