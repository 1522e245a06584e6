"""What lists of subjects ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from punte.investigation.subjects.catalogue import SCHEMATA
from punte.investigation.subjects.forms.stating import SourceChoice
from punte.investigation.subjects.models import Source
from punte.investigation.subjects.words import Handling, InfoGrade, SourceGrade

ALL = ("", _("All"))
GRADES = [f"{source}{info}" for source in SourceGrade.values for info in InfoGrade.values]


class ThingFilter(forms.Form):
    """Which things of a case."""

    schema = forms.ChoiceField(label=_("Kind"), required=False)
    source = SourceChoice(label=_("Source"), queryset=Source.objects.none(), required=False)
    grade = forms.ChoiceField(
        label=_("Grade at least"), choices=[ALL, *((g, g) for g in GRADES)], required=False
    )
    handling = forms.ChoiceField(
        label=_("Handling"), choices=[ALL, *((h, h) for h in Handling.values)], required=False
    )

    def __init__(self, *args: Any, sources: QuerySet[Source], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]
        self.fields["schema"].choices = [  # type: ignore[attr-defined]
            ALL,
            *((key, s.plural) for key, s in SCHEMATA.items() if not s.is_link),
        ]
