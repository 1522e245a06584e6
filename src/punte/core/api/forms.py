"""The form by which a program gets its token."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import PURPOSES, ROLES, WORDS, Permission, Purpose
from punte.core.agencies.door import Desk

# Programs work on records; what people do to themselves or to colleagues is not for them.
NOT_FOR_PROGRAMS = frozenset(
    {
        Permission.SIGNED_IN,
        Permission.MANAGE_PEOPLE,
        Permission.MANAGE_AGENCY,
        Permission.MANAGE_JURISDICTION,
        Permission.MANAGE_TOKENS,
        Permission.BREAK_GLASS,
        Permission.OPEN_IDENTITY,
        # A second person approves, never a program.
        Permission.APPROVE,
    }
)


class ProgramForm(forms.Form):
    """Name, role, purpose, what it may do, how long."""

    name = forms.CharField(
        label=_("Program"), help_text=_("What it is and who runs it."), max_length=100
    )
    role = forms.ChoiceField(label=_("Role"))
    desks = forms.ModelMultipleChoiceField(
        label=_("Desks"),
        queryset=Desk.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    purpose = forms.ChoiceField(
        label=_("Purpose"),
        help_text=_(
            "What the program may see follows from its purpose too: medical data is for services"
            " alone."
        ),
        choices=[(p.value, PURPOSES[p]) for p in Purpose],
    )
    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        help_text=_("Only what its role may do as well."),
        choices=[(p.value, WORDS[p]) for p in Permission if p not in NOT_FOR_PROGRAMS],
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(
        label=_("Works for how many days"), min_value=1, max_value=365, initial=90
    )

    def __init__(self, *args: Any, agency_id: int, roles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = {p.value for key in roles for p in ROLES[key].permissions}
        self.fields["role"].choices = [(key, ROLES[key].name) for key in roles]  # type: ignore[attr-defined]
        self.fields["desks"].queryset = Desk.objects.filter(agency=agency_id)  # type: ignore[attr-defined]
        scopes: Any = self.fields["scopes"]
        scopes.choices = [(key, words) for key, words in scopes.choices if key in held]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        role, scopes = cleaned.get("role"), cleaned.get("scopes", [])
        if role:
            held = {permission.value for permission in ROLES[role].permissions}
            beyond = [str(WORDS[Permission(key)]) for key in scopes if key not in held]
            if beyond:
                self.add_error(
                    "scopes",
                    gettext("This role may not: %(what)s") % {"what": "; ".join(beyond)},
                )
        return cleaned
