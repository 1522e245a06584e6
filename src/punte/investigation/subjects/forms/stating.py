"""Forms by which people state: what kind it is, its values, how they are graded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.investigation.subjects.catalogue import SCHEMATA
from punte.investigation.subjects.exhibits import Named
from punte.investigation.subjects.models import Source
from punte.investigation.subjects.schema import SELECTORS, Prop, Schema
from punte.investigation.subjects.stated import Stated
from punte.investigation.subjects.values import LONGEST
from punte.investigation.subjects.words import Handling, InfoGrade, SourceGrade
from punte.ui.forms import DateInput, MomentField, MomentInput, long_text

_BEFORE: Final = "p_"
_LINES: Final = SELECTORS | {"name", "place", "country", "language"}
GENDERS: Final = (
    ("", ""),
    ("female", pgettext_lazy("person", "female")),
    ("male", pgettext_lazy("person", "male")),
    ("other", pgettext_lazy("person", "other")),
)
AS_SOURCE: Final = ("", _("As the source"))


class SourceChoice(forms.ModelChoiceField[Source]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} · {obj.mark}"


def field_of(prop: Prop) -> forms.Field:
    """How a property is asked for."""
    label: Any = prop.label
    if prop.type in _LINES:
        return forms.CharField(
            label=label,
            required=False,
            max_length=20_000,
            widget=forms.Textarea({"rows": 1, "autocomplete": "off"}),
        )
    if prop.type == "gender":
        return forms.ChoiceField(label=label, choices=GENDERS, required=False)
    if prop.key in ("notes", "summary", "text"):
        return long_text(label, required=False, rows=3, most=LONGEST)
    kind = {"date": "date", "moment": "datetime-local"}.get(prop.type, "text")
    widget = forms.TextInput({"type": kind, "autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget)


class SourcedForm(forms.Form):
    """What stands under a source."""

    source = SourceChoice(label=_("Source"), queryset=Source.objects.none())

    def __init__(self, *args: Any, sources: QuerySet[Source], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]


class StatedForm(SourcedForm):
    """Values of the properties of one schema; several of one, where it may have several, stand one
    a line.
    """

    valid_from = forms.DateField(label=_("Holds from"), widget=DateInput, required=False)
    valid_to = forms.DateField(label=_("Holds until"), widget=DateInput, required=False)
    seen_at = MomentField(
        label=_("Seen at"),
        widget=MomentInput(),
        required=False,
    )
    source_grade = forms.ChoiceField(
        label=_("Grade of the source, here"),
        choices=[AS_SOURCE, *SourceGrade.choices],
        required=False,
    )
    info_grade = forms.ChoiceField(
        label=_("Grade of the information, here"),
        choices=[AS_SOURCE, *InfoGrade.choices],
        required=False,
    )
    handling = forms.ChoiceField(
        label=_("Handling, here"), choices=[AS_SOURCE, *Handling.choices], required=False
    )

    def __init__(self, *args: Any, schema: Schema, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.schema = schema
        self.fields |= {_BEFORE + prop.key: field_of(prop) for prop in schema.props}

    def asked(self) -> Iterator[forms.BoundField]:
        """The properties' own fields, for the template."""
        yield from (self[_BEFORE + prop.key] for prop in self.schema.props)

    def graded(self) -> Iterator[forms.BoundField]:
        """What holds for all values that are written now."""
        for name in ("source_grade", "info_grade", "handling", "valid_from", "valid_to", "seen_at"):
            yield self[name]

    def stated(self) -> list[Stated]:
        """What was written, one for each value."""
        values = self.cleaned_data
        same = {field.name: values[field.name] for field in self.graded()}
        return [
            Stated(prop.key, text, **same)
            for prop in self.schema.props
            for text in _texts(prop, values[_BEFORE + prop.key])
        ]


def _texts(prop: Prop, written: str) -> list[str]:
    lines = written.splitlines() if prop.type in _LINES else [written]
    return [line for line in lines if line.strip()]


class LinkForm(StatedForm):
    """A link of one kind with something else: which, in which direction, and what is said of it."""

    way = forms.ChoiceField(label=_("Direction"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("The other end"),
        required=False,
        max_length=200,
        help_text=_("A number, plate, account or name, as far as it is known."),
    )
    other = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, schema: Schema, here: object, **kwargs: Any):
        super().__init__(*args, schema=schema, **kwargs)
        first, second = schema.ends
        self.fields["way"].choices = [  # type: ignore[attr-defined]
            ("forth", f"{first}: {here}"),
            ("back", f"{second}: {here}"),
        ]
        self.fields["way"].initial = "forth"

    def clean_other(self) -> UUID:
        """The end that was chosen, of those that a search found."""
        other: UUID | None = self.cleaned_data.get("other")
        if other is None:
            raise ValidationError(_("Search for the other end, and choose it."))
        return other


class SeveralForm(SourcedForm):
    """Many things of one kind, one a line."""

    schema = forms.ChoiceField(label=_("Kind"))
    lines = forms.CharField(
        label=_("One a line"),
        help_text=_("Phone numbers, plates, accounts, names: whatever names such a thing."),
        max_length=100_000,
        widget=forms.Textarea({"rows": 10, "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["schema"].choices = [  # type: ignore[attr-defined]
            (key, schema.plural) for key, schema in SCHEMATA.items() if not schema.is_link
        ]
        self.fields["schema"].initial = "Phone"


class WithdrawForm(forms.Form):
    """Why something that was stated is taken back."""

    reason = long_text(_("Why it is withdrawn"), rows=3, most=500)


class ExhibitForm(SourcedForm):
    """Which exhibit a thing is, by which source."""

    exhibit = forms.ChoiceField(label=_("Exhibit"))

    def __init__(self, *args: Any, exhibits: Iterable[Named], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["exhibit"].choices = [  # type: ignore[attr-defined]
            (str(one.id), one.words) for one in exhibits
        ]
