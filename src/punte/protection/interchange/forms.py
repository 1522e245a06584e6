"""Forms of this room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.algorithms.htcds import fields
from punte.core.agencies.door import Account
from punte.protection.interchange.webhooks.kinds import KINDS
from punte.protection.persons.door import ANY, Status
from punte.ui.forms import DateInput

ORDERS = [
    ("", "—"),
    ("day_first", _("Day first (31/12)")),
    ("month_first", _("Month first (12/31)")),
]
FORM_NAMES = [
    ("csv", _("CSV (HTCDS 2.0)")),
    ("xlsx", _("Excel spreadsheet (HTCDS 2.0), at most 200,000 cases")),
    ("jsonl", _("JSON, one record a line (HTCDS 2.0)")),
    ("own", _("Whole assistance files, for another Punte")),
]


class NewImport(forms.Form):
    """A file and whose it is."""

    source = forms.CharField(
        label=_("Where does the file come from?"),
        help_text=_(
            "The same name each time: it tells a case that is in already from one of another"
            " organisation with the same number."
        ),
        max_length=80,
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, a spreadsheet (XLSX, XLS, ODS) or JSON; up to 500,000 rows."),
    )


def field_choices() -> list[tuple[Any, Any]]:
    """Fields by section, for the choice of a column's meaning."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for field in fields().values():
        if field.key != "pun_Pseudonym":
            groups.setdefault(field.section, []).append((field.key, field.label))
    return [("", _("Leave out")), *groups.items()]


class Mapping(forms.Form):
    """What each column means; a question about dates only where one is open."""

    def __init__(
        self, *args: Any, columns: list[dict[str, Any]], people: Sequence[Account], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.columns = columns
        self.fields["caseworker"] = forms.TypedChoiceField(
            label=_("Who will work on these files?"),
            help_text=_("Files without a caseworker stand in the supervisor's review."),
            choices=[("", _("No caseworker yet")), *((one.id, one.name) for one in people)],
            coerce=int,
            empty_value=None,
            required=False,
        )
        choices = field_choices()
        for number, column in enumerate(columns):
            self.fields[f"field_{number}"] = forms.ChoiceField(
                label=column["name"] or "—",
                choices=choices,
                required=False,
                initial=column["field"],
            )
            if column["ask"]:
                self.fields[f"order_{number}"] = forms.ChoiceField(
                    label=_("How are the dates in %(column)s written?")
                    % {"column": column["name"]},
                    choices=ORDERS,
                    required=False,
                    initial=column["order"],
                )
        self.fields["save_as"] = forms.CharField(
            label=_("Keep this choice for the next file, under a name"),
            required=False,
            max_length=80,
        )

    def rows(self) -> list[dict[str, Any]]:
        """Columns beside their questions."""
        return [
            {
                "column": column,
                "field": self[f"field_{number}"],
                "order": self[f"order_{number}"] if column["ask"] else None,
            }
            for number, column in enumerate(self.columns)
        ]


class Export(forms.Form):
    """Which cases, in which form, why."""

    form = forms.ChoiceField(
        label=_("As what?"),
        choices=FORM_NAMES,
        widget=forms.RadioSelect,
        initial="csv",
    )
    status = forms.ChoiceField(
        label=_("Status"), choices=[("", ANY), *Status.choices], required=False
    )
    since = forms.DateField(label=_("Notified from"), widget=DateInput, required=False)
    until = forms.DateField(label=_("Notified until"), widget=DateInput, required=False)
    identity = forms.BooleanField(
        label=_("With names, contacts and documents"),
        help_text=_("Each person opened so is written down and can ask who has seen their data."),
        required=False,
    )
    reason = forms.CharField(
        label=_("Why do the cases go out, and to whom?"),
        help_text=_("Others will read this later. Do not write names."),
        min_length=10,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


class OneFile(forms.Form):
    """One assistance file as a document."""

    identity = forms.BooleanField(label=_("With names, contacts and documents"), required=False)
    reason = forms.CharField(
        label=_("Why does the file go out, and to whom?"), min_length=10, max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip


class NewWebhook(forms.Form):
    """Where to tell what."""

    name = forms.CharField(label=pgettext_lazy("thing", "Name"), max_length=80)
    url = forms.CharField(
        label=_("Address"), help_text=_("It begins with https:// and lies in the open network."),
        max_length=500, widget=forms.URLInput,
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=_("What is it told of?"), choices=list(KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


class Replay(forms.Form):
    """From which place on."""

    place = forms.IntegerField(
        label=_("After which place?"),
        help_text=_("Each message carries its place. -1 is the beginning of the log."),
        min_value=-1,
        max_value=2**62 - 1,
    )
