"""One more step of an exhibit's chain: the row, the entry in the ledger, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.algorithms.merkle import canonical
from punte.core.access.door import Viewer, get_visible
from punte.core.errors import Conflict, Invalid, Stale
from punte.core.ledger.door import record
from punte.core.once import made_once
from punte.investigation.evidence.holders import Holder
from punte.investigation.evidence.machine import BrokenChain, Chain, Said, after
from punte.investigation.evidence.models import Custody, Exhibit
from punte.investigation.evidence.words import ClockSource, Step

SLACK = timedelta(minutes=5)
# What a step may change of an exhibit; all else stays as it was when it was taken.
STANDING = (
    "holder", "holder_name", "holder_audience", "offered", "offered_name", "offered_audience",
    "offered_reason", "offered_by", "shelf", "lost", "order", "begun_by", "state", "seal", "steps",
)  # fmt: skip


@dataclass(frozen=True)
class When:
    """When something was done: what the clock showed, which clock, and by how many seconds it
    was fast. Without `at` it is now, by this system.
    """

    at: datetime | None = None
    clock: ClockSource = ClockSource.SYSTEM
    offset: int = 0

    @property
    def true(self) -> datetime | None:
        """The time with the clock's fault taken out."""
        return self.at - timedelta(seconds=self.offset) if self.at else None


NOW = When()


@dataclass(frozen=True)
class Facts:
    """What a step says besides what it is: as it will stand in the chain for good."""

    to: Holder | None = None
    giver: str = ""
    taker: str = ""
    place: str = ""
    reason: str = ""
    seal: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    when: When = NOW


def held_still(by: Viewer, exhibit_id: UUID, version: int | None = None) -> Exhibit:
    """An exhibit that the viewer may see, locked. Raises NotHere, Stale for an older form."""
    exhibit = get_visible(Exhibit, viewer=by, lock=True, pk=exhibit_id)
    if version is not None and exhibit.steps != version:
        raise Stale
    return exhibit


def already(by: Viewer, request_key: UUID, exhibit_id: UUID, step: Step) -> bool:
    """Whether the same form did this step before; Conflict when it did something else."""
    found = Custody.objects.visible_to(by).filter(request_key=request_key).first()
    if found and (found.exhibit_id != exhibit_id or found.step != step):
        raise Conflict(_("This form was used before. Open it anew, please."))
    return found is not None


def add_step(
    by: Viewer, exhibit: Exhibit, step: Step, facts: Facts, *, request_key: UUID
) -> Custody:
    """Write a step of a locked exhibit. Raises Conflict when it does not follow, Invalid."""
    now = timezone.now()
    _check_time(exhibit, facts.when, now)
    to = facts.to.key if facts.to else ""
    try:
        chain = after(exhibit.chain, Said(step, by.account_id, to, facts.seal))
    except BrokenChain as error:
        raise Conflict(_("This does not follow from where the exhibit stands now.")) from error
    exhibit.steps += 1

    def make() -> Custody:
        return written(by, exhibit, step, facts, request_key)

    same = {"exhibit_id": exhibit.pk, "step": step}
    row, new = made_once(Custody, by=by, request_key=request_key, same=same, make=make)
    if new:
        _stand(exhibit, chain, facts)
    return row


def written(by: Viewer, exhibit: Exhibit, step: Step, facts: Facts, key: UUID) -> Custody:
    """The row of a step and its entry, each naming the other."""
    now = timezone.now()
    row = Custody(
        case_id=exhibit.case_id,
        owner=exhibit.owner,
        audiences=_seen_by(by, exhibit, facts),
        exhibit=exhibit,
        number=exhibit.steps,
        step=step,
        at=facts.when.at or now,
        clock=facts.when.clock,
        clock_offset=facts.when.offset,
        by_id=by.account_id,
        by_name=f"{by.display_name}, {by.agency_name}",
        giver=facts.giver,
        taker=facts.taker or (facts.to.name if facts.to else ""),
        to=facts.to.key if facts.to else "",
        place=facts.place,
        reason=facts.reason,
        seal=facts.seal,
        detail=facts.detail,
        noted_at=now,
        request_key=key,
    )
    entry = record(
        action=f"exhibit.{step}",
        by=by,
        subject=exhibit.case_id,
        owners=[exhibit.owner],
        detail={"exhibit": str(exhibit.pk), "number": row.number, "custody": digest_of(row)},
    )
    row.entry, row.entry_at = entry.id, entry.at
    row.save(force_insert=True)
    return row


def digest_of(row: Custody) -> str:
    """SHA-256 of what a step says: the log holds this, and nobody's name."""
    return sha256(canonical(said_by(row))).hexdigest()


def said_by(row: Custody) -> dict[str, Any]:
    """All that a step says, as plain values of one spelling."""
    return {
        "id": str(row.pk),
        "exhibit": str(row.exhibit_id),
        "number": row.number,
        "step": str(row.step),
        "at": row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "clock": str(row.clock),
        "clock_offset": row.clock_offset,
        "by": row.by_id,
        "by_name": row.by_name,
        "giver": row.giver,
        "taker": row.taker,
        "to": row.to,
        "place": row.place,
        "reason": row.reason,
        "seal": row.seal,
        "detail": row.detail,
        "noted_at": row.noted_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }


def _seen_by(by: Viewer, exhibit: Exhibit, facts: Facts) -> list[int]:
    """The team, and of those it concerns whoever the writer may name."""
    concerned = {exhibit.holder_audience, exhibit.offered_audience}
    concerned |= {facts.to.audience} if facts.to else set()
    if exhibit.owner not in by.audiences:
        concerned &= set(by.audiences)
    return sorted({exhibit.owner, *(one for one in concerned if one is not None)})


def _stand(exhibit: Exhibit, chain: Chain, facts: Facts) -> None:
    """Keep where the chain stands on the exhibit, and let see who is to see."""
    if chain.holder != exhibit.holder:
        exhibit.holder_name = facts.taker or exhibit.offered_name
        exhibit.holder_audience = None if chain.ended else exhibit.offered_audience
        exhibit.shelf = ""
    offered = facts.to if chain.offered else None
    exhibit.offered, exhibit.offered_name = chain.offered, offered.name if offered else ""
    exhibit.offered_audience = offered.audience if offered else None
    exhibit.offered_reason = facts.reason if offered else ""
    exhibit.offered_by = chain.offered_by
    exhibit.holder, exhibit.seal, exhibit.state = chain.holder, chain.seal, chain.state
    exhibit.order, exhibit.begun_by = chain.order or "", chain.begun_by
    exhibit.save(update_fields=STANDING)
    with connection.cursor() as cursor:
        cursor.execute("SELECT investigation_show_exhibit(%s)", [exhibit.pk])


def _check_time(exhibit: Exhibit, when: When, now: datetime) -> None:
    if when.true is None:
        return
    if when.true > now + SLACK:
        raise Invalid(_("This time lies in the future. If the clock was fast, say by how much."))
    last = exhibit.chain_of.order_by("-number").first()
    if last and when.true < last.at - timedelta(seconds=last.clock_offset) - SLACK:
        raise Invalid(
            _(
                "This time lies before the step that came before it. If the clock was slow, say "
                "by how much."
            )
        )
