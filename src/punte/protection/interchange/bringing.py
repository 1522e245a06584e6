"""Rows that were read become persons with their files and identities: a batch at a time, whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.database.staging import write_like, write_rows
from punte.core.ids import new_id
from punte.core.ledger.door import record_each
from punte.core.vault.door import ITEM_COLUMNS, KEY_COLUMNS, TOKEN_COLUMNS, Kind, Rows, Sealer
from punte.protection.assistance.door import AssistanceFile, take_in_files
from punte.protection.interchange.models import ImportedRow, ImportRun, Kept
from punte.protection.interchange.rows import Read
from punte.protection.persons.door import AgeBand, Person, free_pseudonyms

MOMENTS = (
    "notified_at", "screened_at", "identified_at", "referred_at", "assisted_at", "closed_at",
)  # fmt: skip
FACTS = (
    "age_band", "sex", "nationality", "language", "district", "found_in", "exploitation",
    "risk_factors", "status", *MOMENTS,
)  # fmt: skip
PERSON = ("id", "plant", "number", *FACTS)
ADULT_YEARS = 18
Name = tuple[int, int]


class Brought(NamedTuple):
    """One row on its way in: whom it becomes, under which pseudonym, with which facts."""

    read: Read
    person: UUID
    name: Name
    facts: dict[str, Any]


def bring(run: ImportRun, viewer: Viewer, reads: Sequence[Read], sealer: Sealer) -> None:
    """Write all of these rows and an entry in the ledger for each; in the caller's transaction."""
    now, guard = timezone.now(), {"owner": run.owner, "audiences": [run.owner]}
    today = timezone.localdate(now)
    pattern = Person(
        jurisdiction=viewer.jurisdiction, agency_id=viewer.agency_id, changed_at=now,
        caseworker_id=run.caseworker_id, synthetic=run.synthetic, **guard,
    )  # fmt: skip
    rows = [
        Brought(read, new_id(), name, facts_of(read, pattern, now, today))
        for read, name in zip(reads, free_pseudonyms(len(reads)), strict=True)
    ]
    # Parents first.
    write_like(pattern, PERSON, ((r.person, *r.name, *r.facts.values()) for r in rows))
    _write_identities(list(_sealed(run, viewer, rows, sealer, now)))
    kept = (row for row in map(_kept, rows) if row is not None)
    write_like(Kept(run_id=run.id, **guard), ("person_id", "values", "sections", "source_id"), kept)
    mark = ImportedRow(run_id=run.id, **guard)
    write_like(mark, ("id", "person_id", "row", "source_key", "content"), map(_mark, rows))
    record_each(action="person.import", by=viewer, owners=[run.owner], about=_entries(run, rows))
    filed = [(row, make_file(row, pattern, now)) for row in rows if row.read.known.file]
    take_in_files(by=viewer, files=[file for _row, file in filed], request_key=run.id)
    for row, file in filed:
        for write in row.read.writes:
            write(file.id)


def _entries(run: ImportRun, rows: Sequence[Brought]) -> Iterator[tuple[UUID, dict[str, Any]]]:
    told = str(run.id)
    for row in rows:
        kinds = sorted(row.read.known.identity)
        yield row.person, {"import": told, "row": row.read.number, "fields": kinds}


def _kept(row: Brought) -> tuple[Any, ...] | None:
    case, sections = row.read.known, row.read.sections
    if not (case.kept or sections or case.source_id):
        return None
    return row.person, case.kept, sections, case.source_id[:200]


def _mark(row: Brought) -> tuple[Any, ...]:
    return new_id(), row.person, row.read.number, row.read.key, row.read.content


def _sealed(
    run: ImportRun, viewer: Viewer, rows: Sequence[Brought], sealer: Sealer, now: datetime
) -> Iterator[Rows]:
    for row in rows:
        held = row.read.known.identity
        if held:
            yield sealer.seal_person(
                row.person, {Kind(kind): texts for kind, texts in held.items()},
                owner=run.owner, audiences=[run.owner], at=now, written_by=viewer.account_id,
                region=viewer.jurisdiction, tokens=row.read.tokens,
            )  # fmt: skip


def _write_identities(sealed: Sequence[Rows]) -> None:
    write_rows("vault_key", KEY_COLUMNS, (rows.key for rows in sealed))
    write_rows("vault_item", ITEM_COLUMNS, chain.from_iterable(rows.items for rows in sealed))
    write_rows("vault_token", TOKEN_COLUMNS, chain.from_iterable(rows.tokens for rows in sealed))


def facts_of(read: Read, pattern: Person, now: datetime, today: date) -> dict[str, Any]:
    """FACTS of the person of a row; what the row does not say has the default of our own forms."""
    said: dict[str, Any] = dict(read.known.person)
    for key in MOMENTS:
        said[key] = moment(said.get(key), now)
    born = next(iter(read.known.identity.get("birth_date", ())), "")
    said.setdefault("age_band", age_band(born, today))
    said["notified_at"] = said["notified_at"] or min(
        (said[key] for key in MOMENTS if said[key]), default=now
    )
    return {name: said[name] if name in said else getattr(pattern, name) for name in FACTS}


def make_file(row: Brought, pattern: Person, now: datetime) -> AssistanceFile:
    """The agency's file, unsaved, open or closed as the row says."""
    said, facts = row.read.known.file, row.facts
    state, closed = said["state"], None
    opened = moment(said.get("opened_at"), now) or facts["notified_at"]
    if state == "closed":
        closed = moment(said.get("closed_at"), now) or max(opened, facts["closed_at"] or opened)
    return AssistanceFile(
        id=new_id(), person_id=row.person, plant=row.name[0], number=row.name[1],
        agency_id=pattern.agency_id, jurisdiction=pattern.jurisdiction,
        caseworker_id=pattern.caseworker_id, age_band=facts["age_band"], sex=facts["sex"],
        language=facts["language"], risk=said.get("risk", ""), state=state, opened_at=opened,
        closed_at=closed, close_reason=said.get("close_reason", "") if closed else "",
        changed_at=now, synthetic=pattern.synthetic, request_key=new_id(), owner=pattern.owner,
        audiences=pattern.audiences,
    )  # fmt: skip


def moment(text: object, now: datetime) -> datetime | None:
    """An ISO date (its midnight here) or moment; never later than now."""
    return min(_moment(text), now) if isinstance(text, str) and text else None


@lru_cache(10_000)
def _moment(text: str) -> datetime:
    if len(text) > len("2026-01-01"):
        return datetime.fromisoformat(text)
    day = date.fromisoformat(text)
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001


def age_band(born: str, today: date) -> str:
    """Adult or child on that day; not known without a date of birth, or where a year leaves it
    open."""
    if not born:
        return AgeBand.UNKNOWN.value
    year = int(born[:4])
    if len(born) == 4:
        age = today.year - year
        if age == ADULT_YEARS:
            return AgeBand.UNKNOWN.value
        return (AgeBand.ADULT if age > ADULT_YEARS else AgeBand.CHILD).value
    day = date.fromisoformat(born)
    had = (today.month, today.day) >= (day.month, day.day)
    adult = today.year - year - (not had) >= ADULT_YEARS
    return (AgeBand.ADULT if adult else AgeBand.CHILD).value
