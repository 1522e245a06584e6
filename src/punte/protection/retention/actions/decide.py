"""Statistics only, and erasure, by rule: asked by one overseer, carried out by another."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.database.turns import take_turn
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ids import new_id
from punte.core.ledger.door import record
from punte.core.once import made_once
from punte.core.vault.door import ask_erasure, confirm_erasure, open_requests
from punte.protection.retention import queries
from punte.protection.retention.actions.holds import checked_reason
from punte.protection.retention.models import Decision, DecisionPerson, Due
from punte.protection.retention.words import Then

MOST = 500


@transaction.atomic
def ask_decision(
    *, by: Viewer, subjects: Iterable[UUID], reason: str, request_key: UUID
) -> Decision:
    """Ask that these due persons be treated as their rules say; a second overseer must confirm.

    Raises Invalid when nobody is chosen, too many are, or one is under a legal hold, and NotHere
    for somebody who is not due in the overseen country.
    """
    by.require(Permission.RETAIN)
    chosen = set(subjects)
    if not 1 <= len(chosen) <= MOST:
        raise Invalid(_("Choose between 1 and %(count)d persons.") % {"count": MOST})
    why = checked_reason(reason)
    rows = list(queries.due_rows(by).filter(subject__in=chosen))
    if len(rows) != len(chosen):
        raise NotHere(what="ask retention decision")
    held = queries.running_holds(by, list(chosen))
    if held:
        names = ", ".join(sorted(str(hold) for hold in held.values()))
        raise Invalid(_("A legal hold keeps %(names)s.") % {"names": names})
    decision, new = made_once(
        Decision,
        by=by,
        request_key=request_key,
        same={"asked_by": by.account_id},
        make=lambda: _make(by, rows, why, request_key),
    )
    if new:
        detail = {"decision": str(decision.id), "persons": len(rows), "reason": why}
        record(action="retention.ask", by=by, detail=detail)
    return decision


def _make(by: Viewer, rows: list[Due], why: str, request_key: UUID) -> Decision:
    sides: dict[str, Any] = {
        "owner": by.oversight_audience,
        "audiences": [by.oversight_audience],
    }
    decision = Decision(
        id=new_id(),
        reason=why,
        asked_by=by.account_id,
        asked_at=timezone.now(),
        request_key=request_key,
        **sides,
    )
    decision.save(force_insert=True)
    DecisionPerson.objects.bulk_create(
        DecisionPerson(
            id=new_id(),
            decision=decision,
            subject=row.subject,
            code=row.code,
            then=row.then,
            due_on=row.due_on,
            erasure=_ask_vault(by, row.subject, why),
            **sides,
        )
        for row in rows
    )
    return decision


def _ask_vault(by: Viewer, subject: UUID, why: str) -> UUID | None:
    """The vault's own request; None for a person whose identity nobody has kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_may_erase(%s)", [subject])
        if cursor.fetchone()[0] is None:
            return None
    return ask_erasure(by=by, subject=subject, reason=why).id


@transaction.atomic
def confirm_decision(*, by: Viewer, decision: UUID) -> dict[str, Any]:
    """Carry it out, all in one transaction: keys destroyed, texts gone, coarse facts by the rule.

    Who came under a hold since, or is no longer due, is left alone and counted. Returns the
    counts. Raises Refused to the one who asked, Conflict when it is done or past thirty days.
    """
    by.require(Permission.RETAIN)
    asked = get_visible(Decision, viewer=by, pk=decision)
    if asked.asked_by == by.account_id:
        raise Refused(
            _("A second person must confirm this: you asked for it."), what="own decision"
        )
    _lock(asked)
    lines = queries.preview(by, asked)
    rows = sum(_forget(by, asked, line) for line in lines if line.acts)
    counts: dict[str, Any] = {
        **dict.fromkeys(Then.values, 0),
        **queries.counts_of(lines),
        "rows": rows,
    }
    left = [str(line.person.subject) for line in lines if not line.acts]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT punte_finish_decision(%s, %s)", [asked.id, json.dumps({**counts, "left": left})]
        )
        if not cursor.fetchone()[0]:
            raise Conflict(what="confirm retention decision")
    detail = {"decision": str(asked.id), "asked_by": asked.asked_by, **counts}
    record(action="retention.confirm", by=by, detail=detail)
    return counts


def _lock(asked: Decision) -> None:
    """Two who confirm at once: the later one finds it done."""
    take_turn("retention", asked.id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_decision_open(%s)", [asked.id])
        if not cursor.fetchone()[0]:
            raise Conflict(what="confirm retention decision")


def _forget(by: Viewer, asked: Decision, line: queries.Line) -> int:
    person = line.person
    if person.erasure is not None and open_requests(by).filter(pk=person.erasure).exists():
        confirm_erasure(by=by, request=person.erasure)
    with connection.cursor() as cursor:
        cursor.execute("SELECT punte_forget_person(%s, %s)", [asked.id, person.subject])
        rows: int | None = cursor.fetchone()[0]
    if rows is None:
        raise Conflict(what="forget person", subject=person.subject)
    detail = {"decision": str(asked.id), "then": person.then, "rows": rows}
    record(action="retention.forget", by=by, subject=person.subject, detail=detail)
    return rows
