"""Rows that were read become persons with their files and identities: a batch at a time, whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from punte.core.access.door import Viewer
from punte.core.database.staging import write_instances, write_rows
from punte.core.ids import new_id
from punte.core.ledger.door import record_each
from punte.core.vault.door import ITEM_COLUMNS, KEY_COLUMNS, TOKEN_COLUMNS, Kind, Rows, Sealer
from punte.protection.assistance.door import AssistanceFile
from punte.protection.interchange.models import ImportedRow, ImportRun, Kept
from punte.protection.interchange.rows import Read
from punte.protection.persons.door import AgeBand, Person, free_pseudonyms

MOMENTS = (
    "notified_at", "screened_at", "identified_at", "referred_at", "assisted_at", "closed_at",
)  # fmt: skip
ADULT_YEARS = 18


@dataclass
class Batch:
    """Instances of one batch, on their way into the tables."""

    persons: list[Person]
    files: list[AssistanceFile]
    kept: list[Kept]
    marks: list[ImportedRow]
    sealed: list[Rows]


def bring(run: ImportRun, viewer: Viewer, reads: Sequence[Read], sealer: Sealer) -> None:
    """Write all of these rows and an entry in the ledger for each; in the caller's transaction."""
    now = timezone.now()
    batch = Batch([], [], [], [], [])
    for read, name in zip(reads, free_pseudonyms(len(reads)), strict=True):
        _add(batch, run, viewer, read, name, now)
        identity = _identity(read)
        if identity:
            person = batch.persons[-1]
            batch.sealed.append(
                sealer.seal_person(
                    person.id, identity, owner=run.owner, audiences=[run.owner], at=now,
                    written_by=viewer.account_id, region=viewer.jurisdiction,
                    tokens=read.tokens,
                )
            )  # fmt: skip
    _write(batch)
    record_each(
        action="person.import", by=viewer, owners=[run.owner], about=_entries(run, reads, batch)
    )


def _entries(
    run: ImportRun, reads: Sequence[Read], batch: Batch
) -> Iterator[tuple[UUID, dict[str, Any]]]:
    for read, person in zip(reads, batch.persons, strict=True):
        kinds = sorted(read.case.identity) if read.case else []
        yield person.id, {"import": str(run.id), "row": read.number, "fields": kinds}


def _add(
    batch: Batch, run: ImportRun, viewer: Viewer, read: Read, name: tuple[int, int], now: datetime
) -> None:
    assert read.case is not None
    assert read.key is not None
    assert read.content is not None
    guard = {"owner": run.owner, "audiences": [run.owner]}
    person = make_person(read, viewer, name, now, synthetic=run.synthetic, **guard)
    batch.persons.append(person)
    if read.case.file:
        batch.files.append(make_file(read.case.file, person, now, **guard))
    if read.case.kept or read.sections or read.case.source_id:
        batch.kept.append(
            Kept(
                person_id=person.id, run_id=run.id, values=read.case.kept, sections=read.sections,
                source_id=read.case.source_id[:200], **guard,
            )
        )  # fmt: skip
    batch.marks.append(
        ImportedRow(
            run_id=run.id, person_id=person.id, row=read.number, source_key=read.key,
            content=read.content, **guard,
        )
    )  # fmt: skip


def _write(batch: Batch) -> None:
    """Parents first."""
    write_instances(batch.persons)
    write_instances(batch.files)
    write_rows("vault_key", KEY_COLUMNS, (rows.key for rows in batch.sealed))
    write_rows("vault_item", ITEM_COLUMNS, (item for rows in batch.sealed for item in rows.items))
    write_rows("vault_token", TOKEN_COLUMNS, (t for rows in batch.sealed for t in rows.tokens))
    write_instances(batch.kept)
    write_instances(batch.marks)


def _identity(read: Read) -> dict[Kind, list[str]]:
    assert read.case is not None
    return {Kind(kind): texts for kind, texts in read.case.identity.items()}


def make_person(
    read: Read, viewer: Viewer, name: tuple[int, int], now: datetime, **guard: Any
) -> Person:
    """The person of a row; what the row does not say has the default of our own forms."""
    assert read.case is not None
    facts: dict[str, Any] = dict(read.case.person)
    for key in MOMENTS:
        facts[key] = moment(facts.get(key), now)
    born = next(iter(read.case.identity.get("birth_date", ())), "")
    facts.setdefault("age_band", age_band(born, timezone.localdate(now)))
    facts["notified_at"] = facts["notified_at"] or min(
        (facts[key] for key in MOMENTS if facts[key]), default=now
    )
    return Person(
        id=new_id(), plant=name[0], number=name[1], jurisdiction=viewer.jurisdiction,
        agency_id=viewer.agency_id, changed_at=now, **facts, **guard,
    )  # fmt: skip


def make_file(said: dict[str, str], person: Person, now: datetime, **guard: Any) -> AssistanceFile:
    """The agency's file, open or closed as the row says."""
    opened = moment(said.get("opened_at"), now) or person.notified_at
    closed = moment(said.get("closed_at"), now)
    state = said["state"]
    return AssistanceFile(
        id=new_id(), person_id=person.id, plant=person.plant, number=person.number,
        agency_id=person.agency_id, jurisdiction=person.jurisdiction, age_band=person.age_band,
        sex=person.sex, language=person.language, risk=said.get("risk", ""), state=state,
        opened_at=opened, closed_at=(closed or max(opened, person.closed_at or opened))
        if state == "closed" else None, close_reason=said.get("close_reason", "")
        if state == "closed" else "", changed_at=now, synthetic=person.synthetic,
        request_key=new_id(), **guard,
    )  # fmt: skip


def moment(text: object, now: datetime) -> datetime | None:
    """An ISO date (its midnight here) or moment; never later than now."""
    if not isinstance(text, str) or not text:
        return None
    if len(text) == len("2026-01-01"):
        day = date.fromisoformat(text)
        found = timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001
    else:
        found = datetime.fromisoformat(text)
    return min(found, now)


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
