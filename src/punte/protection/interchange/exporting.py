"""Cases on their way out: records of what the viewer may see, read by a cursor, in pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from punte.algorithms.htcds import MOMENTS, Case, Record, published, to_record
from punte.algorithms.htcds import fields as catalogue
from punte.core.access.door import Viewer
from punte.core.vault.door import Kind, has_identity, open_identity
from punte.protection.assistance.door import AssistanceFile, own_files
from punte.protection.interchange.models import Kept
from punte.protection.interchange.sections import sections_of
from punte.protection.persons.door import Person
from punte.protection.referral.door import Consent, Referral

PIECE = 2000
KINDS = [kind for kind in Kind if kind is not Kind.PHOTO]
FACTS = (
    "status", "age_band", "sex", "nationality", "language", "district", "found_in", "exploitation",
    "risk_factors",
)  # fmt: skip


@dataclass(frozen=True)
class Selection:
    """Which cases: by status, day of notification (both ends taken in), or one person alone."""

    status: str = ""
    since: date | None = None
    until: date | None = None
    person: UUID | None = None


@dataclass(frozen=True)
class Going:
    """One case as it goes out."""

    record: Record
    sections: dict[str, Any]


def chosen(viewer: Viewer, selection: Selection) -> QuerySet[Person]:
    """The agency's own persons that fit, oldest first; keys tell when a row was made."""
    rows = Person.objects.visible_to(viewer).filter(owner=viewer.agency_audience)
    if selection.person:
        rows = rows.filter(id=selection.person)
    if selection.status:
        rows = rows.filter(status=selection.status)
    if selection.since:
        rows = rows.filter(notified_at__gte=_midnight(selection.since))
    if selection.until:
        rows = rows.filter(
            notified_at__lt=_midnight(date.fromordinal(selection.until.toordinal() + 1))
        )
    return rows.order_by("id")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def going(
    viewer: Viewer, selection: Selection, *, reason: str = "", sections: bool = False
) -> Iterator[Going]:
    """The chosen cases, read by a cursor of the server within the caller's transaction.

    reason: open identities too, each with its entry in the ledger; empty: none.
    """
    persons = chosen(viewer, selection).iterator(chunk_size=PIECE)
    while piece := list(islice(persons, PIECE)):
        yield from _piece(viewer, piece, reason, sections)


def _piece(
    viewer: Viewer, persons: list[Person], reason: str, with_sections: bool
) -> Iterator[Going]:
    ids = [person.id for person in persons]
    files = {file.person_id: file for file in own_files(viewer).filter(person__in=ids)}
    kept = {row.person_id: row for row in Kept.objects.visible_to(viewer).filter(person__in=ids)}
    sent, consented = _referrals(viewer, ids), _consented(viewer, ids)
    hung = sections_of(viewer, [file.id for file in files.values()]) if with_sections else {}
    for person in persons:
        file, before = files.get(person.id), kept.get(person.id)
        case = case_of(person, file, before)
        if reason and has_identity(viewer, person.id):
            opened = open_identity(by=viewer, subject=person.id, kinds=KINDS, reason=reason)
            case.identity = {str(kind): texts for kind, texts in opened.items()}
        record = to_record(case)
        record["pun_Pseudonym"] = str(person)
        record.setdefault("org_Name", viewer.agency_name)
        _tell_referrals(record, sent.get(person.id, []))
        if person.id in consented:
            record["con_Consent"] = True
        parts = dict(before.sections) if before else {}
        parts.update(hung.get(file.id, {}) if file else {})
        yield Going({key: _spelt(key, value) for key, value in record.items()}, parts)


def case_of(person: Person, file: AssistanceFile | None, kept: Kept | None) -> Case:
    """Our columns as a case, without identity."""
    facts = {name: getattr(person, name) for name in FACTS}
    facts.update({name: _iso(getattr(person, name)) for name in MOMENTS})
    case = Case(person={name: value for name, value in facts.items() if value})
    if file is not None:
        held = {
            "state": file.state, "risk": file.risk, "opened_at": _iso(file.opened_at),
            "closed_at": _iso(file.closed_at), "close_reason": file.close_reason,
        }  # fmt: skip
        case.file = {name: value for name, value in held.items() if value}
    if kept is not None:
        case.kept, case.source_id = kept.values, kept.source_id
    return case


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _spelt(key: str, value: Any) -> Any:
    """Codes as the standard prints them, so that others' programs know them."""
    if isinstance(value, str):
        return published(key, value)
    return [published(key, part) for part in value] if isinstance(value, list) else value


def _referrals(viewer: Viewer, ids: list[UUID]) -> dict[UUID, list[Referral]]:
    """What the agency sent for each person, drafts left out."""
    rows = (
        Referral.objects.visible_to(viewer)
        .filter(person__in=ids, sender=viewer.agency_id)
        .exclude(state="draft")
        .select_related("receiver")
        .order_by("created_at")
    )
    found: dict[UUID, list[Referral]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


def _tell_referrals(record: Record, sent: Iterable[Referral]) -> None:
    """Our referrals in the standard's flat manner: one place in each list for each."""
    rows = list(sent)
    if not rows:
        return
    record["cas_ReferredOrganisation"] = [row.receiver.name for row in rows]
    record["cas_OutgoingReferralDate"] = [
        timezone.localdate(row.created_at).isoformat() for row in rows
    ]
    record["cas_ReasonForOutgoingReferral"] = ["AdditionalServicesRequired"] * len(rows)
    record["pun_ReferralServices"] = [row.service for row in rows]


def _consented(viewer: Viewer, ids: list[UUID]) -> set[UUID]:
    """Persons with a consent in force now. What was imported as a mark opens nothing."""
    rows = Consent.objects.visible_to(viewer).filter(
        person__in=ids, withdrawn_at=None, expires_at__gt=timezone.now()
    )
    return set(rows.values_list("person_id", flat=True))


def columns_out(*, identity: bool) -> list[str]:
    """Keys of the columns of a table that goes out, in the order of the standard."""
    return [key for key, field in catalogue().items() if identity or not field.identity]
