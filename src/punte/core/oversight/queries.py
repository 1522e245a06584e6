"""Reading for oversight: the log with names, the report of one person, broken glass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from punte.core.access.door import BrokenGlass, Viewer
from punte.core.agencies.door import Account, Agency
from punte.core.errors import NotHere
from punte.core.ledger.door import FIELDS, Entry, Filters, entries, label_of
from punte.core.vault.door import ErasureRequest, open_requests

MOST = 2000


def log_rows(viewer: Viewer, filters: Filters) -> QuerySet[Entry]:
    """Entries the viewer may read, each with `who` and `agency` as names."""
    rows: QuerySet[Entry] = named(entries(viewer, filters))
    return rows


def named(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """The entries with `who` and `agency`, the names of who acted and for whom."""
    return rows.annotate(
        who=Subquery(Account.objects.filter(pk=OuterRef("account_id")).values("name")[:1]),
        agency=Subquery(Agency.objects.filter(pk=OuterRef("agency_id")).values("name")[:1]),
    )


def get_entry(viewer: Viewer, entry_id: UUID) -> Entry:
    """One entry with names; NotHere when absent or not for this viewer."""
    found = log_rows(viewer, Filters()).filter(pk=entry_id).first()
    if found is None:
        raise NotHere(what="read ledger entry")
    return found


def fields_of(entry: Entry) -> list[str]:
    """The shown or changed fields an entry names, in words."""
    named_fields = entry.detail.get("fields", ())
    if not isinstance(named_fields, list):
        return []
    return [str(FIELDS.get(str(key), key)) for key in named_fields]


def reason_of(entry: Entry) -> str:
    """The reason an entry holds, if any."""
    for key in ("reason", "why", "ground"):
        if isinstance(entry.detail.get(key), str):
            return str(entry.detail[key])
    return ""


@dataclass(frozen=True)
class Section:
    """One part of the report: entries of some kinds, newest first."""

    title: str
    empty: str
    rows: list[Entry]


@dataclass(frozen=True)
class Report:
    """Who saw a person's data. `total` counts all entries; at most `MOST` are listed."""

    total: int
    listed: int
    sections: list[Section]


def person_report(viewer: Viewer, subject: UUID, filters: Filters) -> Report:
    """The access report of one person, from the entries the viewer may read.

    Raises NotHere when the viewer may read none about this person.
    """
    if not entries(viewer, Filters(subject=subject)).exists():
        raise NotHere(what="read access report", subject=subject)
    found = log_rows(viewer, filters)
    rows = list(found[:MOST])
    total = len(rows) if len(rows) < MOST else found.count()
    return Report(total, len(rows), list(_sections(rows)))


def _sections(rows: Iterable[Entry]) -> Iterable[Section]:
    by_kind: dict[str, list[Entry]] = {}
    for row in rows:
        by_kind.setdefault(label_of(row.action).kind, []).append(row)
    opened = [*by_kind.get("reading", []), *by_kind.get("glass", [])]
    changed = [*by_kind.get("writing", []), *by_kind.get("system", [])]
    yield _section(_("Who read it"), _("Nobody read it in this time."), opened)
    yield _section(_("Who changed it"), _("Nobody changed it in this time."), changed)
    yield _section(
        _("Who tried and was refused"), _("Nobody was refused."), by_kind.get("denied", [])
    )


def _section(title: str, empty: str, rows: list[Entry]) -> Section:
    return Section(title, empty, sorted(rows, key=lambda row: (row.at, row.id), reverse=True))


def glass_rows(viewer: Viewer, *, waiting: bool) -> QuerySet[BrokenGlass]:
    """Records opened with a reason, newest first; `waiting`: only those nobody has reviewed."""
    rows = BrokenGlass.objects.filter(audiences__overlap=list(viewer.audiences))
    if waiting:
        rows = rows.filter(reviewed_at=None)
    reviewer = Account.objects.filter(pk=OuterRef("reviewed_by")).values("name")[:1]
    return rows.order_by("-broken_at", "-id").annotate(
        who=Subquery(Account.objects.filter(pk=OuterRef("account_id")).values("name")[:1]),
        agency=Subquery(Agency.objects.filter(pk=OuterRef("agency_id")).values("name")[:1]),
        reviewer=Subquery(reviewer),
    )


def get_glass(viewer: Viewer, glass_id: UUID) -> BrokenGlass:
    """One opening with its names; NotHere when absent or not for this viewer."""
    found = glass_rows(viewer, waiting=False).filter(pk=glass_id).first()
    if found is None:
        raise NotHere(what="read broken glass")
    return found


def readings_under(viewer: Viewer, glass: BrokenGlass) -> list[Entry]:
    """What was done with the record while it was open, by who opened it; oldest first."""
    during = entries(viewer, Filters(subject=glass.record, account_id=glass.account_id))
    return list(named(during.filter(at__range=(glass.broken_at, glass.ends_at)))[:200])[::-1]


def erasure_rows(viewer: Viewer) -> QuerySet[ErasureRequest]:
    """Requests to erase an identity that wait for a second overseer, each with `who` asked."""
    asker = Account.objects.filter(pk=OuterRef("asked_by")).values("name")[:1]
    return open_requests(viewer).annotate(who=Subquery(asker))


def get_erasure(viewer: Viewer, request_id: UUID) -> ErasureRequest:
    """One waiting request; NotHere when absent, done, too old or another country's."""
    found = erasure_rows(viewer).filter(pk=request_id).first()
    if found is None:
        raise NotHere(what="read erasure request")
    return found
