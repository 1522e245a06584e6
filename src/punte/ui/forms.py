"""How forms are drawn: Django's forms with our templates, on GOV.UK patterns.

Settings name the renderer: `FORM_RENDERER = "punte.ui.forms.PunteRenderer"`. Then `{{ form }}`
or `{% form_fields form %}` shows the error summary and every field with label, hint and error.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _


class PunteRenderer(DjangoTemplates):
    """Draws whole forms and single fields with the templates in `ui/forms/`."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Draw one piece. Lists to choose from are drawn here, as they have up to a hundred
        options and each would be two templates of its own.
        """
        if template_name == forms.Select.template_name:
            return draw_select(context["widget"])
        return super().render(template_name, context, request)


def draw_select(widget: Mapping[str, Any]) -> SafeString:
    """A `select` as Django's own template draws it, from the context of its widget."""
    groups = [
        format_html('<optgroup label="{}">{}</optgroup>', name, draw_options(options))
        if name
        else draw_options(options)
        for name, options, _index in widget["optgroups"]
    ]
    attrs = flatatt(widget["attrs"])
    return format_html(
        '<select name="{}"{}>{}</select>', widget["name"], attrs, SafeString("".join(groups))
    )


def draw_options(options: Iterable[Mapping[str, Any]]) -> SafeString:
    return format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        ((option["value"], flatatt(option["attrs"]), option["label"]) for option in options),
    )


class DateInput(forms.DateInput):
    """The browser's own date control."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateParts(forms.MultiWidget):
    """Day, month and year as three fields, for dates one knows by heart (a birth, a document).

    Use it on a `DateField` with `input_formats=["%Y-%m-%d"]`, or take `DatePartsField`.
    """

    template_name = "ui/forms/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        digits = {"inputmode": "numeric", "autocomplete": "off"}
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput({**digits, "maxlength": 2}),
            "month": forms.TextInput({**digits, "maxlength": 2}),
            "year": forms.TextInput({**digits, "maxlength": 4}),
        }
        super().__init__(parts, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Split a date, or the text a person typed, into day, month, year."""
        if not value:
            return [None, None, None]
        if hasattr(value, "year"):
            return [value.day, value.month, value.year]
        pieces = [*str(value).split("-"), "", ""][:3]
        return pieces[::-1]

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Any:
        """Join the three fields to `year-month-day`; None when all are empty."""
        day, month, year = (
            str(part or "").strip() for part in super().value_from_datadict(data, files, name)
        )
        if not (day or month or year):
            return None
        return f"{year}-{month}-{day}"

    def id_for_label(self, id_: str) -> str:
        """Return the day's id, so that an error summary leads to the first field."""
        return f"{id_}_0"


class DatePartsField(forms.DateField):
    """A date asked as day, month, year; the year has four digits."""

    widget = DateParts
    default_error_messages = {
        "invalid": _("Enter a real date, with day, month and a year of four digits.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)

    def to_python(self, value: Any) -> Any:
        """Read the joined text; a year below 1000 is a slip of the finger."""
        found = super().to_python(value)
        if found is not None and found.year < 1000:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class ReasonForm(forms.Form):
    """One question: why? For the reason dialog and every act that must say its reason."""

    reason = forms.CharField(
        label=_("Why do you do this?"),
        help_text=_("Others will read this later. Do not write names or contact details."),
        min_length=5,
        max_length=1000,
        strip=True,
        widget=forms.Textarea({"rows": 3}),
    )


class MomentInput(forms.DateTimeInput):
    """The browser's own control for a day and a time, to the minute or to the second."""

    input_type = "datetime-local"

    def __init__(self, *, seconds: bool = False) -> None:
        if seconds:
            super().__init__({"step": "1"}, format="%Y-%m-%dT%H:%M:%S")
        else:
            super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A day and a time; `to_python` refuses years in which no reckoning with zones is possible."""

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        if found is not None and not 1000 <= found.year <= 9000:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found


def day(label: Any, **more: Any) -> forms.DateField:
    """A field for a day."""
    return forms.DateField(label=label, widget=DateInput, **more)


def moment(label: Any, *, seconds: bool = False, **more: Any) -> MomentField:
    """A field for a day and a time, by the reader's clock."""
    return MomentField(label=label, widget=MomentInput(seconds=seconds), **more)


class VersionField(forms.IntegerField):
    """What the form was made from, so that an older one is refused."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(min_value=0, max_value=2_000_000_000)


def long_text(
    label: Any, *, required: bool = True, rows: int = 4, most: int = 4000, help_text: Any = ""
) -> forms.CharField:
    """A field for sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=most,
        widget=forms.Textarea({"rows": rows}),
    )


class SureForm(forms.Form):
    """A question that is answered by sending it."""

    version = VersionField()
