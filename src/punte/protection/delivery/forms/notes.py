"""Writing, correcting and choosing notes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.protection.delivery.actions.notes import MOST
from punte.protection.delivery.forms.fields import ANY, NO_NAMES, class_field, note_classes


class NoteText(forms.Form):
    """The text of a note."""

    text = forms.CharField(
        label=_("Note"),
        help_text=NO_NAMES,
        max_length=MOST,
        widget=forms.Textarea({"rows": 8}),
    )


class NewNote(NoteText):
    """A text, and who may see it."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["data_class"] = class_field(
            viewer, _("Health belongs under medical, courts and claims under legal.")
        )


class NoteFilter(forms.Form):
    """Notes of which class."""

    hide_optional = True
    show = forms.ChoiceField(label=_("Class"), required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["show"].choices = [ANY, *note_classes(viewer)]  # type: ignore[attr-defined]

    def chosen(self) -> str:
        """The class, or empty for all; what is no class counts as none."""
        return str(self.cleaned_data["show"]) if self.is_valid() else ""
