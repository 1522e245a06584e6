"""The list for the defence: what stands on it, what is decided of it, whom it was served on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Invalid, Stale
from punte.core.once import made_once
from punte.investigation.cases.door import Case, hold_case, note, of_case
from punte.investigation.proof.actions.hypotheses import marks_of
from punte.investigation.proof.models import Serving, Thing
from punte.investigation.proof.queries.defence import (
    missing_of,
    recording_title,
    unlisted_recordings,
)
from punte.investigation.proof.words import Decision, ThingKind


@transaction.atomic
def list_missing(*, by: Viewer, case_id: UUID) -> int:
    """Put every exhibit and source of the case on the list that is not on it; how many."""
    case = hold_case(by, case_id)
    found = missing_of(by, case)
    rows = [
        Thing(
            **{**of_case(case), "audiences": one.audiences}, **marks_of(by), kind=one.kind,
            ref=one.ref, title=one.title[:300],
        )
        for one in found
    ]  # fmt: skip
    Thing.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        note(by, case, "defence.list", things=len(rows))
    return len(rows)


@transaction.atomic
def add_thing(*, by: Viewer, case_id: UUID, kind: ThingKind, title: str) -> Thing:
    """Something that the case does not hold: a document, a recording of another office."""
    case = hold_case(by, case_id)
    if kind in {ThingKind.EXHIBIT, ThingKind.SOURCE}:
        raise Invalid(_("Exhibits and sources come onto the list from the case itself."))
    row = Thing.objects.create(**of_case(case), **marks_of(by), kind=kind, title=title)
    note(by, case, "defence.list", things=1)
    return row


@transaction.atomic
def list_recordings(*, by: Viewer, case_id: UUID, recordings: Collection[UUID]) -> int:
    """Put recordings of the case on the list, each by itself; how many came onto it.

    A sealed one too: that it exists is told, and nothing of what is in it. Raises Refused, NotHere,
    Conflict, Invalid (none that is not there already).
    """
    case = hold_case(by, case_id)
    chosen = [row for row in unlisted_recordings(by, case) if row.pk in set(recordings)]
    if not chosen:
        raise Invalid(_("Choose recordings that are not on the list."))
    rows = [
        Thing(
            **{**of_case(case), "audiences": row.audiences}, **marks_of(by),
            kind=ThingKind.RECORDING, ref=row.pk, title=recording_title(row),
        )
        for row in chosen
    ]  # fmt: skip
    Thing.objects.bulk_create(rows, ignore_conflicts=True)
    note(by, case, "defence.list", things=len(rows))
    return len(rows)


@transaction.atomic
def decide_thing(
    *,
    by: Viewer,
    case_id: UUID,
    thing_id: UUID,
    decision: Decision,
    ground: str,
    sensitive: bool,
    version: int,
) -> Thing:
    """Show it to the defence, withhold it on a ground, or find it not relevant.

    Raises Refused, NotHere, Conflict, Invalid (withheld without a ground, or shown although it
    is sensitive).
    """
    case = hold_case(by, case_id, permission=Permission.DECIDE_COURSE)
    row = get_visible(Thing, viewer=by, lock=True, case=case, pk=thing_id)
    if row.version != version:
        raise Stale
    if decision == Decision.WITHHOLD and not ground.strip():
        raise Invalid(_("Say on which legal ground it is withheld."))
    if sensitive and decision == Decision.DISCLOSE:
        raise Invalid(_("What is shown to the defence stands on no sensitive schedule."))
    row.decision, row.ground, row.sensitive = decision, ground, sensitive
    row.decided_at, row.decided_by_id = timezone.now(), by.account_id
    row.version += 1
    row.save()
    note(by, case, "defence.decide", thing=str(row.pk), decision=str(decision))
    return row


@dataclass(frozen=True)
class Served:
    """On whom the list was served, when, and what shows that they got it."""

    on: date
    whom: str
    receipt: str


@transaction.atomic
def serve(*, by: Viewer, case_id: UUID, things: Sequence[UUID], how: Served, key: UUID) -> Serving:
    """The defence got these things. Raises Refused, NotHere, Invalid (nothing, a day to come, or
    a thing that is not to be shown).
    """
    case = hold_case(by, case_id, permission=Permission.DECIDE_COURSE)
    if how.on > timezone.localdate():
        raise Invalid(_("This day has not come yet."))
    shown = _shown(by, case, things)
    if not shown or len(shown) < len(set(things)):
        raise Invalid(_("Choose things that are decided to be shown."))
    values: dict[str, Any] = {**of_case(case), **marks_of(by), **asdict(how), "things": shown}
    row, new = made_once(
        Serving, by=by, request_key=key, same={"case_id": case.pk},
        make=lambda: Serving.objects.create(**values, request_key=key),
    )  # fmt: skip
    if new:
        note(by, case, "defence.serve", things=len(shown))
    return row


def _shown(by: Viewer, case: Case, things: Sequence[UUID]) -> list[UUID]:
    rows = Thing.objects.visible_to(by).filter(case=case, decision=Decision.DISCLOSE)
    return list(rows.filter(pk__in=list(things)).order_by("pk").values_list("pk", flat=True))
