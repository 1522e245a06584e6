"""Forms of this room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from punte.investigation.cases.door import Member
from punte.investigation.exchange.actions.mapping import FARTHEST
from punte.investigation.exchange.graphs.mapping import Form
from punte.investigation.exchange.lists.fields import THING, every_kind, kind_of
from punte.investigation.exchange.models import ListSpec
from punte.investigation.subjects.door import Handling, InfoGrade, SourceGrade

ORDERS = [
    ("", "—"),
    ("day_first", _("Day first (31/12)")),
    ("month_first", _("Month first (12/31)")),
]
ZONES = [
    "Europe/Chisinau", "Europe/Bucharest", "Europe/Kyiv", "UTC", "Europe/Berlin", "Europe/London",
    "Europe/Moscow", "Europe/Istanbul", "Asia/Dubai", "Asia/Jerusalem",
]  # fmt: skip
REGIONS = ["MD", "RO", "UA", "RU", "TR", "IT", "DE", "GB", "BG", "PL", "AE", "IL"]


def kind_choices() -> list[tuple[Any, Any]]:
    """Lists first, then one thing a row."""
    kinds = list(every_kind())
    return [
        (_("Lists"), [(k.key, k.label) for k in kinds if not k.key.startswith(THING)]),
        (_("One thing a row"), [(k.key, k.label) for k in kinds if k.key.startswith(THING)]),
    ]


class MemberChoices(forms.ModelMultipleChoiceField[Member]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.account.name} · {obj.agency.name}"


class NewList(forms.Form):
    """A file, what it is, how far it is trusted, how it is kept and who sees it.

    team: who may be chosen to see a narrow list. exhibits: whether anybody of the team takes any.
    """

    kind = forms.ChoiceField(label=_("What is in it?"), choices=kind_choices)
    title = forms.CharField(
        label=_("What is it called as a source?"),
        help_text=_("Such as the provider, the order and the months."),
        max_length=200,
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV, TSV or a spreadsheet (XLSX, XLS, ODS), or FollowTheMoney’s JSON; up to "
                    "500,000 rows. It is kept as it came."),
    )  # fmt: skip
    source_grade = forms.ChoiceField(
        label=_("Source"), choices=SourceGrade.choices, initial=SourceGrade.X
    )
    info_grade = forms.ChoiceField(
        label=_("Information"), choices=InfoGrade.choices, initial=InfoGrade.UNKNOWN
    )
    handling = forms.ChoiceField(label=_("Handling"), choices=Handling.choices, initial=Handling.H0)
    handling_text = forms.CharField(label=_("Restrictions, for H3"), max_length=300, required=False)
    keep = forms.BooleanField(
        label=_("Keep the file as an exhibit"),
        help_text=_("Its original never changes; its number and digests stand in the log."),
        initial=True, required=False,
    )  # fmt: skip
    ground = forms.CharField(
        label=_("By which order or request was it got?"),
        help_text=_("An exhibit names it."),
        max_length=300, required=False,
    )  # fmt: skip
    narrow = forms.BooleanField(
        label=_("Few of the team may see it"),
        help_text=_("The list and all that it states are then seen by you and those chosen, alone."
                    " Its file is then no exhibit, for all of the team see those."),
        required=False,
    )  # fmt: skip
    members = MemberChoices(
        label=_("Who sees it besides you"), queryset=Member.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    again = forms.BooleanField(
        label=_("Bring it in though the very same file is in the case already"), required=False
    )

    def __init__(self, *args: Any, team: QuerySet[Member], exhibits: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = team  # type: ignore[attr-defined]
        if not exhibits:
            del self.fields["keep"], self.fields["ground"]

    def clean(self) -> dict[str, Any]:
        """A list for few is no exhibit; an exhibit names its ground."""
        values: dict[str, Any] = super().clean() or {}
        members = values.pop("members", ())
        values["few"] = tuple(m.pk for m in members) if values.pop("narrow", False) else None
        values["keep"] = values.get("keep", False) and values["few"] is None
        if values["keep"] and not values.get("ground"):
            self.add_error("ground", _("Say by which order or request the list was got."))
        return values


class Mapping(forms.Form):
    """What each column means; a question about dates only where one is open."""

    def __init__(
        self, *args: Any, kind: str, columns: list[dict[str, Any]], options: dict[str, Any],
        **kwargs: Any,
    ):  # fmt: skip
        super().__init__(*args, **kwargs)
        self.columns = columns
        known = kind_of(kind)
        choices = [("", _("Leave out")), *((f.key, f.label) for f in known.fields)]
        for number, column in enumerate(columns):
            self.fields[f"field_{number}"] = forms.ChoiceField(
                label=column["name"] or "—", choices=choices, required=False,
                initial=column["field"],
            )  # fmt: skip
            if column["ask"]:
                self.fields[f"order_{number}"] = forms.ChoiceField(
                    label=_("How are the dates in %(column)s written?")
                    % {"column": column["name"]},
                    choices=ORDERS, required=False, initial=column["order"],
                )  # fmt: skip
        self._add_options(options, with_owner=known.key == "contacts")

    def _add_options(self, options: dict[str, Any], *, with_owner: bool) -> None:
        if with_owner:
            self.fields["owner"] = forms.CharField(
                label=_("In whose phone were they? Its number"),
                help_text=_("Leave it empty when a column says so."),
                max_length=40, required=False, initial=options.get("owner", ""),
            )  # fmt: skip
        self.fields["zone"] = forms.ChoiceField(
            label=_("Which time zone does the list keep?"),
            choices=_with(ZONES, options["zone"]), initial=options["zone"],
        )  # fmt: skip
        self.fields["offset"] = forms.IntegerField(
            label=_("By how many minutes was its clock behind?"),
            help_text=_("60: an hour is added to every moment. -60: an hour is taken off. What the"
                        " file says is kept beside it."),
            min_value=-FARTHEST, max_value=FARTHEST, initial=options.get("offset", 0),
        )  # fmt: skip
        self.fields["region"] = forms.ChoiceField(
            label=_("Of which country are numbers without a country's code?"),
            choices=_with(REGIONS, options["region"]), initial=options["region"],
        )  # fmt: skip
        self.fields["save_as"] = forms.CharField(
            label=_("Keep this choice for the next list of this provider, under a name"),
            required=False, max_length=80,
        )  # fmt: skip

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

    def others(self) -> list[Any]:
        """The questions about the whole list."""
        names = ("owner", "zone", "offset", "region", "save_as")
        return [self[name] for name in names if name in self.fields]


def _with(known: Iterable[str], chosen: str) -> list[tuple[str, str]]:
    return [(name, name) for name in dict.fromkeys([*known, chosen])]


class Export(forms.Form):
    """In which form, how far, and why."""

    form = forms.ChoiceField(
        label=_("In which form?"),
        choices=[
            (Form.OWN.value, _("Everything, for readers that take our schemata (they are in it)")),
            (Form.STANDARD.value, _("FollowTheMoney’s own schemata only")),
            (Form.CASE.value, _("CASE/UCO, with the exhibits and their custody")),
        ],
        widget=forms.RadioSelect, initial=Form.OWN.value,
    )  # fmt: skip
    highest = forms.ChoiceField(
        label=_("Highest handling code that may leave"), choices=Handling.choices,
        initial=Handling.H0,
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why does it go out, and to whom?"),
        help_text=_("Others will read this later. For H1 and higher say who consented."),
        min_length=10, max_length=500, widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip


class SpecChoice(forms.Form):
    """Another of the agency's ways to read such lists."""

    spec = forms.ModelChoiceField(label=_("Read as kept under"), queryset=ListSpec.objects.none())


class Undo(forms.Form):
    """Why a list is taken back."""

    reason = forms.CharField(
        label=_("Why is the list undone?"),
        help_text=_("Others will read this later."),
        min_length=5, max_length=500, widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
