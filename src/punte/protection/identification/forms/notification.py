"""Notifying, one thing a page; the quick form for a border; the filters of the two lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.core.agencies.door import Agency
from punte.protection.identification import rules
from punte.protection.identification.models import Notification
from punte.protection.identification.models.words import Channel, NamePlace, RedFlag
from punte.protection.identification.queries.notification import (
    default_unit,
    known_districts,
    receiving_units,
)
from punte.protection.persons.door import AgeBand, Sex, country_choices, language_choices

ANY = [("", _("Any"))]
SAFE = [
    ("yes", _("Yes, one may call or write")),
    ("no", _("No, never")),
    ("way", _("Only in a certain way")),
    ("", _("Not known")),
]
SAFE_WORDS = dict(SAFE)


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A coordination unit, with its country."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=receiving_units(), empty_label=None, **kwargs)

    def label_from_instance(self, unit: Any) -> str:
        return f"{unit.name} ({unit.jurisdiction.name})"


class StepForm(forms.Form):
    """One page of the notification. `so_far` holds the cleaned answers of the pages before."""

    title: Any = ""
    lead: Any = ""

    def __init__(self, *args: Any, viewer: Viewer, so_far: dict[str, Any], **kwargs: Any) -> None:
        self.viewer, self.so_far = viewer, so_far
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the viewer and to what was said before."""


class WhereForm(StepForm):
    title = _("How did you learn of this person?")

    channel = forms.ChoiceField(label=_("Where"), choices=Channel.choices, widget=forms.RadioSelect)
    from_country = forms.ChoiceField(
        label=_("From which country, when it comes from abroad"),
        choices=lambda: country_choices(_("Not from abroad")),
        required=False,
    )
    place = forms.CharField(
        label=_("Place"),
        help_text=_("A crossing, a town or a district; not an address of someone."),
        max_length=120,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("channel") == Channel.ABROAD and not cleaned.get("from_country"):
            self.add_error("from_country", _("Say from which country this comes."))
        return cleaned


class SignsForm(StepForm):
    title = _("What did you notice?")

    red_flags = forms.MultipleChoiceField(
        label=_("Signs"),
        choices=RedFlag.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    urgent = forms.BooleanField(
        label=_("The person is in danger now"),
        help_text=_("The unit is called at once. When life is in danger, call 112 first."),
        required=False,
    )
    note = forms.CharField(
        label=_("What else should the unit know?"),
        help_text=_("Do not write names or phone numbers here."),
        widget=forms.Textarea({"rows": 4}),
        max_length=4000,
        required=False,
    )


class PersonForm(StepForm):
    title = _("What do you know of the person?")
    lead = _("Leave open what you do not know. Someone whose age is not known counts as a child.")

    age_band = forms.ChoiceField(label=_("Age"), choices=AgeBand.choices, widget=forms.RadioSelect)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, widget=forms.RadioSelect)
    nationality = forms.ChoiceField(label=_("Nationality"), choices=country_choices, required=False)
    found_in = forms.ChoiceField(
        label=_("Country where the person is"), choices=country_choices, required=False
    )
    district = forms.ChoiceField(label=_("District"), required=False)

    def prepare(self) -> None:
        names = known_districts(self.viewer.jurisdiction)
        self.fields["district"] = forms.ChoiceField(
            label=_("District"),
            choices=[("", _("Not known")), *((name, name) for name in names)],
            required=False,
        )
        self.fields["found_in"].initial = self.viewer.jurisdiction


class ContactForm(StepForm):
    title = _("How can one talk with the person safely?")

    language = forms.ChoiceField(
        label=_("Language the person speaks best"),
        help_text=_("The unit brings an interpreter when one is needed."),
        choices=language_choices,
        required=False,
    )
    safe = forms.ChoiceField(
        label=_("Is it safe to call or write to the person?"),
        choices=SAFE,
        widget=forms.RadioSelect,
        required=False,
    )
    safe_way = forms.CharField(
        label=_("In which way, at what time?"),
        help_text=_("For example: in the morning only. Do not write the number here."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("safe") == "way" and not cleaned.get("safe_way"):
            self.add_error("safe_way", _("Say in which way it is safe."))
        return cleaned


class NamingForm(StepForm):
    title = _("May the unit know who the person is?")

    name_place = forms.ChoiceField(
        label=_("Name"), choices=NamePlace.choices, widget=forms.RadioSelect
    )

    def prepare(self) -> None:
        if rules.may_decline_name(self.so_far.get("age_band", AgeBand.UNKNOWN)):
            self.lead = _("An adult may decline. You must still notify, but without the name.")
            return
        self.lead = _("A child, or someone whose age is not known, is notified without asking.")
        self.fields["name_place"] = forms.ChoiceField(
            label=_("Name"),
            choices=[pair for pair in NamePlace.choices if pair[0] != NamePlace.DECLINED],
            widget=forms.RadioSelect,
        )


class UnitForm(StepForm):
    title = _("Who should take this up?")

    to_agency = UnitField(label=_("Coordination unit"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        unit = default_unit(self.viewer, self.so_far.get("district", ""))
        self.fields["to_agency"].initial = unit.pk if unit else None


class IdentityForm(forms.Form):
    """Who the person is. It is sent together with the confirmation and kept nowhere before."""

    given_name = forms.CharField(label=_("Given name"), max_length=200, required=False)
    family_name = forms.CharField(label=_("Family name"), max_length=200, required=False)
    birth_date = forms.CharField(
        label=_("Date of birth"),
        help_text=_("For example 5 3 1990, or only the year."),
        max_length=40,
        required=False,
    )
    document = forms.CharField(label=_("Identity document"), max_length=200, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not (cleaned.get("given_name") or cleaned.get("family_name")):
            self.add_error("given_name", _("Give at least one name."))
        return cleaned


class QuickForm(forms.Form):
    """A minute at a crossing: one page, large targets."""

    hide_optional = True

    red_flags = SignsForm.base_fields["red_flags"]
    urgent = SignsForm.base_fields["urgent"]
    age_band = PersonForm.base_fields["age_band"]
    sex = PersonForm.base_fields["sex"]
    language = ContactForm.base_fields["language"]
    name_place = forms.ChoiceField(
        label=_("Name"),
        choices=NamePlace.choices,
        initial=NamePlace.NOT_KNOWN,
        widget=forms.RadioSelect,
    )
    given_name = IdentityForm.base_fields["given_name"]
    family_name = IdentityForm.base_fields["family_name"]
    place = WhereForm.base_fields["place"]
    to_agency = UnitField(label=_("Coordination unit"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        names = [cleaned.get("given_name"), cleaned.get("family_name")]
        naming = cleaned.get("name_place", "")
        if rules.keeps_name(naming) and not any(names):
            self.add_error("given_name", _("Give at least one name."))
        if naming and not rules.keeps_name(naming) and any(names):
            self.add_error("name_place", _("Without a name, the name fields stay empty."))
        age = cleaned.get("age_band", AgeBand.UNKNOWN)
        if naming == NamePlace.DECLINED and not rules.may_decline_name(age):
            self.add_error("name_place", _("Only an adult may decline to be named."))
        return cleaned


class NotificationFilter(forms.Form):
    """Filters of inbox and outbox; a pseudonym may be typed, a name may not."""

    hide_optional = True

    code = forms.CharField(label=_("Pseudonym or its number"), required=False, max_length=40)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            *ANY,
            (Notification.State.SENT.value, _("Waiting")),
            (Notification.State.TAKEN_UP.value, _("Taken up")),
        ],
        required=False,
    )
    channel = forms.ChoiceField(
        label=_("How it came"), choices=[*ANY, *Channel.choices], required=False
    )
    country = forms.ChoiceField(
        label=_("From abroad"), choices=lambda: country_choices(_("Any")), required=False
    )
    urgent = forms.BooleanField(label=_("Only urgent"), required=False)


def sign_values(cleaned: dict[str, Any]) -> dict[str, Any]:
    """Cleaned answers of all pages as the values of a `FirstSign`, identity left out."""
    values = {name: value for name, value in cleaned.items() if name not in {"safe", "safe_way"}}
    safe = cleaned.get("safe", "")
    values["safe_contact"] = cleaned.get("safe_way", "") if safe == "way" else safe
    unit: Agency = cleaned["to_agency"]
    return {**values, "to_agency": unit}


def safe_words(safe_contact: str) -> str:
    """What a notification says of safe contact, in words."""
    return str(SAFE_WORDS.get(safe_contact, safe_contact))
