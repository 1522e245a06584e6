"""Keeping a document, and putting a newer one in its place."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.protection.delivery.actions.papers import MOST_BYTES, Upload
from punte.protection.delivery.forms.fields import ANY
from punte.protection.delivery.lists import kept_kinds, paper_kinds
from punte.ui.forms import DatePartsField


class VersionOfPaper(forms.Form):
    """The file, and until when it is good."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_("PDF, picture, text document or sheet; at most 20 MB."),
        error_messages={"empty": _("The file is empty. Choose another one.")},
    )
    label = forms.CharField(
        label=_("What is it, in a few words?"),
        help_text=_("No names and no numbers: those belong to the identity."),
        max_length=120,
        required=False,
    )
    expires_on = DatePartsField(label=_("Good until"), required=False)

    def clean_upload(self) -> Any:
        upload = self.cleaned_data["upload"]
        if (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large: at most 20 MB."))
        return upload

    def sent(self) -> Upload:
        """What the action takes."""
        upload = self.cleaned_data["upload"]
        return Upload(upload.name, upload.size, upload.chunks())


class NewPaper(VersionOfPaper):
    """A first version, of a kind."""

    kind = forms.ChoiceField(label=_("What kind of document?"))
    field_order = ["kind"]

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = paper_kinds(viewer)  # type: ignore[attr-defined]


class PaperFilter(forms.Form):
    """Which kind; and whether older versions too."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    old = forms.BooleanField(label=_("Older versions too"), required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [ANY, *kept_kinds(viewer)]  # type: ignore[attr-defined]
