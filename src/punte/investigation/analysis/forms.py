"""What pictures of time are asked for. Addresses hold keys and codes, never names."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from punte.investigation.analysis.queries.happenings import OF_ENDS, OF_LINK, Wanted
from punte.investigation.subjects.door import SCHEMATA, Handling, InfoGrade, SourceGrade
from punte.ui.forms import DateInput

TIMED = tuple(
    key
    for key, schema in SCHEMATA.items()
    if any(prop.key in {"startDate", "date", "publishedAt", "seenAt"} for prop in schema.props)
)
ANY = [("", _("any"))]


class TimeFilter(forms.Form):
    """Span, kind and grades; what clicks on bars and cells add is hidden in it."""

    hide_optional = True
    schema = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=lambda: [*ANY, *((key, SCHEMATA[key].plural) for key in TIMED)],
    )
    since = forms.DateField(label=_("From day"), required=False, widget=DateInput)
    until = forms.DateField(label=_("Until day"), required=False, widget=DateInput)
    source = forms.ChoiceField(
        label=_("Source at least"), required=False, choices=[*ANY, *SourceGrade.choices]
    )
    info = forms.ChoiceField(
        label=_("Information at least"), required=False, choices=[*ANY, *InfoGrade.choices]
    )
    handling = forms.ChoiceField(
        label=_("Handling at most"), required=False, choices=[*ANY, *Handling.choices]
    )
    hour = forms.IntegerField(required=False, min_value=0, max_value=23, widget=forms.HiddenInput)
    weekday = forms.IntegerField(required=False, min_value=1, max_value=7, widget=forms.HiddenInput)
    grade = forms.RegexField("^[ABCX][1-4]$", required=False, widget=forms.HiddenInput)
    code = forms.RegexField("^H[0-3]$", required=False, widget=forms.HiddenInput)
    box = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    stated_by = forms.UUIDField(required=False, widget=forms.HiddenInput)
    entity = forms.CharField(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        for prop in (*OF_LINK, *OF_ENDS):
            self.fields[prop] = forms.CharField(
                required=False, max_length=200, widget=forms.HiddenInput
            )

    def clean_entity(self) -> tuple[UUID, ...]:
        """The keys of the entities asked for; what is no key asks for nothing that there is."""
        data = self.data
        texts = data.getlist("entity") if isinstance(data, QueryDict) else []
        return tuple(dict.fromkeys(_key(text) for text in texts[:50]))

    def wanted(self) -> Wanted:
        if not self.is_valid():
            return Wanted()
        values: dict[str, Any] = self.cleaned_data
        props = tuple((key, values[key]) for key in (*OF_LINK, *OF_ENDS) if values[key])
        return Wanted(
            entities=values["entity"],
            schemata=(values["schema"],) if values["schema"] else (),
            since=values["since"],
            until=values["until"],
            hour=values["hour"],
            weekday=values["weekday"],
            source=values["source"],
            info=values["info"],
            handling=values["handling"],
            grade=values["grade"],
            code=values["code"],
            stated_by=values["stated_by"],
            props=props,
        )


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
