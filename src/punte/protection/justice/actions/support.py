"""Legal aid, rights explained, protective measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer, get_visible
from punte.core.deadlines.door import meet_clock
from punte.core.errors import Conflict, Invalid
from punte.core.once import made_once
from punte.protection.assistance.door import AssistanceFile
from punte.protection.justice import rules
from punte.protection.justice.actions.common import (
    RIGHTS,
    check_past,
    check_version,
    hold,
    marks,
    note,
)
from punte.protection.justice.instruments import measures_in, rights, rights_version
from punte.protection.justice.models import LegalAid, ProtectiveMeasure, RightsTalk
from punte.protection.justice.models.words import AidKind, AskState, RightsForm, Understood

A = TypeVar("A", LegalAid, ProtectiveMeasure)


@transaction.atomic
def ask_aid(
    *, by: Viewer, file: UUID, kind: AidKind, office: str, asked_on: date, words: str,
    request_key: UUID,
) -> LegalAid:  # fmt: skip
    """Keep that a lawyer was asked for. office: the lawyer's office, no name."""
    held = hold(by, file)
    check_past(asked_on)
    row, new = made_once(
        LegalAid,
        by=by,
        request_key=request_key,
        same={"file_id": held.id},
        make=lambda: LegalAid.objects.create(
            kind=kind,
            office=office.strip(),
            asked_on=asked_on,
            note=words.strip(),
            **marks(by, held, request_key),
        ),
    )
    if new:
        note(by, held, "justice.ask_aid", aid=str(row.id), kind=str(kind))
    return row


@transaction.atomic
def ask_measure(
    *, by: Viewer, file: UUID, kind: str, body: str, asked_on: date, words: str,
    request_key: UUID,
) -> ProtectiveMeasure:  # fmt: skip
    """Keep that a measure was asked for. Raises Invalid for a kind this country's table lacks."""
    held = hold(by, file)
    check_past(asked_on)
    if kind not in {line.key for line in measures_in(held.jurisdiction)}:
        raise Invalid(_("There is no such measure in this country."))
    row, new = made_once(
        ProtectiveMeasure,
        by=by,
        request_key=request_key,
        same={"file_id": held.id},
        make=lambda: ProtectiveMeasure.objects.create(
            kind=kind,
            body=body.strip(),
            asked_on=asked_on,
            note=words.strip(),
            **marks(by, held, request_key),
        ),
    )
    if new:
        note(by, held, "justice.ask_measure", measure=str(row.id), kind=kind)
    return row


@dataclass(frozen=True)
class Answer:
    """What became of something asked for. until: for measures, the last day."""

    state: AskState
    on: date
    words: str = ""
    until: date | None = None


@transaction.atomic
def answer_aid(*, by: Viewer, aid: UUID, version: int, answer: Answer, office: str) -> LegalAid:
    """Granted, refused or ended. office: of the lawyer who was given, if now known."""
    row, file = hold_asked(LegalAid, by, aid, version)
    settle(row, answer)
    row.office = office.strip() or row.office
    row.save(update_fields=["state", "answered_on", "ended_on", "note", "version", "office"])
    note(by, file, "justice.answer_aid", aid=str(row.id), state=row.state)
    return row


@transaction.atomic
def answer_measure(*, by: Viewer, measure: UUID, version: int, answer: Answer) -> ProtectiveMeasure:
    """Granted until a day, refused or ended."""
    row, file = hold_asked(ProtectiveMeasure, by, measure, version)
    settle(row, answer)
    if answer.until is not None and answer.until < answer.on:
        raise Invalid(_("The last day lies before the first."))
    row.until = answer.until or row.until
    row.save(update_fields=["state", "answered_on", "ended_on", "note", "version", "until"])
    note(by, file, "justice.answer_measure", measure=str(row.id), state=row.state)
    return row


def hold_asked(model: type[A], by: Viewer, key: UUID, version: int) -> tuple[A, AssistanceFile]:
    seen = get_visible(model, viewer=by, pk=key)
    file = hold(by, seen.file_id)
    row = get_visible(model, viewer=by, lock=True, pk=key)
    check_version(row, version)
    return row, file


def settle(row: LegalAid | ProtectiveMeasure, answer: Answer) -> None:
    """Write the answer; Conflict when the table does not lead there, Invalid for its day."""
    if answer.state not in rules.ASKS[AskState(row.state)]:
        raise Conflict(what=f"justice.answer {answer.state} from {row.state}")
    check_past(answer.on)
    if answer.on < (row.answered_on or row.asked_on):
        raise Invalid(_("That day lies before the step it follows."))
    row.state = answer.state
    if answer.state == AskState.ENDED:
        row.ended_on = answer.on
    else:
        row.answered_on = answer.on
    row.note = answer.words.strip() or row.note
    row.version += 1


@dataclass(frozen=True)
class Talk:
    """How the rights were explained. rights: keys of the table."""

    rights: Sequence[str]
    language: str
    form: RightsForm
    interpreter: bool
    understood: Understood
    explained_on: date
    copy_given: bool


@transaction.atomic
def explain_rights(*, by: Viewer, file: UUID, talk: Talk, request_key: UUID) -> RightsTalk:
    """Keep a talk for good; the clock stops when the person understood."""
    held = hold(by, file)
    check_past(talk.explained_on)
    known = [line.key for line in rights()]
    if not talk.rights or set(talk.rights) - set(known):
        raise Invalid(_("Say which rights were explained."))
    row, new = made_once(
        RightsTalk,
        by=by,
        request_key=request_key,
        same={"file_id": held.id},
        make=lambda: RightsTalk.objects.create(
            rights=[key for key in known if key in talk.rights],
            text=rights_version(),
            language=talk.language,
            form=talk.form,
            interpreter=talk.interpreter,
            understood=talk.understood,
            explained_on=talk.explained_on,
            copy_given=talk.copy_given,
            **marks(by, held, request_key),
        ),
    )
    if new:
        if talk.understood == Understood.YES:
            meet_clock(by=by, about_id=held.id, measure=RIGHTS)
        note(by, held, "justice.explain_rights", talk=str(row.id), text=row.text)
    return row
