"""Taking a configuration to another server, and bringing one in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, Invalid
from punte.core.ledger.door import record
from punte.core.travel import Cargo, Piece, cargo_of, cargoes
from punte.protection.configuration import bundle, queries
from punte.protection.configuration.models import Arrival


@transaction.atomic
def export_bundle(*, by: Viewer) -> bytes:
    """All that is in force here today, as one file."""
    by.require(Permission.CONFIGURE)
    pieces = [_packed(cargo, piece) for cargo in cargoes() for piece in cargo.in_force()]
    data = bundle.pack(pieces)
    record(
        action="configuration.export",
        by=by,
        detail={"pieces": len(pieces), "sha256": bundle.unpack(data)["sha256"]},
    )
    return data


def _packed(cargo: Cargo, piece: Piece) -> dict[str, Any]:
    return {
        "kind": cargo.kind,
        "key": piece.key,
        "version": piece.version,
        "valid_from": str(piece.valid_from),
        "content": piece.content,
        "before": sorted({bundle.digest(content) for content in piece.before}),
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
    """One piece of an arrival: what it would be here, and why it could not stand, if so.

    cargo: its kind; None when this is not known here.
    """

    kind: str
    key: str
    content: dict[str, Any]
    verdict: str
    cargo: Cargo | None = None
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    fault: str = ""

    @property
    def ident(self) -> str:
        return f"{self.kind}/{self.key}"

    @property
    def title(self) -> str:
        return self.cargo.title(self.key, self.content) if self.cargo else self.ident

    @property
    def page(self) -> str:
        return self.cargo.address(self.key) if self.cargo else ""

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
    kind, key, content = piece["kind"], piece["key"], piece["content"]
    cargo = cargo_of(kind)
    here = cargo.kept(key) if cargo else None
    said = bundle.verdict(piece, here)
    if cargo is None or here is None:
        return Line(kind, key, content, said)
    if said == "same":
        return Line(kind, key, content, said, cargo)
    now = cargo.shown(here.contents[0]) if here.contents else None
    changes = bundle.changes(now, cargo.shown(content))
    return Line(kind, key, content, said, cargo, changes, _fault(cargo, key, content))


def _fault(cargo: Cargo, key: str, content: dict[str, Any]) -> str:
    """Why the content could not stand here; "" when it could."""
    try:
        cargo.check(key, content)
    except Invalid as error:
        return error.message
    return ""


@transaction.atomic
def take_bundle(*, by: Viewer, arrival: UUID, chosen: Collection[str]) -> list[Line]:
    """Take over what is new or newer, and of the conflicts those that were chosen: all or none.

    chosen: `kind/key` of pieces that both sides changed. Each is kept as a change by hand would
    be, and waits for a second person where that would. Raises Conflict when the file was taken
    before.
    """
    by.require(Permission.CONFIGURE)
    row = queries.get_arrival(by, arrival, lock=True)
    if row.taken_at is not None:
        raise Conflict(_("This file was taken over before."))
    note = _("From another server, %(hash)s") % {"hash": row.sha256[:12]}
    taken = [
        line for line in dry_run(row) if line.taken or (line.choosable and line.ident in chosen)
    ]
    for line in taken:
        if line.cargo:
            line.cargo.take(by=by, key=line.key, content=line.content, note=note)
    row.taken_at = timezone.now()
    row.save(update_fields=["taken_at"])
    record(
        action="configuration.take",
        by=by,
        detail={"sha256": row.sha256, "pieces": len(taken)},
    )
    return taken
