"""Writing into the ledger."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from punte.algorithms.merkle import EntryError, canonical
from punte.core.database.staging import write_rows
from punte.core.errors import Invalid
from punte.core.ids import new_id
from punte.core.ledger.models import Entry


class Actor(Protocol):
    """Who acts: a Viewer fits."""

    @property
    def account_id(self) -> int: ...
    @property
    def agency_id(self) -> int: ...
    @property
    def purpose(self) -> str: ...
    @property
    def oversight_audience(self) -> int: ...


def record_each(
    *,
    action: str,
    by: Actor,
    about: Iterable[tuple[UUID | None, Mapping[str, Any]]],
    owners: Iterable[int] = (),
) -> None:
    """One entry of the same action for each (person, detail), in few statements; see `record`."""
    same = {
        "at": timezone.now(),
        "action": action,
        "account_id": by.account_id,
        "agency_id": by.agency_id,
        "purpose": by.purpose,
        "audiences": sorted({*owners, by.oversight_audience}),
    }
    columns = ("id", "subject", "detail", "salt")
    write_rows(Entry._meta.db_table, columns, _lines(about), same=same)


def _lines(about: Iterable[tuple[UUID | None, Mapping[str, Any]]]) -> Iterator[tuple[Any, ...]]:
    for subject, detail in about:
        yield new_id(), subject, _canonical(detail), secrets.token_bytes(16)


def _canonical(detail: Mapping[str, Any]) -> str:
    """The detail as JSON in its one spelling; Invalid when it has none."""
    try:
        whole = canonical({"detail": detail}).decode()
    except EntryError as error:
        raise Invalid(_("The log cannot keep this: %(why)s.") % {"why": error}) from error
    return whole[len('{"detail":') : -1]


def record(
    *,
    action: str,
    by: Actor | None,
    subject: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
    owners: Iterable[int] = (),
) -> Entry:
    """Append one entry in the running transaction.

    action: `subject.verb`, such as `referral.send` or `person.read`. subject: the person's id.
    detail: what a reader of the log needs, in plain JSON (no floats), never identity.
    owners: audience numbers that may read the entry besides oversight.
    Raises Invalid for a detail that has no canonical form (floats, NUL characters, ...).
    """
    kept = dict(detail or {})
    _canonical(kept)
    entry = Entry(
        at=timezone.now(),
        action=action,
        account_id=by.account_id if by else None,
        agency_id=by.agency_id if by else None,
        purpose=by.purpose if by else "",
        subject=subject,
        detail=kept,
        salt=secrets.token_bytes(16),
        audiences=sorted({*owners, *([by.oversight_audience] if by else [])}),
    )
    # A client-made key and no RETURNING: one may write what one may not read.
    entry.save(force_insert=True)
    return entry
