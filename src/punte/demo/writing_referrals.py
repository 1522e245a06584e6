"""Referrals, consents and grants as rows, with their events, clocks, log entries and notices."""

from __future__ import annotations

from datetime import datetime

from punte.demo.asks import Ask, Consent
from punte.demo.cases import Case, guard_of
from punte.demo.clocks import Clocks
from punte.demo.desk_work import Work
from punte.demo.identities import share_identity
from punte.demo.paths import BY_SENDER
from punte.demo.rows import dashed
from punte.demo.texts import RISK_GROUND, message, note
from punte.protection.referral.clocks import SIDES
from punte.protection.referral.machine import (
    MOVES,
    Clock,
    Side,
    State,
    answer_clock,
)
from punte.protection.referral.telling import KINDS as NOTICES
from punte.protection.referral.telling import SILENT


def write_consent(work: Work, case: Case, consent: Consent) -> None:
    rng, guardian = work.rng, case.child_path
    spoken = work.chance(0.35)
    withdrawn = consent.withdrawn
    language = case.language if case.language in work.corridor.texts else "ro"
    work.sheet.add(
        "protection_consent", consent.id, case.id, "cross_border" if consent.abroad else "help",
        consent.agency, consent.classes, work.corridor.texts[language],
        "spoken" if spoken else "signed", "guardian" if guardian else "person",
        rng.choice(("tutore", "mama", "bunica", "autoritatea tutelară")) if guardian else "",
        "interpret" if spoken else "", spoken, consent.given, consent.expires, case.coordinator,
        withdrawn, "telefonic" if withdrawn else "", case.coordinator if withdrawn else None,
        work.once(), case.owner, sorted({case.owner, consent.audience}), None,
    )  # fmt: skip
    detail = {"consent": dashed(consent.id), "recipient": consent.agency}
    by, owners = case.coordinator, [case.owner]
    work.log(
        consent.given, "consent.record", by, case.id, owners,
        {**detail, "purpose": "cross_border" if consent.abroad else "help",
         "classes": consent.classes},
    )  # fmt: skip
    if withdrawn:
        work.log(withdrawn, "consent.withdraw", by, case.id, owners, dict(detail))


def write_ask(work: Work, case: Case, ask: Ask) -> None:
    """One referral with all that hangs on it."""
    clocks = run_clocks(work, case, ask)
    write_referral(work, case, ask, clocks)
    write_request(work, case, ask)
    write_events(work, case, ask)
    if ask.sent is not None:
        write_snapshot(work, case, ask, ask.sent)
        write_grants(work, case, ask, ask.sent)
        work.write_clocks(clocks, case.code)


def run_clocks(work: Work, case: Case, ask: Ask) -> Clocks:
    """What the moves did to the clocks, by the machine's table."""
    sides = (case.owner, ask.counter.audience)
    url = f"/referrals/{dashed(ask.id)}/"
    clocks = work.clocks("referral", ask.id, case.id, url, case.owner, sides, case.unit.country)
    for name, at in ask.steps:
        move = MOVES[name]
        clocks.meet(move.meets, at)
        if move.stops_all:
            clocks.stop(at)
        clocks.pause(move.pauses, at)
        clocks.resume(move.resumes, at)
        for clock in move.starts:
            measure = answer_clock(ask.urgent) if clock == Clock.ANSWER else clock
            receives = SIDES[clock] == Side.RECEIVER
            clocks.start(measure.value, at, ask.counter.audience if receives else case.owner)
    return clocks


def write_referral(work: Work, case: Case, ask: Ask, clocks: Clocks) -> None:
    state = ask.state
    due = clocks.next_due()
    audiences = [case.owner]
    if state not in {State.DRAFT, State.CONSENT_WITHDRAWN}:
        coordination = work.corridor.coordination[case.unit.country]
        audiences = sorted({case.owner, ask.counter.audience, coordination})
    work.sheet.add(
        "protection_referral", ask.id, case.id, case.plant, case.number, case.unit.agency,
        ask.sender, ask.counter.desk, ask.counter.agency, ask.service, None, ask.urgent,
        ask.basis, ask.consent.id if ask.consent else None, ask.fields, ask.live, ask.until,
        state.value, 1 + len(ask.steps), last_reason(ask),
        ask.suggested.desk if ask.suggested else None, ask.redirected_from,
        ask.created, ask.steps[-1][1] if ask.steps else ask.created,
        due.due if due else None, SIDES[Clock(due.rule.measure)].value if due else "",
        work.once(), case.owner, audiences, None,
    )  # fmt: skip


def write_request(work: Work, case: Case, ask: Ask) -> None:
    asked = ask.basis == "consent"
    words = message(work.rng, ask.service) if asked else work.rng.choice(RISK_GROUND)
    write_words(work, case, ask, words, ask.created)


def write_words(
    work: Work, case: Case, ask: Ask, words: str, at: datetime, event: str | None = None
) -> None:
    """What a side wrote, opened and closed by the grant on the referral."""
    guard = guard_of(case.owner, ask.id, ask.grants(case.id), work.now, "operational")
    work.sheet.add("protection_referral_words", work.id_at(at), ask.id, event, words, *guard)


def reason_of(ask: Ask, move: str) -> str:
    """One of the move's reasons, the same whenever it is asked for."""
    reasons = MOVES[move].reasons
    return reasons[int(ask.id[-2:], 16) % len(reasons)][0] if reasons else ""


def last_reason(ask: Ask) -> str:
    given = [reason_of(ask, move) for move, _at in ask.steps]
    return next((reason for reason in reversed(given) if reason), "")


def write_events(work: Work, case: Case, ask: Ask) -> None:
    before = State.DRAFT
    corridor = work.corridor
    url = f"/referrals/{dashed(ask.id)}/"
    for name, at in ask.steps:
        move = MOVES[name]
        by = None if name == "expire" else ask.sender if name in BY_SENDER else ask.answerer
        event = work.id_at(at)
        work.sheet.add(
            "protection_referral_event", event, ask.id, name, before.value, move.target.value, by,
            corridor.agency_of[by] if by is not None else None, at, reason_of(ask, name),
            work.once(),
        )  # fmt: skip
        if words := note(work.rng, name):
            write_words(work, case, ask, words, at, event)
        if work.whole:
            detail = {"referral": dashed(ask.id), "event": dashed(event), "to": move.target.value}
            work.log(at, f"referral.{name}", by, case.id, [case.owner], detail)
        if name not in SILENT and at >= work.noticed_since:
            to_desk = move.side != Side.RECEIVER
            told = corridor.reach.get(ask.counter.audience, ()) if to_desk else (ask.sender,)
            kind = NOTICES.get(name, "referral_answered")
            work.tell(at, kind, told, url, {"person": case.code}, urgent=ask.urgent)
        before = move.target
    if ask.sent is not None and work.whole:
        read_by_desk(work, case, ask)


def read_by_desk(work: Work, case: Case, ask: Ask) -> None:
    """Whoever opened the referral read the person's shared fields, and now and then the name."""
    seen = ask.moment(State.SEEN)
    if seen is None:
        return
    reading: dict[str, object] = {"fields": ["operational"], "referral": dashed(ask.id)}
    work.log(seen, "person.read", ask.answerer, case.id, [case.owner], reading)
    if ask.identity:
        opened = {**reading, "fields": ask.identity, "reason": "primul contact"}
        work.log(seen, "person.open_identity", ask.answerer, case.id, [case.owner], opened)


def facts_at(case: Case, moment: datetime) -> dict[str, object]:
    """The person's fields that a referral may carry, without identity."""
    return {
        "age_band": case.age_band,
        "sex": case.sex,
        "language": case.language,
        "nationality": case.nationality,
        "district": case.unit.district,
        "status": case.status_at(moment),
        "exploitation": case.exploitation,
        "risk_factors": case.risk_factors,
    }


def write_snapshot(work: Work, case: Case, ask: Ask, sent: datetime) -> None:
    """The chosen fields as they stood; opened by the grant on the referral."""
    facts = facts_at(case, sent)
    values = {key: facts[key] for key in ask.fields if key in facts}
    grants = ask.grants(case.id)
    guard = guard_of(case.owner, ask.id, grants, work.now, "operational")
    work.sheet.add("protection_referral_snapshot", work.id_at(sent), ask.id, values, sent, *guard)
    if ask.identity and case.name_place == "named":
        guard = guard_of(case.owner, ask.id, grants, work.now, "identity")
        share_identity(work, case, ask.id, ask.identity, sent, guard)


def write_grants(work: Work, case: Case, ask: Ask, sent: datetime) -> None:
    for grant in ask.grants(case.id):
        key = work.id_at(sent)
        over = grant.ended or (grant.ends if grant.ends <= work.now else None)
        work.sheet.add(
            "access_grant", key, grant.record, case.id, case.owner, grant.audience, grant.classes,
            "service", "referral", ask.id, sent, ask.sender, grant.ends, over,
        )  # fmt: skip
        work.log(
            sent, "access.grant", ask.sender, case.id, [case.owner],
            {"grant": dashed(key), "audience": grant.audience, "until": grant.ends.isoformat()},
        )  # fmt: skip
    ended = next((g.ended for g in ask.grants(case.id) if g.ended), None)
    if ended is not None:
        work.log(
            ended, "access.end", ask.sender, case.id, [case.owner],
            {"source": dashed(ask.id), "why": ask.steps[-1][0]},
        )  # fmt: skip
