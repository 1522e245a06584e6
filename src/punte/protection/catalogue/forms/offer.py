"""The whole offer, and the few fields of it that change from day to day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.core.agencies.door import Desk, Service
from punte.protection.catalogue.actions import Offered
from punte.protection.catalogue.forms.fields import WeekForm, count_field, week_initial
from punte.protection.catalogue.models import Offer
from punte.protection.catalogue.models.words import Circumstance
from punte.protection.catalogue.places import place_choices
from punte.protection.persons.door import Sex, language_choices
from punte.ui.forms import DateInput

SERVICES = [choice for choice in Service.choices if choice[0] != Service.COORDINATION]
SEXES = [choice for choice in Sex.choices if choice[0] != Sex.UNKNOWN]
WHEELCHAIR = [("", _("Not said")), ("yes", _("Yes")), ("no", _("No"))]
BOOLEANS = {"yes": True, "no": False}
PLAIN = (
    "service", "place", "latitude", "longitude", "capacity", "free_places", "waiting_days",
    "languages", "sexes", "takes_adults", "takes_children", "takes_families", "excludes",
    "valid_from", "valid_until", "note",
)  # fmt: skip


class DeskField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Desks of one's own agency."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class OfferForm(WeekForm):
    """An offer of one's own agency."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2_000_000_000
    )
    desk = DeskField(label=_("Desk"), queryset=Desk.objects.none(), empty_label=None)
    service = forms.ChoiceField(label=_("Service"), choices=SERVICES)
    place = forms.ChoiceField(
        label=_("County or district"),
        required=False,
        help_text=_("Never an address; of a shelter the county alone is shown."),
    )
    capacity = count_field(_("Places in all"))
    free_places = count_field(_("Free places now"), _("Empty means: not said."))
    waiting_days = count_field(_("Days of waiting"), _("0 means that one can come today."))
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        required=False,
        choices=language_choices()[1:],
        widget=forms.CheckboxSelectMultiple,
    )
    sexes = forms.MultipleChoiceField(
        label=_("Only for"),
        help_text=_("Empty means: for everyone."),
        required=False,
        choices=SEXES,
        widget=forms.CheckboxSelectMultiple,
    )
    takes_adults = forms.BooleanField(label=_("Takes adults"), required=False, initial=True)
    takes_children = forms.BooleanField(label=_("Takes children"), required=False)
    takes_families = forms.BooleanField(
        label=_("Takes parents with their children"), required=False
    )
    wheelchair = forms.ChoiceField(
        label=_("Does a wheelchair get in?"), required=False, choices=WHEELCHAIR
    )
    excludes = forms.MultipleChoiceField(
        label=_("Who cannot be taken"),
        required=False,
        choices=Circumstance.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    valid_from = forms.DateField(label=_("Offered from"), required=False, widget=DateInput)
    valid_until = forms.DateField(label=_("Offered until"), required=False, widget=DateInput)
    latitude = forms.DecimalField(
        label=_("Latitude"),
        required=False,
        max_digits=7,
        decimal_places=4,
        min_value=-90,
        max_value=90,
        help_text=_("Only where the place is public: a hospital, an office. Never a shelter."),
    )
    longitude = forms.DecimalField(
        label=_("Longitude"),
        required=False,
        max_digits=7,
        decimal_places=4,
        min_value=-180,
        max_value=180,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("What others should know. No names, no addresses."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any):
        super().__init__(*args, **kwargs)
        own = Desk.objects.filter(agency=viewer.agency_id).order_by("name")
        self.fields["desk"].queryset = own  # type: ignore[attr-defined]
        whole = ("", _("The whole country"))
        self.fields["place"].choices = [whole, *place_choices(viewer.jurisdiction)]  # type: ignore[attr-defined]

    def offered(self) -> Offered:
        """What was said, for the action."""
        values = {name: self.cleaned_data[name] for name in PLAIN}
        wheelchair = BOOLEANS.get(self.cleaned_data["wheelchair"])
        return Offered(**values, wheelchair=wheelchair, hours=self.week())


def offer_initial(row: Offer) -> dict[str, Any]:
    """Initial values of the form for an offer that is there."""
    said = {None: "", True: "yes", False: "no"}
    return {
        **{name: getattr(row, name) for name in PLAIN},
        **week_initial(row.hours),
        "desk": row.desk_id,
        "version": row.version,
        "wheelchair": said[row.wheelchair],
    }


class QuickForm(WeekForm):
    """What changes from day to day, one line an offer."""

    hide_optional = True
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    free_places = count_field(_("Free places"))
    waiting_days = count_field(_("Days of waiting"))

    def __init__(self, *args: Any, row: Offer, **kwargs: Any):
        self.row = row
        initial = {
            "version": row.version,
            "free_places": row.free_places,
            "waiting_days": row.waiting_days,
            **week_initial(row.hours),
        }
        super().__init__(*args, initial=initial, prefix=f"o{row.pk}", **kwargs)
