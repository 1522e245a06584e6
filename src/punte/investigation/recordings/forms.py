"""Forms of recordings."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.core.files.door import SealedUpload
from punte.investigation.authorisations.door import Identifier, Measure
from punte.investigation.recordings.actions.copying import Cut
from punte.investigation.recordings.actions.planning import Ground, Upload
from punte.investigation.recordings.actions.sealing import PRIVILEGES
from punte.investigation.recordings.rules import read_clock
from punte.investigation.recordings.words import Basis
from punte.ui.forms import MomentField, MomentInput, VersionField

ZONES = ("Europe/Chisinau", "Europe/Bucharest", "Europe/Kyiv", "UTC")
MOST_PLAIN = 96000


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """One or more files; the value is a list of uploads."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        one = super().clean
        files = data if isinstance(data, list | tuple) else [data]
        return [one(file, initial) for file in files] or [one(None, initial)]


class Moment(MomentField):
    """A date and time by some clock, to the second, without a zone."""

    def __init__(self, **kwargs: Any):
        super().__init__(required=False, widget=MomentInput(seconds=True), **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        # By our own zone some hours would not exist that a recorder's clock showed.
        with timezone.override(UTC):
            found = super().to_python(value)
        return found.replace(tzinfo=None) if found else None


class IntakeForm(forms.Form):
    """A recorder's folder: its files, under what, from where, and how its clock went."""

    folder = FilesField(
        allow_empty_file=True,  # it is named among the others, which are taken
        label=_("Files, or a ZIP of the recorder's folder"),
        help_text=_(
            "WAV, BWF, RF64, W64, AIFF, AU, CAF, FLAC, MP3, OGG, GSM, A-law, µ-law; "
            "AMR, AAC and the like where that extra is installed. Originals, as they are."
        ),
    )
    device = forms.CharField(
        label=_("Recorder"), max_length=120, help_text=_("Make, model, number. No names.")
    )
    place = forms.CharField(label=_("Where the files were taken over"), max_length=200)
    measure = forms.ChoiceField(
        label=_("Measure"), required=False,
        choices=[("", _("none: no order is needed")), *Measure.choices],
    )  # fmt: skip
    target_kind = forms.ChoiceField(
        label=_("Target known by"), required=False, choices=[("", "—"), *Identifier.choices]
    )
    target = forms.CharField(
        label=_("Target"), required=False, max_length=200,
        help_text=_("The number, device or place that was recorded, as the order names it."),
    )  # fmt: skip
    basis = forms.ChoiceField(
        label=_("Without a measure: what it rests on"), required=False,
        choices=[("", "—"), *Basis.choices],
    )  # fmt: skip
    basis_text = forms.CharField(
        label=_("In words"), required=False, max_length=300,
        help_text=_("The law, or who handed it in and when."),
    )  # fmt: skip
    zone = forms.ChoiceField(
        label=_("Time zone of the recorder's clock"), choices=[(zone, zone) for zone in ZONES]
    )
    shown_1 = Moment(label=_("First reading: the recorder showed"))
    true_1 = Moment(label=_("… when it truly was"))
    shown_2 = Moment(label=_("Second reading: the recorder showed"))
    true_2 = Moment(label=_("… when it truly was"))
    day_first = forms.BooleanField(
        label=_("Dates in file names begin with the day"), required=False
    )
    start = Moment(label=_("Start, by the recorder's clock, of files that do not tell"))
    raw = forms.ChoiceField(
        label=_("Files without any header hold"), required=False,
        choices=[("", _("there are none")), ("ALAW", "A-law"), ("ULAW", "µ-law"),
                 ("GSM610", "GSM 6.10")],
    )  # fmt: skip
    rate = forms.IntegerField(
        label=_("… at so many samples a second"), required=False, min_value=1000,
        max_value=MOST_PLAIN, initial=8000,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for number in ("1", "2"):
            pair = [values.get(f"{name}_{number}") for name in ("shown", "true")]
            if any(pair) and not all(pair):
                self.add_error(f"true_{number}", _("A reading is two times: shown and true."))
        return values

    def ground(self) -> Ground:
        """The valid form as the action takes it."""
        held = self.cleaned_data
        zone = ZoneInfo(held["zone"])
        pairs = [(held[f"shown_{n}"], held[f"true_{n}"]) for n in (1, 2)]
        return Ground(
            device=held["device"], place=held["place"], zone=held["zone"],
            measure=held["measure"], target_kind=held["target_kind"], target=held["target"],
            basis=held["basis"], basis_text=held["basis_text"],
            clock=[(a.replace(tzinfo=zone), b.replace(tzinfo=zone)) for a, b in pairs if a and b],
            day_first=held["day_first"], raw=held["raw"], rate=held["rate"] or 8000,
            start=held["start"],
        )  # fmt: skip

    def uploads(self) -> list[Upload]:
        """The files as streams."""
        files: list[SealedUpload] = self.cleaned_data["folder"]
        return [Upload(file.name or "", file.size or 0, file.anywhere()) for file in files]


class DecideForm(forms.Form):
    """Take a folder in, or drop it."""

    version = VersionField()
    act = forms.ChoiceField(choices=[("take", ""), ("drop", "")])


class SealForm(forms.Form):
    """Whose talk this is."""

    ground = forms.ChoiceField(
        label=_("Whose talk is it?"),
        choices=[(one.value, one.label) for one in PRIVILEGES],
        widget=forms.RadioSelect,
    )


class PlaceField(forms.CharField):
    """A moment of a recording as the player writes it; the value is seconds."""

    def __init__(self, label: Any):
        super().__init__(label=label, max_length=14, help_text=_("Like 01:23.4"))
        self.widget.attrs |= {"class": "field-short", "inputmode": "decimal"}

    def clean(self, value: Any) -> Any:
        found = read_clock(super().clean(value))
        if found is None:
            raise forms.ValidationError(_("This is no time in a recording. Write it like 01:23.4."))
        return found


class CopyForm(forms.Form):
    """A part of a recording as a working copy."""

    start = PlaceField(pgettext_lazy("moment", "From"))
    end = PlaceField(pgettext_lazy("moment", "To"))
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    normalise = forms.BooleanField(
        label=_("Raise it until the loudest moment is as loud as can be"), required=False
    )
    purpose = forms.CharField(
        label=_("What the copy is for"), max_length=200,
        help_text=_("Stands beside the copy in the exhibit and in its bundle."),
    )  # fmt: skip

    def __init__(self, *args: Any, channels: int, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if channels == 1:
            del self.fields["channel"]
            return
        names = [_("left"), _("right")] if channels == 2 else range(1, channels + 1)
        choices = [("", _("all")), *((str(n), name) for n, name in enumerate(names))]
        self.fields["channel"].choices = choices  # type: ignore[attr-defined]

    def cut(self) -> Cut:
        """The valid form as the action takes it."""
        held = self.cleaned_data
        channel = int(held["channel"]) if held.get("channel") else None
        return Cut(held["start"], held["end"], channel, held["normalise"], held["purpose"])
