"""Taking a configuration to another server, and bringing one in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid
from punte.core.ledger.door import record
from punte.protection.configuration import bundle, queries
from punte.protection.configuration.actions.editions import begin_draft, checked_here
from punte.protection.configuration.models import Arrival, Edition
from punte.protection.configuration.registry import find_piece
from punte.protection.configuration.words import Kind, State


@transaction.atomic
def export_bundle(*, by: Viewer) -> bytes:
    """All that is in force here today, as one file."""
    by.require(Permission.CONFIGURE)
    rows = Edition.objects.filter(state=State.PUBLISHED, valid_from__lte=timezone.localdate())
    newest = rows.order_by("kind", "key", "-version").distinct("kind", "key")
    data = bundle.pack(_piece(edition) for edition in newest)
    record(
        action="configuration.export",
        by=by,
        detail={"pieces": len(newest), "sha256": bundle.unpack(data)["sha256"]},
    )
    return data


def _piece(edition: Edition) -> dict[str, Any]:
    older = queries.editions(edition.kind, edition.key).filter(
        state=State.PUBLISHED, version__lt=edition.version
    )
    before = {bundle.digest(one.content) for one in older}
    if find_piece(edition.kind, edition.key) is not None:
        before.add(bundle.digest(queries.delivered(edition.kind, edition.key)))
    return {
        "kind": edition.kind,
        "key": edition.key,
        "version": edition.version,
        "valid_from": str(edition.valid_from),
        "content": edition.content,
        "before": sorted(before),
    }


@transaction.atomic
def bring_bundle(*, by: Viewer, data: bytes) -> Arrival:
    """Keep the file to be looked at; nothing changes by it. Raises Invalid when it is none."""
    by.require(Permission.CONFIGURE)
    body = bundle.unpack(data)
    arrival = Arrival.objects.create(
        content=body,
        sha256=body["sha256"],
        brought_by=by.account_id,
        brought_at=timezone.now(),
    )
    record(action="configuration.bring", by=by, detail={"sha256": arrival.sha256})
    return arrival


@dataclass(frozen=True)
class Line:
    """One piece of an arrival: what it would be here, and why it could not stand, if so."""

    kind: str
    key: str
    verdict: str
    changes: list[tuple[str, str, str]]
    content: dict[str, Any]
    fault: str = ""

    @property
    def ident(self) -> str:
        return f"{self.kind}/{self.key}"

    @property
    def taken(self) -> bool:
        return self.verdict in bundle.TAKEN and not self.fault

    @property
    def choosable(self) -> bool:
        return self.verdict in bundle.CHOSEN and not self.fault


def dry_run(arrival: Arrival) -> list[Line]:
    """What each piece of the file would do here, without doing it."""
    return [_line(piece) for piece in arrival.content["pieces"]]


def _line(piece: dict[str, Any]) -> Line:
    kind, key = piece["kind"], piece["key"]
    known = kind == Kind.FORM or find_piece(kind, key) is not None
    rows = queries.editions(kind, key)
    published = [row for row in rows if row.state == State.PUBLISHED]
    delivered = queries.delivered(kind, key) if known and kind != Kind.FORM else None
    newest = published[0].content if published else delivered
    past = [row.content for row in published[1:]] + ([delivered] if published and delivered else [])
    here = bundle.Standing(
        now=bundle.digest(newest) if newest else "",
        before=frozenset(bundle.digest(content) for content in past),
        draft=any(row.state == State.DRAFT for row in rows),
        known=known,
    )
    said = bundle.verdict(piece, here)
    differences = bundle.changes(newest, piece["content"]) if said != "same" else []
    return Line(kind, key, said, differences, piece["content"], _fault(kind, key, known, piece))


def _fault(kind: str, key: str, known: bool, piece: dict[str, Any]) -> str:
    """Why the content could not stand here; "" when it could."""
    if not known:
        return ""
    try:
        checked_here(kind, key, piece["content"])
    except Invalid as error:
        return error.message
    return ""


@transaction.atomic
def take_bundle(*, by: Viewer, arrival: UUID, chosen: Collection[str]) -> list[Edition]:
    """Make drafts of what is new or newer, and of the conflicts that were chosen: all or none.

    chosen: `kind/key` of pieces that both sides changed. A second person publishes the drafts.
    Raises Conflict when the file was taken before.
    """
    row = queries.get_arrival(by, arrival, lock=True)
    if row.taken_at is not None:
        raise Conflict(_("This file was taken over before."))
    note = _("From another server, %(hash)s") % {"hash": row.sha256[:12]}
    drafts = [
        begin_draft(
            by=by, kind=line.kind, key=line.key, content=line.content, note=note, batch=row.id
        )
        for line in dry_run(row)
        if line.taken or (line.choosable and line.ident in chosen)
    ]
    row.taken_at = timezone.now()
    row.save(update_fields=["taken_at"])
    record(
        action="configuration.take",
        by=by,
        detail={"sha256": row.sha256, "drafts": len(drafts)},
    )
    return drafts
