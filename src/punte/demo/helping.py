"""What agencies do for a person, as rows: files, closing and follow-ups, plans, services,
appointments. Invented like all the rest; classes of data are kept as the rooms keep them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from punte.demo.asks import Ask
from punte.demo.cases import Case
from punte.demo.desk_work import Work
from punte.demo.further_help import write_assessments, write_guardian, write_justice, write_task
from punte.demo.rng import delay
from punte.protection.referral.machine import State

MONTHS = (1, 3, 6, 12)
# Goals by the service that was asked: area, goal, and its steps, in the language of the office.
GOALS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "housing": ("housing", "Un loc sigur de stat", ("Cameră pregătită", "O casă mai târziu")),
    "psychological": ("psychological", "Nopți mai liniștite", ("Prima ședință", "Plan la greu")),
    "medical": ("health", "Sănătate îngrijită", ("Programare la medic", "Tratament urmat")),
    "legal": ("legal", "Acte în regulă", ("Cerere depusă", "Avocat desemnat")),
    "educational": ("education", "Înapoi la școală", ("Înscriere", "Meditații")),
    "vocational": ("work", "O meserie", ("Curs ales", "Curs încheiat")),
    "job_search": ("work", "Un loc de muncă sigur", ("CV scris", "Ofertă verificată")),
    "social": ("social", "Oameni de încredere aproape", ("Vizită la familie", "Grup de sprijin")),
}  # fmt: skip
USUAL = ("social", "Pași următori limpezi", ("Discuție despre dorințe", "Plan scris împreună"))
MEDICAL = frozenset({"medical", "psychological"})
MEETINGS = {"medical": "Consultație", "psychological": "Ședință", "legal": "Întâlnire cu avocatul"}
HOURS = ("1.00", "1.50", "2.00", "0.75", "3.00")


@dataclass(frozen=True)
class Helping:
    """One agency's file of a person. staff: who may have written in it."""

    id: str
    agency: int
    owner: int
    worker: int
    staff: tuple[int, ...]
    country: str
    opened: datetime
    closed: datetime | None
    referral: str | None
    desk: int | None
    service: str

    @property
    def guard(self) -> tuple[int, list[int], None]:
        return self.owner, [self.owner], None


def write_help(work: Work, case: Case, asks: list[Ask]) -> None:
    """A file of the unit that answers for the person, and one of each agency that took them on."""
    files = [file for file in (own_file(work, case), *taken_on(work, case, asks)) if file]
    for file in files:
        risk = write_assessments(work, file) if work.whole else ""
        write_file(work, case, file, risk)
        if file.closed is not None:
            write_closing(work, case, file)
        if work.whole:
            write_plan(work, file)
            write_more(work, case, file)
            write_services(work, file)
            write_appointments(work, file)


def own_file(work: Work, case: Case) -> Helping | None:
    if case.taken is None or not work.chance(0.7):
        return None
    closed = case.closed + delay(work.rng, 200) if case.closed else None
    if closed is not None and closed > work.now:
        closed = None
    return Helping(
        work.id_at(case.taken), case.unit.agency, case.owner, case.coordinator,
        case.unit.coordinators, case.unit.country, case.taken, closed, None, None, "social",
    )  # fmt: skip


def taken_on(work: Work, case: Case, asks: list[Ask]) -> list[Helping]:
    """Files of agencies whose desk accepted a referral; one an agency, the first it accepted."""
    found: dict[int, Helping] = {}
    for ask in asks:
        at = ask.moment(State.ACCEPTED, State.SERVICE_STARTED)
        agency = ask.counter.agency
        if at is None or agency in found or agency == case.unit.agency:
            continue
        found[agency] = Helping(
            work.id_at(at), agency, work.corridor.agency_audience[agency], ask.answerer,
            ask.counter.staff, ask.counter.country, at, ask.moment(State.LOOP_CLOSED), ask.id,
            ask.counter.desk, ask.service,
        )  # fmt: skip
    return list(found.values())


def write_more(work: Work, case: Case, file: Helping) -> None:
    """What only some files hold."""
    if file.closed is None and work.chance(0.35):
        write_task(work, file)
    if case.child_path:
        write_guardian(work, case, file)
    if file.service == "legal":
        write_justice(work, case, file)


def write_file(work: Work, case: Case, file: Helping, risk: str) -> None:
    changed = file.closed or min(work.now, file.opened + delay(work.rng, 300))
    work.sheet.add(
        "protection_file", file.id, case.id, case.plant, case.number, file.agency, file.country,
        file.worker, file.referral, case.age_band, case.sex, case.language, risk,
        "closed" if file.closed else "open", file.opened, file.closed,
        "goals" if file.closed else "", changed, 1, True, work.once(), *file.guard,
    )  # fmt: skip
    work.sheet.add(
        "protection_file_event", work.id_at(file.opened), file.id, "opened", file.opened,
        file.worker, file.worker, "", "", "", work.once(), *file.guard,
    )  # fmt: skip
    detail: dict[str, object] = {"file": file.id}
    work.log(file.opened, "file.open", file.worker, case.id, [file.owner], detail)


def write_closing(work: Work, case: Case, file: Helping) -> None:
    """The closing, and the follow-ups after it: those past were done, or the person was lost."""
    if file.closed is None:
        return
    closure = work.id_at(file.closed)
    work.sheet.add(
        "protection_file_closure", closure, file.id, file.closed, file.worker, "goals",
        "Scopurile au fost atinse.", "Număr de urgență cunoscut; o persoană de încredere.",
        case.unit.district, file.country, "[]", work.once(), *file.guard,
    )  # fmt: skip
    for months in MONTHS:
        due = file.closed + timedelta(days=round(30.44 * months))
        past = due < work.now
        state = work.rng.choices(("done", "lost"), (4, 1))[0] if past else "pending"
        follow_up = work.id_at(file.closed)
        work.sheet.add(
            "protection_follow_up", follow_up, file.id, closure, months, due.date(), state,
            2 if state == "lost" else 0, 1, *file.guard,
        )  # fmt: skip
        if state == "done":
            work.sheet.add(
                "protection_follow_up_try", work.id_at(due), file.id, follow_up, due, file.worker,
                True, work.rng.choices(("yes", "unsure", "no"), (8, 2, 1))[0], work.chance(0.15),
                "", work.once(), *file.guard,
            )  # fmt: skip


def write_plan(work: Work, file: Helping) -> None:
    """One goal of the service that was asked, and one everyone has."""
    at = file.opened + delay(work.rng, 60)
    if at > work.now:
        return
    plan = work.id_at(at)
    review = (at + timedelta(days=90)).date()
    work.sheet.add("protection_plan", plan, file.id, 0, at, at, review, *file.guard)
    chosen = {GOALS.get(file.service, USUAL), USUAL}
    for position, (area, words, steps) in enumerate(sorted(chosen), 1):
        goal = work.id_at(at)
        work.sheet.add(
            "protection_plan_goal", goal, file.id, position, [], at, work.once(), plan, area,
            words, "yes", (at + timedelta(days=60)).date(),
            "reached" if file.closed else "open", *file.guard,
        )  # fmt: skip
        for number, step in enumerate(steps, 1):
            due = at + timedelta(days=work.rng.randint(3, 60))
            long_past = due < work.now - timedelta(days=30)
            done = file.closed is not None or long_past or work.chance(0.4)
            work.sheet.add(
                "protection_plan_step", work.id_at(at), file.id, number, [], at, work.once(),
                goal, step, "caseworker" if number == 1 else "person", None, due.date(),
                "done" if done else "planned", "", *file.guard,
            )  # fmt: skip


def write_services(work: Work, file: Helping) -> None:
    """Services of the kind that was asked, week by week, as far as time went."""
    kind = file.service if file.service != "coordination" else "social"
    end = file.closed or work.now
    at = file.opened
    for _number in range(work.rng.randint(1, 6)):
        at += delay(work.rng, 120)
        day = at.date()
        given = at < end
        refused = given and work.chance(0.06)
        outcome = "refused" if refused else "delivered" if given else "planned"
        done = outcome == "delivered"
        work.sheet.add(
            "protection_service", work.id_at(file.opened), file.id, kind, day, "own", file.desk,
            None, "", outcome, day if done else None, work.rng.choice(HOURS) if done else None,
            None, "", "not_now" if refused else "", "", file.worker, min(at, work.now), 1,
            work.once(), *file.guard,
        )  # fmt: skip
        if not given:
            return


def write_appointments(work: Work, file: Helping) -> None:
    """One kept or missed some time ago; for an open file one in the coming days."""
    held = "medical" if file.service in MEDICAL else "operational"
    what = MEETINGS.get(file.service, "Întâlnire")
    past = file.opened + delay(work.rng, 100)
    if past < work.now:
        state = work.rng.choices(("kept", "missed", "cancelled"), (8, 1, 1))[0]
        write_appointment(work, file, held, what, at_the_hour(past), state)
    if file.closed is None:
        days = work.rng.randint(1, 12)
        write_appointment(
            work, file, held, what, at_the_hour(work.now + timedelta(days=days)), "planned"
        )


def at_the_hour(moment: datetime) -> datetime:
    """The same day in working hours."""
    return moment.replace(hour=7 + moment.minute % 8, minute=0, second=0, microsecond=0)


def write_appointment(
    work: Work, file: Helping, held: str, what: str, starts: datetime, state: str
) -> None:
    by_phone = work.chance(0.5)
    work.sheet.add(
        "protection_appointment", work.id_at(file.opened), file.id, held, what, starts,
        starts + timedelta(hours=1), "" if by_phone else "La birou", by_phone, file.worker, 0,
        None, state, min(starts, work.now), 1, work.once(), *file.guard,
    )  # fmt: skip
