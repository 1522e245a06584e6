"""What people change about themselves; never their rights."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.agencies.models import Account
from punte.core.errors import Invalid
from punte.core.ledger.door import record


@transaction.atomic
def save_profile(*, by: Viewer, name: str, language: str, theme: str) -> Account:
    """Change one's own name, language and light or dark."""
    account = Account.objects.select_for_update().get(pk=by.account_id)
    changed = [
        field
        for field, value in (("name", name), ("language", language), ("theme", theme))
        if getattr(account, field) != value
    ]
    account.name, account.theme = name, theme
    choose_language(account, language)
    account.save(update_fields=["name", "language", "theme"])
    record(action="people.profile", by=by, detail={"changed": changed})
    return account


def choose_language(account: Account, language: str) -> None:
    """Set the language of an account that the caller saves; Invalid for one that is not offered."""
    if language not in dict(settings.LANGUAGES):
        raise Invalid(_("Punte does not speak this language."))
    account.language = language
