"""Forms of agencies, desks and people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.postgres.forms import SimpleArrayField
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from punte.core.access.door import ROLES
from punte.core.agencies import queries
from punte.core.agencies.models import Account, Agency, AgencyKind, Desk, Membership, Service, Theme

ANY: list[tuple[str, str | Promise]] = [("", _("Any"))]


class DirectoryForm(forms.Form):
    """Search and filters of the directory; everything is optional."""

    hide_optional = True
    q = forms.CharField(label=_("Name or town"), required=False, max_length=80)
    country = forms.ChoiceField(label=_("Country"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*ANY, *AgencyKind.choices])
    service = forms.ChoiceField(
        label=_("Service"), required=False, choices=[*ANY, *Service.choices]
    )
    district = forms.ChoiceField(label=_("District"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _choices(self, "country", [*ANY, *queries.countries()])
        _choices(self, "district", [*ANY, *((d, d) for d in queries.districts())])

    def wanted(self) -> queries.Wanted:
        """What is asked for; a filter that cannot be read is left out."""
        self.is_valid()
        return queries.Wanted(**self.cleaned_data)


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str | Promise]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class AgencyForm(forms.Form):
    """Name and place of an agency."""

    name = forms.CharField(label=pgettext_lazy("thing", "Name"), max_length=160)
    place = forms.CharField(
        label=_("Town"),
        required=False,
        max_length=80,
        help_text=_("Never the address of a shelter; others do not see the town of one."),
    )
    district = forms.CharField(label=_("District"), required=False, max_length=40)


class NewAgencyForm(AgencyForm):
    """An agency to be registered in one's own country."""

    kind = forms.ChoiceField(label=_("Kind"), choices=AgencyKind.choices)
    field_order = ["kind", "name", "place", "district"]


class DeskForm(forms.Form):
    """What a desk is called and what it answers for, where, in which languages."""

    name = forms.CharField(label=pgettext_lazy("thing", "Name"), max_length=120)
    services = forms.MultipleChoiceField(
        label=_("Services it answers for"),
        choices=Service.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    districts = SimpleArrayField(
        forms.CharField(max_length=40),
        label=_("Districts"),
        required=False,
        max_length=60,
        help_text=_("Names with commas between them; empty means everywhere."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        required=False,
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )


class DesksField(forms.ModelMultipleChoiceField[Desk]):
    """Some of the desks of an agency."""

    def __init__(self, agency: Agency):
        super().__init__(
            queryset=agency.desks.filter(open=True),
            label=_("Desks"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Referrals to a desk are seen by the people at it."),
        )

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class RoleForm(forms.Form):
    """A role out of those the viewer may give, and desks of the agency."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, agency: Agency, roles: list[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        _choices(
            self,
            "role",
            [(key, f"{ROLES[key].name}: {ROLES[key].description}") for key in roles],
        )
        desks = DesksField(agency)
        if desks.queryset is not None and desks.queryset.exists():
            self.fields["desks"] = desks

    def desk_ids(self) -> list[int]:
        """Keys of the chosen desks."""
        return [desk.pk for desk in self.cleaned_data.get("desks", ())]


class PersonForm(forms.Form):
    """Whom one invites."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address at work"),
        max_length=254,
        help_text=_("The person signs in with it. Use an address that only they read."),
    )


class InviteForm(PersonForm, RoleForm):
    """Whom one invites, as what."""

    field_order = ["name", "email", "role", "desks"]


class AcceptForm(forms.Form):
    """The password of a new account, twice."""

    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. Three or four words in a row are good and easy."),
    )
    again = forms.CharField(
        label=_("The same once more"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("password") and found.get("again") != found["password"]:
            self.add_error("again", _("The two passwords differ."))
        return found


class LeaveForm(forms.Form):
    """Who takes over what a leaver holds."""

    def __init__(self, *args: Any, heirs: QuerySet[Membership], needed: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if needed:
            self.fields["heir"] = HeirField(queryset=heirs, label=_("Who takes over"))


class CloseDeskForm(forms.Form):
    """Who answers for what waits at a desk that closes."""

    def __init__(self, *args: Any, successors: QuerySet[Desk], needed: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if needed:
            self.fields["successor"] = forms.ModelChoiceField(
                queryset=successors, label=_("Which desk answers for it")
            )


class HeirField(forms.ModelChoiceField[Membership]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.account.name} · {obj.get_role().name}"


class ProfileForm(forms.ModelForm[Account]):
    """What people say about themselves."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        required=False,
        choices=[("", _("As the device")), *Theme.choices],
    )

    class Meta:
        model = Account
        fields = ["name", "language", "theme"]
