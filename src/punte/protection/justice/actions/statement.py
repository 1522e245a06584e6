"""Statements: one session for all who ask, so that the person tells the story once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer, get_visible
from punte.core.errors import Conflict, Invalid
from punte.core.once import derived_key, made_once
from punte.protection.assistance.door import AssistanceFile
from punte.protection.justice import rules
from punte.protection.justice.actions.common import check_version, hold, marks, note
from punte.protection.justice.models import StatementAsk, StatementSession
from punte.protection.justice.models.words import SessionState


@dataclass(frozen=True)
class Ask:
    """Which body asks what."""

    body: str
    topics: str


@dataclass(frozen=True)
class Session:
    """When and where, with whom. why_again: needed when another session stands already."""

    at: datetime
    place: str
    interpreter: str = ""
    support: str = ""
    will_record: bool = True
    why_again: str = ""


@transaction.atomic
def plan_statement(
    *, by: Viewer, file: UUID, session: Session, first: Ask, request_key: UUID
) -> StatementSession:
    """Plan a session with the first who asks. Raises Invalid when it makes the person tell the
    story again and nobody says why.
    """
    held = hold(by, file)
    check_ask(first)
    if not session.place.strip():
        raise Invalid(_("Say where, by a kind of place; no address."))

    def make() -> StatementSession:
        check_again(held, session.why_again)
        return StatementSession.objects.create(
            at=session.at,
            place=session.place.strip(),
            interpreter=session.interpreter,
            support=session.support.strip(),
            will_record=session.will_record,
            why_again=session.why_again.strip(),
            **marks(by, held, request_key),
        )

    row, new = made_once(
        StatementSession, by=by, request_key=request_key, same={"file_id": held.id}, make=make
    )
    if new:
        keep_ask(by, held, row, first, derived_key(request_key, "ask"), reuse=False)
        note(by, held, "justice.plan_statement", session=str(row.id))
    return row


def check_again(file: AssistanceFile, why: str) -> None:
    others = StatementSession.objects.filter(file=file).exclude(state=SessionState.CANCELLED)
    if rules.must_say_why_again(others.count()) and not why.strip():
        raise Invalid(
            _("A session stands already. Join it, or say why the person must tell it again.")
        )


def check_ask(ask: Ask) -> None:
    if not ask.body.strip() or not ask.topics.strip():
        raise Invalid(_("Say which body asks, and what it wants to know."))


@transaction.atomic
def join_statement(*, by: Viewer, session: UUID, ask: Ask, request_key: UUID) -> StatementAsk:
    """One more body asks in the same session; after it, it takes the recording.

    Raises Conflict when the session was cancelled, or told without a recording.
    """
    row, file = hold_session(by, session)
    check_ask(ask)
    open_ = row.state == SessionState.PLANNED or (
        row.state == SessionState.HELD and row.recorded is True
    )
    if not open_:
        raise Conflict(
            _("There is no recording to take. Plan a session and say why."),
            what="justice.join_statement",
            subject=file.person_id,
        )
    reuse = row.state == SessionState.HELD
    return keep_ask(by, file, row, ask, request_key, reuse=reuse)


def keep_ask(
    by: Viewer, file: AssistanceFile, row: StatementSession, ask: Ask, key: UUID, *, reuse: bool
) -> StatementAsk:
    kept, new = made_once(
        StatementAsk,
        by=by,
        request_key=key,
        same={"session_id": row.id},
        make=lambda: StatementAsk.objects.create(
            session=row,
            body=ask.body.strip(),
            topics=ask.topics.strip(),
            reuse=reuse,
            **marks(by, file, key),
        ),
    )
    if new:
        note(by, file, "justice.join_statement", session=str(row.id))
    return kept


@transaction.atomic
def end_statement(
    *, by: Viewer, session: UUID, version: int, state: SessionState, recorded: bool | None,
    kept_by: str = "",
) -> StatementSession:  # fmt: skip
    """Told, recorded or not and by whom the recording is kept; or cancelled.

    Raises Invalid when it is not said, or the hour has not come; Conflict.
    """
    row, file = hold_session(by, session)
    check_version(row, version)
    if state not in rules.SESSIONS[SessionState(row.state)]:
        raise Conflict(what=f"justice.statement {state} from {row.state}", subject=file.person_id)
    if state == SessionState.HELD:
        check_told(row, recorded, kept_by)
        row.recorded, row.kept_by = recorded, kept_by.strip()
    row.state = state
    row.version += 1
    row.save(update_fields=["state", "recorded", "kept_by", "version"])
    note(by, file, "justice.end_statement", session=str(row.id), state=str(state))
    return row


def check_told(row: StatementSession, recorded: bool | None, kept_by: str) -> None:
    if row.at > timezone.now():
        raise Invalid(_("The hour of this session has not come yet."))
    if recorded is None:
        raise Invalid(_("Say whether it was recorded."))
    if recorded and not kept_by.strip():
        raise Invalid(_("Say which body keeps the recording."))


def hold_session(by: Viewer, session: UUID) -> tuple[StatementSession, AssistanceFile]:
    seen = get_visible(StatementSession, viewer=by, pk=session)
    file = hold(by, seen.file_id)
    return get_visible(StatementSession, viewer=by, lock=True, pk=session), file
