"""Who must act on a file: its caseworker, or the agency while it has none."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from punte.core.agencies.door import Account
from punte.protection.assistance.models import AssistanceFile


def responsible_for(file: AssistanceFile) -> int:
    """The audience number that clocks of this file call first."""
    return audience_of(file.caseworker_id) or file.owner


def responsible_for_each(files: Iterable[AssistanceFile]) -> list[int]:
    """The same for many files of few caseworkers, in their order."""
    known = cache(audience_of)
    return [known(file.caseworker_id) or file.owner for file in files]


def audience_of(account: int | None) -> int:
    """The audience number of an account; 0 for none."""
    if account is None:
        return 0
    return Account.objects.filter(pk=account).values_list("audience", flat=True).first() or 0
