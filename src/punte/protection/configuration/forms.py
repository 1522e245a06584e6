"""Forms of those who configure: rows of a list, words of a text, one question, a file, a date."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.core.agencies.door import Agency
from punte.protection.configuration.words import (
    LANGUAGE_NAMES,
    LANGUAGES,
    HeldClass,
    Place,
    QuestionType,
)
from punte.ui.forms import DateInput

Content = dict[str, Any]
CHOICE_LINE = "|"


def _words(values: dict[str, Any], part: str) -> dict[str, str]:
    return {code: values.get(f"{part}_{code}", "") for code in LANGUAGES}


def _spread(part: str, labels: dict[str, str]) -> dict[str, str]:
    return {f"{part}_{code}": labels.get(code, "") for code in LANGUAGES}


class Translated(forms.Form):
    """Adds a field per language for each of `parts`: key, label, long."""

    parts: tuple[tuple[str, Any, bool], ...] = ()
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for part, label, long in self.parts:
            for code in LANGUAGES:
                self.fields[f"{part}_{code}"] = forms.CharField(
                    label=_("%(what)s: %(language)s")
                    % {"what": label, "language": LANGUAGE_NAMES[code]},
                    required=False,
                    max_length=20_000 if long else 300,
                    widget=forms.Textarea({"rows": 6, "lang": code})
                    if long
                    else forms.TextInput({"lang": code}),
                )


class TextFields(Translated):
    """A title and a text, in four languages."""

    parts = (("titles", _("Title"), False), ("bodies", _("Text"), True))

    @staticmethod
    def initial_of(content: Content) -> dict[str, str]:
        return _spread("titles", content["titles"]) | _spread("bodies", content["bodies"])

    def content(self) -> Content:
        values = self.cleaned_data
        return {"titles": _words(values, "titles"), "bodies": _words(values, "bodies")}


class ItemFields(forms.Form):
    """One row of a list. A row without code and words is no row."""

    order = forms.IntegerField(required=False, min_value=0, max_value=9999)
    code = forms.SlugField(required=False, max_length=40)
    since = forms.DateField(required=False, widget=DateInput)
    until = forms.DateField(required=False, widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names: dict[str, Any] = {
            "order": _("Order"),
            "code": _("Code"),
            "since": _("From"),
            "until": _("Until"),
        }
        for code in LANGUAGES:
            names[code] = LANGUAGE_NAMES[code]
            self.fields[code] = forms.CharField(required=False, max_length=300)
        for name, label in names.items():
            self.fields[name].widget.attrs["aria-label"] = label
        if self.initial.get("code"):
            self.fields["code"].widget.attrs["readonly"] = True

    @property
    def cells(self) -> list[Any]:
        """The fields in the order of the table's columns."""
        return [self[name] for name in ("order", "code", *LANGUAGES, "since", "until")]


ItemRows = forms.formset_factory(ItemFields, extra=3, max_num=500, absolute_max=520)


def rows_of(content: Content) -> list[dict[str, Any]]:
    return [
        {
            "order": (at + 1) * 10,
            "code": item["code"],
            "since": item["from"] or None,
            "until": item["to"] or None,
            **item["labels"],
        }
        for at, item in enumerate(content["items"])
    ]


def list_content(rows: Any) -> Content:
    """The list that valid rows say, in their order."""
    filled = [row for row in rows.cleaned_data if row.get("code") or any(map(row.get, LANGUAGES))]
    filled.sort(key=lambda row: 9999 if row.get("order") is None else row["order"])
    return {
        "items": [
            {
                "code": row.get("code", ""),
                "labels": {code: row.get(code, "") for code in LANGUAGES},
                "from": row["since"].isoformat() if row.get("since") else "",
                "to": row["until"].isoformat() if row.get("until") else "",
            }
            for row in filled
        ]
    }


class FormHead(Translated):
    """Where a form is asked, and its title."""

    parts = (("titles", _("Title"), False),)
    place = forms.ChoiceField(label=_("Where is it asked?"), choices=Place.choices)
    data_class = forms.ChoiceField(
        label=_("Who may see the answers?"),
        help_text=_("Health belongs under medical, courts and claims under legal."),
        choices=HeldClass.choices,
        initial=HeldClass.OPERATIONAL,
    )

    @staticmethod
    def initial_of(content: Content) -> dict[str, Any]:
        plain = {name: content.get(name) for name in ("place", "data_class")}
        return {**plain, **_spread("titles", content["titles"])}

    def head(self) -> Content:
        """All of a form but its questions."""
        values = self.cleaned_data
        plain = {name: values[name] for name in ("place", "data_class")}
        return {**plain, "titles": _words(values, "titles")}


class NewForm(FormHead):
    key = forms.SlugField(
        label=_("Key of the form"),
        help_text=_("Small Latin letters, digits and _; it stays for good."),
        max_length=40,
    )
    field_order = ["key", "place", "data_class"]


class QuestionFields(Translated):
    """One question."""

    parts = (
        ("labels", _("Question"), False),
        ("hints", _("Hint"), False),
        ("messages", _("Said when the answer does not fit"), False),
    )
    name = forms.SlugField(
        label=pgettext_lazy("thing", "Name"),
        help_text=_("Small Latin letters, digits and _."),
        max_length=40,
    )
    type = forms.ChoiceField(label=_("Type"), choices=QuestionType.choices)
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    choices = forms.CharField(
        label=_("Choices"),
        help_text=_("A line each: code | Română | English | Русский | Українська"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea({"rows": 6}),
    )
    relevant = forms.CharField(
        label=_("Asked only if"),
        help_text=_("For example ${work} = 'a' or selected(${needs}, 'b')"),
        required=False,
        max_length=500,
    )
    constraint = forms.CharField(
        label=_("The answer fits if"),
        help_text=_("For example . <= 24"),
        required=False,
        max_length=500,
    )
    field_order = ["name", "type", *(f"labels_{code}" for code in LANGUAGES), "choices", "required"]

    @staticmethod
    def initial_of(question: Content) -> dict[str, Any]:
        lines = [
            f" {CHOICE_LINE} ".join([c["code"], *(c["labels"].get(code, "") for code in LANGUAGES)])
            for c in question["choices"]
        ]
        plain = {k: question[k] for k in ("name", "type", "required", "relevant", "constraint")}
        spread = (_spread(part, question[part]) for part in ("labels", "hints", "messages"))
        found: dict[str, Any] = {**plain, "choices": "\n".join(lines)}
        for labels in spread:
            found.update(labels)
        return found

    def content(self) -> Content:
        values = self.cleaned_data
        choices = []
        for line in values["choices"].splitlines():
            code, *labels = (part.strip() for part in line.split(CHOICE_LINE))
            if code or any(labels):
                words = dict(zip(LANGUAGES, [*labels, *[""] * 4], strict=False))
                choices.append({"code": code, "labels": words})
        plain = {k: values[k] for k in ("name", "type", "required", "relevant", "constraint")}
        words_of = {part: _words(values, part) for part in ("labels", "hints", "messages")}
        return {**plain, **words_of, "choices": choices}


class AgencyFields(forms.Form):
    """Whose own words."""

    agency = forms.ModelChoiceField(
        label=_("Agency"),
        queryset=Agency.objects.filter(active=True).order_by("name"),
    )


class FileField(forms.Form):
    """One file, read whole; `most` bounds its size in bytes."""

    file = forms.FileField(label=_("File"), allow_empty_file=True)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, most: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.most = most

    def clean_file(self) -> bytes:
        file: Any = self.cleaned_data["file"]
        if file.size is None or file.size > self.most:
            raise forms.ValidationError(_("The file is too large."))
        return bytes(file.read())


class PublishFields(forms.Form):
    """From which day a draft holds."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    valid_from = forms.DateField(
        label=_("In force from"), initial=timezone.localdate, widget=DateInput
    )
