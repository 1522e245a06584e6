"""Opening a file: for a person in care, or one who was referred and accepted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.addresses import addresses
from punte.core.database.staging import write_like
from punte.core.deadlines.door import Wish, start_clocks
from punte.core.errors import Conflict, Invalid, Refused
from punte.core.ids import new_id
from punte.core.ledger.door import record_each
from punte.protection.assistance.actions.hold import note_event
from punte.protection.assistance.models import AssistanceFile, FileEvent
from punte.protection.assistance.models.words import EventKind
from punte.protection.assistance.openings import tell_opened
from punte.protection.assistance.queries.files import file_of_person
from punte.protection.assistance.responsible import responsible_for_each
from punte.protection.persons.door import AgeBand, Person, Sex, code_of
from punte.protection.referral.door import Referral, State, get_referral, snapshot_of

# What files that came in together have in common.
SHARED = frozenset(
    {"agency_id", "jurisdiction", "caseworker_id", "referral_id", "changed_at", "version",
     "synthetic", "owner", "audiences", "grants_end"}
)  # fmt: skip
HELPING = frozenset({State.ACCEPTED, State.SERVICE_STARTED, State.DELIVERED, State.PARTLY})


@transaction.atomic
def open_file(
    *,
    by: Viewer,
    request_key: UUID,
    person: UUID | None = None,
    referral: UUID | None = None,
) -> AssistanceFile:
    """The agency's file of this person: opened now, or the one that is there already.

    person: one in the agency's care. referral: one that came to the viewer's desk and was
    accepted; then the file knows what the referral shared, and nothing else.
    Raises Refused, NotHere, Conflict (not accepted yet), Invalid (neither is named).
    """
    by.require(Permission.WORK_FILES)
    if person is not None:
        return open_once(by, person, lambda: of_person(by, person), request_key)
    if referral is not None:
        row = received(by, referral)
        return open_once(by, row.person_id, lambda: of_referral(by, row), request_key)
    raise Invalid(_("Say for whom the file is."))


def open_once(
    by: Viewer, person: UUID, values: Callable[[], dict[str, Any]], request_key: UUID
) -> AssistanceFile:
    """One file for an agency and person: two at once end in one."""
    if (found := file_of_person(by, person)) is not None:
        return found
    known = values()
    try:
        with transaction.atomic():
            file = make_file(by, request_key, known)
    except IntegrityError as error:
        if (found := file_of_person(by, person)) is None:
            raise Conflict(_("This form was used before. Open it anew, please.")) from error
        return found
    note_event(by, file, EventKind.OPENED, request_key)
    begin_work(by, [file])
    return file


def make_file(by: Viewer, request_key: UUID, known: dict[str, Any]) -> AssistanceFile:
    """Write the row; the viewer is its first caseworker."""
    now = timezone.now()
    return AssistanceFile.objects.create(
        agency_id=by.agency_id,
        jurisdiction=by.jurisdiction,
        caseworker_id=by.account_id,
        opened_at=now,
        changed_at=now,
        request_key=request_key,
        owner=by.agency_audience,
        audiences=[by.agency_audience],
        **known,
    )


@transaction.atomic
def take_in_files(*, by: Viewer, files: Sequence[AssistanceFile], request_key: UUID) -> None:
    """Files that another organisation kept until now, unsaved: they are the viewer's agency's.

    Open ones begin like any other; closed ones are history. request_key: of what brings them in.
    Raises Refused without the permission.
    """
    by.require(Permission.WORK_FILES)
    if not files:
        return
    columns = [field.attname for field in AssistanceFile._meta.concrete_fields]
    differing = [name for name in columns if name not in SHARED]
    write_like(files[0], differing, map(attrgetter(*differing), files))
    event = FileEvent(
        kind=EventKind.TAKEN_IN, at=timezone.now(), by_id=by.account_id, request_key=request_key,
        owner=by.agency_audience, audiences=[by.agency_audience],
    )  # fmt: skip
    write_like(event, ("id", "file_id"), ((new_id(), file.id) for file in files))
    begin_work(by, [file for file in files if file.state == AssistanceFile.State.OPEN])


def begin_work(
    by: Viewer, files: Sequence[AssistanceFile], action: str = "assistance.open"
) -> None:
    """What follows when files of the viewer's agency open, or open again: the first clock, and
    the rooms above.
    """
    if not files:
        return
    address = addresses("protection:file")
    wishes = [
        clock_wish(file, "assistance.assess", "file", address(file.id), who)
        for file, who in zip(files, responsible_for_each(files), strict=True)
    ]
    start_clocks(by=by, wishes=wishes)
    tell_opened(by, files)
    record_each(
        action=action,
        by=by,
        owners=[by.agency_audience],
        about=((file.person_id, {"file": str(file.id)}) for file in files),
    )


def clock_wish(file: AssistanceFile, measure: str, kind: str, url: str, responsible: int) -> Wish:
    """A clock about a file itself."""
    return Wish(
        measure=measure, jurisdiction=file.jurisdiction, record=file.person_id, about_kind=kind,
        about_id=file.id, owner=file.owner, audiences=file.audiences, url=url,
        responsible=responsible, code=code_of(file.plant, file.number),
    )  # fmt: skip


def of_person(by: Viewer, person: UUID) -> dict[str, Any]:
    """What a file takes over from a person in the agency's own care."""
    row = get_visible(Person, viewer=by, pk=person)
    if row.owner != by.agency_audience:
        raise Refused(
            _("Another agency answers for this person. A file opens through a referral."),
            what="open file",
            subject=row.id,
        )
    return {
        "person": row,
        "plant": row.plant,
        "number": row.number,
        "age_band": row.age_band,
        "sex": row.sex,
        "language": row.language,
        "synthetic": row.synthetic,
    }


def received(by: Viewer, referral: UUID) -> Referral:
    """A referral that came to one of the viewer's desks and was accepted."""
    row = get_referral(by, referral)
    if row.desk.audience not in by.audiences or row.receiver_id != by.agency_id:
        raise Refused(what="open file of referral", subject=row.person_id)
    if row.state not in HELPING:
        raise Conflict(
            _("Accept the referral first."), what="open file of referral", subject=row.person_id
        )
    return row


def of_referral(by: Viewer, row: Referral) -> dict[str, Any]:
    """What a file learns from a referral: what its snapshot shared, while it is open."""
    snapshot = snapshot_of(by, row)
    shared = snapshot.values if snapshot else {}
    return {
        "person_id": row.person_id,
        "plant": row.plant,
        "number": row.number,
        "referral": row,
        "age_band": known(shared.get("age_band"), AgeBand.values, AgeBand.UNKNOWN),
        "sex": known(shared.get("sex"), Sex.values, Sex.UNKNOWN),
        "language": str(shared.get("language") or "")[:5],
    }


def known(value: object, codes: list[str], otherwise: str) -> str:
    """A code of the list; what was not shared is not known."""
    return value if isinstance(value, str) and value in codes else otherwise
