"""Pieces that the forms of this room share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from punte.investigation.authorisations.measures import Identifier
from punte.ui.forms import DateParts, MomentInput
from punte.ui.forms import MomentField as AnyMoment

ROWS = 5
# A person of the case is chosen from a list, not typed.
TYPED = [pair for pair in Identifier.choices if pair[0] != Identifier.PERSON]


class MomentField(AnyMoment):
    """A day and a minute by the clocks of the country whose law it is.

    `zone` is set by the form. An hour that the change of clocks leaves out or gives twice is
    refused with words.
    """

    zone = "UTC"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=MomentInput(), **kwargs)

    def to_python(self, value: Any) -> Any:
        with timezone.override(ZoneInfo(self.zone)):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        with timezone.override(ZoneInfo(self.zone)):
            return super().prepare_value(value)


class ByTheClocksOf(forms.Form):
    """A form whose moments are of one country; `zone` is its time zone. subjects: of the case."""

    def __init__(
        self, *args: Any, zone: str, subjects: Iterable[tuple[UUID, str]] = (), **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        if "entity" in self.fields:
            none: Any = ("", _("none in the case"))
            self.fields["entity"].choices = [none, *subjects]  # type: ignore[attr-defined]
        for field in self.fields.values():
            if isinstance(field, MomentField):
                field.zone = zone
                field.help_text = _("By the clocks of %(zone)s.") % {"zone": zone}


class IdentifierRows(DateParts):
    """Rows of kind and text. The value is a list of pairs; rows without text are left out."""

    template_name = "authorisations/identifiers.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts: dict[str, forms.Widget | type[forms.Widget]] = {}
        for row in range(ROWS):
            parts[f"kind{row}"] = forms.Select({"aria-label": _("Kind")}, TYPED)
            parts[f"text{row}"] = forms.TextInput(
                {"aria-label": _("Identifier"), "maxlength": 200, "autocomplete": "off"}
            )
        forms.MultiWidget.__init__(self, parts, attrs)

    def decompress(self, value: Any) -> list[Any]:
        flat = [part for pair in (value or ())[:ROWS] for part in pair]
        return flat + ["", ""] * (ROWS - len(flat) // 2)

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Any:
        flat = forms.MultiWidget.value_from_datadict(self, data, files, name)
        pairs = zip(flat[::2], flat[1::2], strict=True)
        return [(kind or "", text.strip()) for kind, text in pairs if text and text.strip()]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        # A list that came from the form is one of pairs, not yet of the parts.
        flat = self.decompress(value) if value and isinstance(value[0], tuple | list) else value
        context = super().get_context(name, flat, attrs)
        parts = context["widget"]["subwidgets"]
        context["widget"]["rows"] = list(zip(parts[::2], parts[1::2], strict=True))
        return context


class IdentifiersField(forms.Field):
    """By what the target is named: at least one row."""

    widget = IdentifierRows
    default_error_messages = {"required": _("Name at least one identifier.")}


class SubjectField(forms.TypedChoiceField):
    """A person or group of the case as the target; the form fills its choices."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Subject of the case"),
            help_text=_("If the target is one: product may then be known by the person too."),
            required=False,
            coerce=UUID,
            empty_value=None,
        )


class PaperField(forms.FileField):
    """A scanned order: a PDF or a picture of it."""

    def __init__(self, **kwargs: Any) -> None:
        given = {"label": _("Scanned document"), "help_text": _("PDF, PNG or JPEG."), **kwargs}
        super().__init__(**given)
