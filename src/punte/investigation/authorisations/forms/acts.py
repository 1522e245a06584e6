"""Forms of the acts on an authorisation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.investigation.authorisations.forms.fields import (
    ByTheClocksOf,
    IdentifiersField,
    MomentField,
    PaperField,
    SubjectField,
)
from punte.investigation.authorisations.measures import Authority
from punte.investigation.authorisations.models import MeasureRule
from punte.ui.forms import SureForm, VersionField, long_text

NAMED = _("One row for each: what an order does not name, nobody may watch.")


class AskForm(ByTheClocksOf):
    """What is asked for, and why it is needed and no more than needed."""

    measure = forms.ChoiceField(label=_("Measure"))
    target = forms.CharField(label=_("Target, in words"), max_length=300)
    entity = SubjectField()
    identifiers = IdentifiersField(label=_("Identifiers"), help_text=NAMED)
    offence = forms.CharField(label=_("Offence"), max_length=300)
    necessity = long_text(
        _("Why it is necessary"),
        rows=4,
        most=8000,
        help_text=_("What was tried, and why not else."),
    )
    proportionality = long_text(
        _("Why it is proportionate"), rows=4, most=8000, help_text=_("Also for third persons.")
    )
    start = MomentField(label=_("Wished from"))
    end = MomentField(label=_("Wished until"))

    def __init__(self, *args: Any, rules: Iterable[MeasureRule], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [(rule.measure, rule.name) for rule in rules]
        self.fields["measure"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        start, end = found.get("start"), found.get("end")
        if start and end and end <= start:
            self.add_error("end", _("The end must come after the beginning."))
        return found


class OrderForm(ByTheClocksOf):
    """An order as it was issued."""

    authority = forms.ChoiceField(label=_("Issued by a"), choices=Authority)
    court = forms.CharField(label=_("Court or office"), max_length=200)
    number = forms.CharField(label=_("Number of the order"), max_length=80)
    judge = forms.CharField(label=_("Judge or prosecutor"), max_length=200)
    issued_at = MomentField(label=_("Issued at"))
    target = forms.CharField(label=_("Target as the order names it"), max_length=300)
    entity = SubjectField()
    identifiers = IdentifiersField(label=_("Identifiers that the order names"), help_text=NAMED)
    offence = forms.CharField(label=_("Offence"), max_length=300)
    necessity = long_text(_("Why the order finds it necessary"), rows=4, most=8000)
    start = MomentField(label=_("Holds from"))
    end = MomentField(label=_("Holds until"))
    conditions = long_text(_("Conditions"), required=False, rows=3, most=8000)
    paper = PaperField()
    version = VersionField()


class MoreForm(OrderForm):
    """A confirmation or an extension: the targets stay as they are."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("entity", "identifiers", "start"):
            del self.fields[name]


class ConfirmForm(MoreForm):
    """A confirmation may add time, or none."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["end"].required = False
        self.fields["end"].label = _("Goes on until")


class ReasonForm(SureForm):
    """Why, in words that the team reads."""

    reason = long_text(_("Why"), rows=3, most=2000)
    field_order = ("reason",)


class PutOffForm(ByTheClocksOf):
    """A judge's decision to tell the subject later."""

    until = MomentField(label=_("Told at the latest"))
    reason = long_text(_("Reason in the decision"), rows=4, most=8000)
    court = forms.CharField(label=_("Court"), max_length=200)
    number = forms.CharField(label=_("Number of the decision"), max_length=80)
    judge = forms.CharField(label=_("Judge"), max_length=200)
    version = VersionField()


class DecideForm(forms.Form):
    """What becomes of product that lies unread."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            ("release", _("Release it to the team, by a court's document")),
            ("return", _("Return it, and destroy what is kept here")),
            ("destroy", _("Destroy it")),
        ],
        widget=forms.RadioSelect,
    )
    paper = PaperField(required=False)
    version = VersionField()


class SecondForm(forms.Form):
    """The second person agrees, or not."""

    agree = forms.ChoiceField(
        label=_("Do you agree that it be destroyed here?"),
        choices=[("yes", _("Yes: destroy it now; nobody can bring it back")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    version = VersionField()
