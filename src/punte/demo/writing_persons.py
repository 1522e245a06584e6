"""A person as rows: notification, screenings, decisions, identity, broken glass, their log."""

from __future__ import annotations

from datetime import datetime, timedelta

from punte.demo.asks import Ask
from punte.demo.cases import Case, Grant, draw_flags
from punte.demo.desk_work import Work, person_url
from punte.demo.helping import write_help
from punte.demo.identities import keep_identity
from punte.demo.rng import delay
from punte.demo.rows import dashed
from punte.demo.texts import ground, sign
from punte.demo.writing_referrals import write_ask, write_consent
from punte.protection.identification import rules
from punte.protection.persons.models.words import Status
from punte.protection.referral.machine import State

GLASS_SHARE = 0.0015


def write_case(work: Work, case: Case, asks: list[Ask]) -> None:
    """All rows of one person. The order matters: what came of the referrals shows on the person."""
    for ask in asks:
        case.grants += ask.grants(case.id)
        note_milestones(case, ask)
    glass = break_some_glass(work, case)
    for moment in (case.taken, case.screened, case.presumed, case.confirmed):
        case.touch(moment)
    write_person(work, case)
    write_notification(work, case)
    if case.name_place == "named":
        keep_identity(work, case)
    write_screenings(work, case)
    write_ladder(work, case)
    write_person_clocks(work, case)
    for consent in {ask.consent.id: ask.consent for ask in asks if ask.consent}.values():
        write_consent(work, case, consent)
    for ask in asks:
        write_ask(work, case, ask)
    write_help(work, case, asks)
    if glass is not None:
        write_glass(work, case, glass)


def note_milestones(case: Case, ask: Ask) -> None:
    """The first referral sent, help begun, loop closed; each move touches the person."""
    for name, at in (
        ("referred", ask.sent),
        ("assisted", ask.moment(State.SERVICE_STARTED)),
        ("closed", ask.moment(State.LOOP_CLOSED)),
    ):
        known = getattr(case, name)
        if at is not None and (known is None or at < known):
            setattr(case, name, at)
    if ask.steps:
        case.touch(ask.steps[-1][1])


def write_person(work: Work, case: Case) -> None:
    status = case.status_at(work.now)
    known = status in {"identified", "presumed"} or case.screened is not None
    screened = (case.early_screening or case.screened) if case.taken else None
    identified = case.confirmed if case.final == "identified" else None
    work.sheet.add(
        "protection_person", case.id, case.plant, case.number, case.unit.country,
        case.unit.agency, case.coordinator if case.taken else None, case.age_band, case.sex,
        case.nationality, case.language, case.unit.district, case.found_in,
        case.exploitation if known else "unknown",
        case.risk_factors if case.screened or (case.taken and case.early_screening) else [],
        status, case.notified, screened, identified, case.referred, case.assisted, case.closed,
        case.changed, True, *case.guard(work.now),
    )  # fmt: skip


def write_notification(work: Work, case: Case) -> None:
    post, unit = case.post, case.unit
    case.notification = work.id_at(case.notified)
    abroad = post.country != unit.country
    channel = "abroad" if abroad else work.rng.choice(post.channels)
    both = sorted({case.owner, post.audience})
    work.sheet.add(
        "protection_notification", case.notification, case.id, case.plant, case.number,
        post.agency, unit.agency, case.sender, case.notified, channel, post.place,
        post.country if abroad else "", case.name_place, draw_flags(work.rng, case),
        sign(work.rng), case.urgent, "se poate scrie seara" if work.chance(0.3) else "",
        "taken_up" if case.taken else "sent", case.coordinator if case.taken else None,
        case.taken, work.once(), case.owner, both, None,
    )  # fmt: skip
    url = f"/notifications/{dashed(case.notification)}/"
    detail: dict[str, object] = {"notification": dashed(case.notification)}
    work.log(
        case.notified, "notification.send", case.sender, case.id, both,
        {**detail, "to": unit.agency, "channel": channel, "naming": case.name_place,
         "urgent": case.urgent},
    )  # fmt: skip
    clocks = work.clocks(
        "notification", case.notification, case.id, url, case.owner, both, unit.country
    )
    measure = rules.take_up_measure(child_path=case.child_path, urgent=case.urgent)
    clocks.start(measure, case.notified, case.owner)
    told = (*unit.coordinators, *unit.supervisors)
    params = {"person": case.code}
    work.tell(case.notified, "notification_arrived", told, url, params, urgent=case.urgent)
    if case.taken:
        clocks.meet([measure], case.taken)
        work.log(case.taken, "notification.take_up", case.coordinator, case.id, both, detail)
        work.tell(case.taken, "notification_taken_up", [case.sender], url, params)
    work.write_clocks(clocks, case.code)


def write_screenings(work: Work, case: Case) -> None:
    """By whoever notified, at once; and by the unit."""
    if case.early_screening:
        write_screening(work, case, case.early_screening, case.sender, border=True)
    if case.screened:
        write_screening(work, case, case.screened, case.coordinator, border=False)


def write_screening(work: Work, case: Case, at: datetime, by: int, *, border: bool) -> None:
    path = "child" if case.child_path else "adult"
    form = work.forms.draw(work.rng, case.exploitation, path, border=border)
    key = work.id_at(at)
    work.sheet.add(
        "protection_screening", key, case.id, work.corridor.agency_of[by], by, at,
        form.instrument, form.version, path, form.answers(case.risk_factors), form.advice, "",
        work.once(), *case.guard(work.now),
    )  # fmt: skip
    work.log(
        at, "screening.record", by, case.id, [case.owner],
        {"screening": dashed(key), "version": form.version, "advice": form.finding},
    )  # fmt: skip
    read(work, case, at + timedelta(minutes=work.rng.randint(2, 40)), by)


def read(work: Work, case: Case, at: datetime, by: int) -> None:
    """Someone opened the case file."""
    if at < work.now and work.corridor.agency_of[by] == case.unit.agency:
        work.log(at, "person.read", by, case.id, [case.owner], {"fields": ["case file"]})


def write_ladder(work: Work, case: Case) -> None:
    """Presumed by one, the last step by two; what still waits for the second is a proposal."""
    if case.presumed:
        decision = write_decision(work, case, "presumed", case.presumed, None)
        detail = {"decision": dashed(decision), "status": "presumed"}
        work.log(case.presumed, "status.decide", case.coordinator, case.id, [case.owner], detail)
        read(work, case, case.presumed + timedelta(hours=3), case.coordinator)
    if case.proposed:
        write_proposal(work, case, case.proposed)
    if case.confirmed:
        decision = write_decision(work, case, case.final, case.confirmed, case.second)
        detail = {"decision": dashed(decision), "status": case.final}
        work.log(case.confirmed, "status.confirm", case.second, case.id, [case.owner], detail)
        url = person_url(case.id, "status/")
        params = {"person": case.code}
        work.tell(case.confirmed, "status_decided", [case.coordinator], url, params)
        if case.final == "not_victim" and work.chance(0.06):
            write_review(work, case, decision, case.confirmed)


def write_decision(work: Work, case: Case, status: str, at: datetime, second: int | None) -> str:
    key = work.id_at(at)
    work.sheet.add(
        "protection_status_decision", key, case.id, status, "first", case.unit.agency,
        ground(work.rng, status), at.date(), case.coordinator, second, at, work.once(),
        *case.guard(work.now),
    )  # fmt: skip
    return key


def write_proposal(work: Work, case: Case, at: datetime) -> None:
    key, done = work.id_at(at), case.confirmed
    work.sheet.add(
        "protection_status_proposal", key, case.id, case.final, ground(work.rng, case.final),
        at.date(), case.coordinator, at, "confirmed" if done else "open",
        case.second if done else None, done, "", None, work.once(), *case.guard(work.now),
    )  # fmt: skip
    detail = {"proposal": dashed(key), "status": case.final}
    work.log(at, "status.propose", case.coordinator, case.id, [case.owner], detail)
    others = {*case.unit.coordinators, *case.unit.supervisors} - {case.coordinator}
    url = person_url(case.id, "status/")
    work.tell(at, "status_proposed", others, url, {"person": case.code})


def write_review(work: Work, case: Case, decision: str, decided: datetime) -> None:
    """An appeal against "not a victim" that nobody has answered yet."""
    at = decided + delay(work.rng, 24 * 12)
    if at > work.now:
        return
    key = work.id_at(at)
    work.sheet.add(
        "protection_status_review", key, case.id, decision, "appeal",
        "Persoana nu este de acord și aduce un document nou.", at, case.coordinator, None,
        *case.guard(work.now),
    )  # fmt: skip
    detail = {"review": dashed(key)}
    work.log(at, "status.appeal", case.coordinator, case.id, [case.owner], detail)


def write_person_clocks(work: Work, case: Case) -> None:
    """Screening of a child, review of a presumed status, reflection period."""
    owner, country = case.owner, case.unit.country
    url = person_url(case.id, "status/")
    clocks = work.clocks("person", case.id, case.id, url, owner, [owner], country)
    if case.taken and case.child_path and case.early_screening is None:
        clocks.url = person_url(case.id, "screenings/")
        clocks.start("screening.child", case.taken, owner)
        if case.screened:
            clocks.meet(["screening.child"], case.screened)
        work.write_clocks(clocks, case.code)
        clocks.url, clocks.runs = url, []
    if case.presumed:
        clocks.start("status.presumed_review", case.presumed, owner)
        if rules.starts_reflection(country, case.nationality, Status.PRESUMED, []):
            clocks.start("reflection_period", case.presumed, owner)
    if case.confirmed:
        clocks.meet(["status.presumed_review"], case.confirmed)
    for run in clocks.runs:
        # The period is over when its time is: nothing is left to be done about it. And a status
        # that was not changed for months was looked at and left.
        wait = timedelta(days=60 if run.rule.measure == "status.presumed_review" else 0)
        if run.met is None and run.due + wait <= work.now:
            run.met = run.due
    work.write_clocks(clocks, case.code)


def break_some_glass(work: Work, case: Case) -> tuple[datetime, int] | None:
    """Now and then a coordinator of another unit opens a record with a reason."""
    if case.taken is None or not work.chance(GLASS_SHARE):
        return None
    at = case.taken + delay(work.rng, 24 * 30)
    unit = work.corridor.draw_unit(work.rng)
    if at > work.now - timedelta(hours=3) or unit.agency == case.unit.agency:
        return None
    return at, work.rng.choice(unit.coordinators)


def write_glass(work: Work, case: Case, broken: tuple[datetime, int]) -> None:
    at, by = broken
    corridor = work.corridor
    key, ends, mine = work.id_at(at), at + timedelta(hours=2), corridor.audience_of[by]
    oversight = corridor.oversight[corridor.country_of[by]]
    reviewers = corridor.overseers[corridor.country_of[by]]
    reviewed = at + delay(work.rng, 50)
    done = reviewed < work.now and work.chance(0.7)
    work.sheet.add(
        "access_broken_glass", key, case.id, case.owner, [case.owner, oversight, mine], by,
        corridor.agency_of[by], "Persoana a sunat și este în pericol acum; echipa ei nu răspunde.",
        at, ends, reviewers[0] if done else None, reviewed if done else None,
        "Motivul este întemeiat." if done else "",
    )  # fmt: skip
    grant = Grant(case.id, mine, ("operational", "identity"), ends, ends)
    work.sheet.add(
        "access_grant", work.id_at(at), case.id, case.id, case.owner, mine, grant.classes,
        "protection", "glass", key, at, by, ends, ends,
    )  # fmt: skip
    detail = {"glass": dashed(key), "until": ends.isoformat()}
    work.log(at, "access.break_glass", by, case.id, [case.owner], dict(detail))
    url = person_url(case.id)
    told = (*case.unit.supervisors, *reviewers)
    work.tell(at, "glass_broken", told, url, {"person": case.code}, urgent=True)
