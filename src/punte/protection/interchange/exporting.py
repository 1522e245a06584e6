"""Cases on their way out: records of what the viewer may see, read by a cursor, in pieces."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast, JSONObject, TruncDate
from django.utils import timezone

from punte.algorithms.htcds import MOMENTS, Case, Record, as_published, to_record
from punte.algorithms.htcds import fields as catalogue
from punte.core.access.door import Viewer
from punte.core.agencies.door import Agency
from punte.core.vault.door import Kind, has_identity, open_identity
from punte.protection.assistance.door import own_files
from punte.protection.interchange.models import Kept
from punte.protection.interchange.sections import sections_of
from punte.protection.persons.door import Person, pseudonym
from punte.protection.referral.door import Consent, Referral

PIECE = 2000
KINDS = [kind for kind in Kind if kind is not Kind.PHOTO]
Row = dict[str, Any]
FACTS = (
    "status", "age_band", "sex", "nationality", "language", "district", "found_in", "exploitation",
    "risk_factors",
)  # fmt: skip
PERSON = ("id", "plant", "number", *FACTS, *MOMENTS)
FILE_FACTS = ("state", "risk", "opened_at", "closed_at", "close_reason")
FILE, KEPT = ("id", "person_id", *FILE_FACTS), ("person_id", "values", "sections", "source_id")


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


class Sent(NamedTuple):
    """A referral as it goes out: to whom, on which day, for which service."""

    receiver: str
    day: str
    service: str


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
    rows = as_rows(chosen(viewer, selection), *PERSON).iterator(chunk_size=PIECE)
    while piece := list(islice(rows, PIECE)):
        yield from _piece(viewer, piece, reason, sections)


def as_rows(rows: QuerySet[Any], *names: str) -> QuerySet[Any, Row]:
    """Each row as one object that the database makes: times and ids are texts already."""
    whole = JSONObject(**{name: name for name in names})
    found: QuerySet[Any, Row] = rows.annotate(_row=whole).values_list("_row", flat=True)
    return found


def _piece(viewer: Viewer, persons: list[Row], reason: str, with_sections: bool) -> Iterator[Going]:
    ids = [UUID(person["id"]) for person in persons]
    of_these = {"person_id__among": ids}
    files = _by_person(as_rows(own_files(viewer).filter(**of_these), *FILE))
    kept = _by_person(as_rows(Kept.objects.visible_to(viewer).filter(**of_these), *KEPT))
    sent, consented = _referrals(viewer, ids), _consented(viewer, ids)
    hung = sections_of(viewer, [row["id"] for row in files.values()]) if with_sections else {}
    for subject, person in zip(ids, persons, strict=True):
        key = person["id"]
        file, before = files.get(key), kept.get(key)
        case = case_of(person, file, before)
        if reason and has_identity(viewer, subject):
            opened = open_identity(by=viewer, subject=subject, kinds=KINDS, reason=reason)
            case.identity = {str(kind): texts for kind, texts in opened.items()}
        record = to_record(case)
        record["pun_Pseudonym"] = pseudonym(person["plant"], person["number"])
        record.setdefault("org_Name", viewer.agency_name)
        _tell_referrals(record, sent.get(subject, []))
        if subject in consented:
            record["con_Consent"] = True
        parts = dict(before["sections"]) if before else {}
        parts.update(hung.get(UUID(file["id"]), {}) if file else {})
        yield Going(as_published(record), parts)


def _by_person(rows: Iterable[Row]) -> dict[str, Row]:
    return {row["person_id"]: row for row in rows}


def case_of(person: Row, file: Row | None, kept: Row | None) -> Case:
    """Our columns as a case, without identity."""
    case = Case(person={name: person[name] for name in (*FACTS, *MOMENTS) if person[name]})
    if file is not None:
        case.file = {name: file[name] for name in FILE_FACTS if file[name]}
    if kept is not None:
        case.kept, case.source_id = kept["values"], kept["source_id"]
    return case


def _referrals(viewer: Viewer, ids: list[UUID]) -> dict[UUID, list[Sent]]:
    """What the agency sent for each person, drafts left out."""
    rows = (
        Referral.objects.visible_to(viewer)
        .filter(person_id__among=ids, sender=viewer.agency_id)
        .exclude(state="draft")
        .annotate(day=Cast(TruncDate("created_at"), CharField()))
        .order_by("created_at")
    )
    names = dict(Agency.objects.values_list("id", "name"))
    found: dict[UUID, list[Sent]] = defaultdict(list)
    for person, receiver, day, service in rows.values_list(
        "person_id", "receiver_id", "day", "service"
    ):
        found[person].append(Sent(names.get(receiver, ""), day, service))
    return found


def _tell_referrals(record: Record, sent: Sequence[Sent]) -> None:
    """Our referrals in the standard's flat manner: one place in each list for each."""
    if sent:
        record["cas_ReferredOrganisation"] = [row.receiver for row in sent]
        record["cas_OutgoingReferralDate"] = [row.day for row in sent]
        record["cas_ReasonForOutgoingReferral"] = ["AdditionalServicesRequired"] * len(sent)
        record["pun_ReferralServices"] = [row.service for row in sent]


def _consented(viewer: Viewer, ids: list[UUID]) -> set[UUID]:
    """Persons with a consent in force now. What was imported as a mark opens nothing."""
    rows = Consent.objects.visible_to(viewer).filter(
        person_id__among=ids, withdrawn_at=None, expires_at__gt=timezone.now()
    )
    return set(rows.values_list("person_id", flat=True))


def columns_out(*, identity: bool) -> list[str]:
    """Keys of the columns of a table that goes out, in the order of the standard."""
    return [key for key, field in catalogue().items() if identity or not field.identity]
