"""Product is taken in under an order, or sealed: then nobody reads it until it is decided on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer
from punte.core.errors import Conflict, NotHere
from punte.core.files.door import StoredFile
from punte.core.ledger.door import record
from punte.investigation.authorisations import clocks
from punte.investigation.authorisations.actions.common import (
    count_up,
    enter,
    hold_any,
    oversight_of,
    tell,
)
from punte.investigation.authorisations.models import (
    PRIVILEGED,
    Authorisation,
    Product,
    Quarantine,
    Reason,
)
from punte.investigation.authorisations.queries.orders import get_authorisation
from punte.investigation.authorisations.queries.rulings import covers
from punte.investigation.authorisations.registry import ProductKind, is_kind, kind_of
from punte.investigation.cases.door import Case, hold_case


@dataclass(frozen=True)
class Piece:
    """One piece of product. kind, key: the other room's own record. files: all that was kept of it.

    start, end: by the recorder, aware; None when it does not say. seconds: its length.
    """

    kind: str
    key: UUID
    files: Sequence[UUID]
    start: datetime | None = None
    end: datetime | None = None
    seconds: int = 0


@transaction.atomic
def take_product(
    *, by: Viewer, case: UUID, authorisation: UUID, pieces: Sequence[Piece]
) -> list[Product]:
    """Product taken in under an order that covers it; `ruling` says so before.

    Raises Conflict when the order does not cover the time of a piece now, Refused, NotHere.
    """
    held = hold_case(by, case)
    row = get_authorisation(by, authorisation)
    if row.case_id != held.pk:
        raise NotHere(what="take product", subject=case)
    for piece in pieces:
        _check_kind(piece)
        if piece.start is None or not covers(row, piece.start, piece.end):
            raise Conflict(_("The order does not cover this time."), what="take product")
    made = Product.objects.bulk_create(_product(held, piece, row) for piece in pieces)
    count_up(row, taken=len(made), seconds=sum(piece.seconds for piece in pieces))
    enter("product.take", by, row, pieces=len(made))
    return made


@transaction.atomic
def quarantine(
    *,
    by: Viewer,
    case: UUID,
    why: Reason,
    pieces: Sequence[Piece],
    authorisation: UUID | None = None,
) -> Quarantine:
    """Lay product aside unread: its files carry an audience without people from now on.

    The team's prosecutors are told. Files are those that the viewer may open now. Raises NotHere
    when one is not, Refused. A closed case does not keep anybody from it.
    """
    held = hold_any(by, case, Permission.WORK_CASES)
    row = get_authorisation(by, authorisation) if authorisation else None
    if row is not None and row.case_id != held.pk:
        raise NotHere(what="quarantine product", subject=case)
    for piece in pieces:
        _check_kind(piece)
    return _seal(by, held, row, why, pieces)


@transaction.atomic
def seal_privileged(
    *,
    by: Viewer,
    case: UUID,
    ground: Reason,
    pieces: Sequence[Piece],
    authorisation: UUID | None = None,
) -> Quarantine:
    """Whoever meets talk with a lawyer, doctor or clergy stops and seals it; another decides.

    ground: one of the privileged reasons. Raises as `quarantine`.
    """
    if ground not in PRIVILEGED:
        raise ValueError(f"{ground} is no privilege")
    return quarantine(by=by, case=case, why=ground, pieces=pieces, authorisation=authorisation)


def seal_all(by: Viewer | None, row: Authorisation, why: Reason) -> Quarantine | None:
    """Seal what an authorisation brought and does not lie sealed already; None without any."""
    free = Q(quarantine=None) | Q(quarantine__state=Quarantine.State.RELEASED)
    pieces = [
        Piece(one.about_kind, one.about_id, one.files, one.start, one.end, one.seconds)
        for one in Product.objects.filter(free, authorisation=row)
    ]
    return _seal(by, row.case, row, why, pieces) if pieces else None


def _seal(
    by: Viewer | None, case: Case, row: Authorisation | None, why: Reason, pieces: Sequence[Piece]
) -> Quarantine:
    pieces = [_with_copies(piece) for piece in pieces]
    kept = _lay_aside(by, case, row, why, pieces)
    _keep_pieces(case, row, kept, pieces)
    seal_files(by, kept)
    _tell_rooms(pieces, lambda kind: kind.sealed)
    if row is not None and why not in PRIVILEGED and why != Reason.TERM_OVER:
        count_up(row, outside=len(pieces))
    note(by, kept, "product.seal", why=str(why), pieces=len(pieces))
    clocks.sealed(by, kept, case.jurisdiction)
    tell("product_quarantined", case, Permission.GRANT_MEASURE, kept.get_absolute_url(), by)
    return kept


def _with_copies(piece: Piece) -> Piece:
    """The piece with all the files that say what it says."""
    kind = kind_of(piece.kind)
    made = kind.copies(piece.key) if kind else ()
    return replace(piece, files=list(dict.fromkeys([*piece.files, *made])))


def _lay_aside(
    by: Viewer | None, case: Case, row: Authorisation | None, why: Reason, pieces: Sequence[Piece]
) -> Quarantine:
    starts = [piece.start for piece in pieces if piece.start]
    ends = [piece.end or piece.start + timedelta(seconds=piece.seconds)
            for piece in pieces if piece.start]  # fmt: skip
    return Quarantine.objects.create(
        case=case,
        owner=case.owner,
        audiences=sorted({case.owner, oversight_of(case.jurisdiction)}),
        authorisation=row,
        why=why,
        seal=_new_seal(),
        files=sorted({file for piece in pieces for file in piece.files}),
        pieces=len(pieces),
        start=min(starts, default=None),
        end=max(ends, default=None),
        seconds=sum(piece.seconds for piece in pieces),
        taken_at=timezone.now(),
        taken_by_id=by.account_id if by else None,
    )


def _new_seal() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('punte_audience_seq')")
        return int(cursor.fetchone()[0])


def _keep_pieces(
    case: Case, row: Authorisation | None, kept: Quarantine, pieces: Sequence[Piece]
) -> None:
    """New pieces are noted; those taken in before now lie there."""
    for piece in pieces:
        known = Product.objects.filter(about_kind=piece.kind, about_id=piece.key)
        if not known.update(quarantine=kept):
            product = _product(case, piece, row)
            product.quarantine = kept
            product.save(force_insert=True)


def _product(case: Case, piece: Piece, row: Authorisation | None) -> Product:
    return Product(
        case=case,
        owner=case.owner,
        audiences=case.audiences,
        authorisation=row,
        about_kind=piece.kind,
        about_id=piece.key,
        files=list(piece.files),
        start=piece.start,
        end=piece.end,
        seconds=piece.seconds,
        taken_at=timezone.now(),
    )


def _check_kind(piece: Piece) -> None:
    if not is_kind(piece.kind):
        raise ValueError(f"no room has registered product of the kind {piece.kind!r}")


def seal_files(by: Viewer | None, kept: Quarantine) -> None:
    """Give the files the quarantine's own audience. Raises NotHere for one that may not be seen.

    by: None for the worker, who sees all there are: what is missing was destroyed before.
    """
    if by is None:
        rows = StoredFile.objects.filter(pk__in=kept.files)
        rows.update(owner=kept.seal, audiences=[kept.seal])
    elif _call("SELECT investigation_seal_files(%s)", kept) != len(kept.files):
        raise NotHere(what="seal files", subject=kept.case_id)


def unseal_files(kept: Quarantine) -> None:
    """Give the files back to the team."""
    _call("SELECT investigation_unseal_files(%s)", kept)


def _call(sql: str, kept: Quarantine) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, [kept.pk])
        return int(cursor.fetchone()[0])


def tell_rooms_of(kept: Quarantine, what: Callable[[ProductKind], Callable[..., None]]) -> None:
    """Call a hook of the rooms whose pieces lie in a quarantine."""
    rows = Product.objects.filter(quarantine=kept)
    _tell_rooms([Piece(row.about_kind, row.about_id, ()) for row in rows], what)


def _tell_rooms(
    pieces: Iterable[Piece], what: Callable[[ProductKind], Callable[..., None]]
) -> None:
    groups: dict[str, list[UUID]] = defaultdict(list)
    for piece in pieces:
        groups[piece.kind].append(piece.key)
    for key, ids in groups.items():
        kind = kind_of(key)
        if kind is not None:
            what(kind)(ids)


def note(by: Viewer | None, kept: Quarantine, action: str, **detail: object) -> None:
    """An entry about quarantined product: for the team and oversight, without content."""
    about = {"quarantine": str(kept.pk), **detail}
    if kept.authorisation_id:
        about["authorisation"] = str(kept.authorisation_id)
    record(action=action, by=by, subject=kept.case_id, owners=kept.audiences, detail=about)
