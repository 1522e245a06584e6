"""The newest persons, placed so that every named person of the demo finds work waiting."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle, islice

from punte.demo.asks import Ask, complete, withdraw
from punte.demo.cases import Case, draw_case
from punte.demo.corridor import Counter, Post, Unit
from punte.demo.desk_work import Work
from punte.demo.paths import HOURS, WAYS, walk_back
from punte.demo.rng import delay
from punte.demo.writing_persons import write_case
from punte.protection.referral.machine import State

MOST = 100
UNITS = ("coordinator.chisinau", "coordinator.iasi")
SECONDS = ("coordinator2.chisinau", "coordinator2.iasi")
OFFICERS = ("officer.sculeni", "officer.albita")
ANSWERERS = ("ngo.iasi", "ngo2.iasi", "shelter.iasi", "health.iasi", "ngo.chisinau",
             "shelter.chisinau", "health.chisinau")  # fmt: skip
# Each state some times; those that wait for somebody more often.
STATES = [
    *(State.SENT, State.SEEN, State.INFO_REQUESTED, State.ACCEPTED, State.WAIT_LISTED) * 3,
    *(State.SERVICE_STARTED, State.DELIVERED, State.PARTLY, State.DECLINED) * 2,
    *State,
]
WAITING_HOURS = (0.5, 1.4, 3, 7, 20, 30, 52)


def scene_count(size: int) -> int:
    """How many of so many persons stand in a scene."""
    return min(MOST, size // 2)


def write_scenes(work: Work, first: int, size: int) -> None:
    """Notifications that wait, proposals to confirm, referrals in every state; 3 a person."""
    count = scene_count(size)
    waiting = min(len(WAITING_HOURS), count // 6)
    open_steps = min(4, count // 8)
    cases = []
    for number in range(count):
        place = number % 2
        case = _case(work, first + number, size, place)
        if number < 2 * waiting:
            _let_wait(work, case, WAITING_HOURS[number // 2])
            write_case(work, case, [])
        else:
            cases.append((case, number < 2 * (waiting + open_steps)))
    asks = 3 * count
    states = cycle(STATES)
    for number, (case, proposal) in enumerate(cases):
        # The rest is spread evenly over the persons that remain.
        own = asks * (number + 1) // len(cases) - asks * number // len(cases)
        _play(work, case, list(islice(states, own)), proposal=proposal)


def _account(work: Work, login: str) -> int:
    return work.corridor.stage[f"{login}@punte.demo"]


def _case(work: Work, index: int, size: int, place: int) -> Case:
    coordinator = _account(work, UNITS[place])
    unit = _unit_of(work, coordinator)
    officer = _account(work, OFFICERS[place])
    case = draw_case(work, index, size, work.now, unit, _post_of(work, officer))
    case.sender, case.coordinator = officer, coordinator
    case.second = _account(work, SECONDS[place])
    return case


def _unit_of(work: Work, account: int) -> Unit:
    agency = work.corridor.agency_of[account]
    return next(unit for unit in work.corridor.units if unit.agency == agency)


def _post_of(work: Work, account: int) -> Post:
    agency = work.corridor.agency_of[account]
    posts = [post for posts in work.corridor.posts.values() for post in posts]
    return next(post for post in posts if post.agency == agency)


def _let_wait(work: Work, case: Case, hours: float) -> None:
    case.notified = case.changed = work.now - timedelta(hours=hours)
    case.id = work.id_at(case.notified)
    case.urgent = hours < 2


def _play(work: Work, case: Case, states: list[State], *, proposal: bool) -> None:
    """A person with referrals whose last steps were made lately."""
    asks: list[Ask] = []
    for state in states:
        asks.append(_ask(work, case, state, asks))
    first = min((ask.created for ask in asks), default=work.now - timedelta(days=1))
    case.ready = first - timedelta(hours=2)
    case.presumed = case.ready - timedelta(hours=20)
    case.screened = case.presumed - timedelta(hours=9)
    case.taken = case.screened - timedelta(hours=5)
    case.notified = case.changed = case.taken - timedelta(hours=1)
    case.id = work.id_at(case.notified)
    case.final = "identified"
    if proposal:
        # Proposed by the colleague, so that the named coordinator is the second person.
        case.coordinator, case.second = case.second, case.coordinator
        case.proposed = work.now - timedelta(hours=work.rng.uniform(2, 60))
    elif work.chance(0.7):
        case.proposed = case.presumed + (work.now - case.presumed) * 0.3
        case.confirmed = case.presumed + (work.now - case.presumed) * 0.5
    write_case(work, case, asks)


def _ask(work: Work, case: Case, state: State, before: list[Ask]) -> Ask:
    """A referral in this state, made by its last step a few hours or some days ago."""
    rng, now = work.rng, work.now
    late = work.chance(0.3)
    last = now - timedelta(hours=rng.uniform(150, 400) if late else rng.uniform(0.5, 90))
    path = [move for move in WAYS[state] if move != "withdraw_consent"]
    steps = walk_back(rng, tuple(path), last, pace=0.5)
    created = steps[0][1] - delay(rng, HOURS["send"]) if steps else last
    counter = _counter(work)
    ask = Ask(
        id=work.id_at(created),
        created=created,
        counter=counter,
        service=rng.choice(counter.services),
        sender=case.coordinator,
        answerer=rng.choice(counter.staff),
        steps=steps,
        urgent=work.chance(0.25),
    )
    # A consent of its own where it is withdrawn, so that no other referral falls with it.
    complete(work, case, ask, [] if state == State.CONSENT_WITHDRAWN else before)
    ask.until = now + timedelta(days=rng.choice((20, 40, 90)))
    if state == State.CONSENT_WITHDRAWN and ask.consent is not None:
        withdraw(ask.consent, [ask], now - (now - last) / 2)
    return ask


def _counter(work: Work) -> Counter:
    account = _account(work, work.rng.choice(ANSWERERS))
    own = [counter for counter in work.corridor.counters if account in counter.staff]
    return work.rng.choice(own)
