"""Asking whether other cases hold the same selectors, and telling the teams that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer, seats_of
from punte.core.agencies.door import Account
from punte.core.errors import Conflict, Invalid
from punte.core.ids import new_id
from punte.core.notices.door import send_notice
from punte.investigation.cases.door import Case, hold_case
from punte.investigation.subjects.actions.keeping import note_row
from punte.investigation.subjects.models import HitQuery, HitTold
from punte.investigation.subjects.tasks import tell_hits

# What an account may ask for within 24 hours, over all its cases.
QUOTA: Final = 200
_QUOTA_REACHED: Final = "PU001"
_ASK: Final = "SELECT investigation_ask_hits(%s, %s, %s, %s::text[], %s::text[], %s, %s)"


@transaction.atomic
def ask_hits(
    *, by: Viewer, case_id: UUID, keys: Sequence[tuple[str, str]], reason: str, request_key: UUID
) -> HitQuery:
    """Ask for selectors of this case in cases that the viewer may not read.

    The answer names agencies to ask, and nothing more: no case, no count. Cases that are silent
    answer nothing. The teams that hold a selector are told either way, by the worker, so that
    nothing shows the asker whether there was one. The own team reads question and answer; where a
    selector is known from narrow sources alone, nobody but the asker does. Raises Refused,
    NotHere, Invalid (nothing asked, no reason, or a selector that the case does not hold),
    Conflict (too many today).
    """
    case = hold_case(by, case_id)
    wanted = list(dict.fromkeys(keys))
    if not wanted or not reason.strip():
        raise Invalid(_("Choose what to ask for, and say why."))
    made = HitQuery.objects.visible_to(by).filter(request_key=request_key, case=case).first()
    if made is None:
        made = _asked(by, case, wanted, reason, request_key)
        note_row(
            by, case, made, "hit.ask",
            selectors=len(wanted), hits=len(made.answers), reason=reason,
        )  # fmt: skip
        # Queued whether there was a hit or not.
        tell_hits.defer()
    return made


def _asked(
    by: Viewer, case: Case, wanted: Sequence[tuple[str, str]], reason: str, request_key: UUID
) -> HitQuery:
    question = new_id()
    kinds, keys = [kind for kind, _ in wanted], [key for _, key in wanted]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_ASK, [question, case.pk, reason, kinds, keys, QUOTA, request_key])
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", "")
        if state == _QUOTA_REACHED:
            message = _("You have asked for as many as one may in a day. Ask again tomorrow.")
            raise Conflict(message) from error
        if state == "42501":
            raise Invalid(_("Only selectors that this case holds can be asked for.")) from error
        raise
    return HitQuery.objects.get(pk=question)


@transaction.atomic
def tell_teams() -> int:
    """The worker's part: one notice to each team whose selectors were asked for; how many."""
    rows = list(HitTold.objects.filter(told_at=None).select_for_update(skip_locked=True)[:500])
    for case, audiences in {(row.case_id, tuple(row.audiences)) for row in rows}:
        send_notice(
            kind="case_asked",
            url=reverse("investigation:hits", args=[case]),
            to_accounts=_seated(audiences),
        )
    HitTold.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=timezone.now())
    return len(rows)


def _seated(audiences: Sequence[int]) -> list[int]:
    accounts = seats_of(audiences).values_list("account_id", flat=True)
    return list(Account.objects.filter(pk__in=accounts).values_list("pk", flat=True))
