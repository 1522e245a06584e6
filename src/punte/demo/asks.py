"""A person's referrals and consents, drawn before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from punte.demo.cases import Case, Grant
from punte.demo.corridor import ADULTS_ONLY, Counter
from punte.demo.desk_work import Work
from punte.demo.paths import (
    CLOSED_WITHOUT_HELP,
    GIVEN_UP,
    HELPED,
    HELPED_AND_CLOSED,
    NO_ANSWER_YET,
    Choice,
    Path,
    Step,
    cut_at,
    state_after,
    walk,
)
from punte.demo.rng import Random, delay
from punte.protection.referral.fields import FIELDS, classes_of, identity_kinds
from punte.protection.referral.machine import LIVE, MOVES, State

SERVICES = (
    ("housing", 20), ("psychological", 18), ("social", 16), ("medical", 14), ("legal", 12),
    ("material", 6), ("educational", 4), ("vocational", 3), ("transport", 3), ("job_search", 2),
    ("interpretation", 1), ("recreational", 1),
)  # fmt: skip
USUAL = [key for key, shared in FIELDS.items() if shared.usual]
MORE = ("nationality", "district", "status", "exploitation", "risk_factors")
NAMES = ("given_name", "family_name")
CONTACT = ("birth_date", "phone")
OLD = timedelta(days=400)
# Nothing waits for an answer longer than this, and nothing stays open longer than that.
STALE, ANCIENT = timedelta(days=25), timedelta(days=150)


@dataclass
class Consent:
    """One consent. classes: of data; withdrawn: when, if it was."""

    id: str
    agency: int
    abroad: bool
    classes: list[str]
    given: datetime
    audience: int
    withdrawn: datetime | None = None

    @property
    def expires(self) -> datetime:
        return self.given + timedelta(days=365)


@dataclass
class Ask:
    """One referral. steps: the moves made by now, with their moments."""

    id: str
    created: datetime
    counter: Counter
    service: str
    sender: int
    answerer: int
    steps: list[Step]
    basis: str = "consent"
    consent: Consent | None = None
    urgent: bool = False
    live: bool = False
    fields: list[str] = field(default_factory=list)
    until: datetime = field(init=False)
    redirected_from: str | None = None
    suggested: Counter | None = None

    @property
    def state(self) -> State:
        return state_after(self.steps)

    @property
    def sent(self) -> datetime | None:
        return self.steps[0][1] if self.steps else None

    @property
    def classes(self) -> tuple[str, ...]:
        return tuple(sorted(c.value for c in classes_of(self.fields)))

    @property
    def identity(self) -> list[str]:
        return identity_kinds(self.fields)

    def moment(self, *states: State) -> datetime | None:
        """When it first came to one of these states."""
        return next((at for move, at in self.steps if MOVES[move].target in states), None)

    def grants(self, person: str) -> list[Grant]:
        """What was opened when it was sent, and until when."""
        if not self.steps:
            return []
        ends = next((at for move, at in self.steps if MOVES[move].ends_access), None)
        ended = ends if ends is not None and ends < self.until else None
        opened = [Grant(self.id, self.counter.audience, self.classes, self.until, ended)]
        if self.live:
            opened.append(Grant(person, self.counter.audience, ("operational",), self.until, ended))
        return opened


def draw_asks(work: Work, case: Case, count: int) -> list[Ask]:
    """So many referrals of a person who is ready for them; the first is always sent."""
    assert case.ready is not None
    rng, now = work.rng, work.now
    helped = work.chance(case.unit.helps * 1.22)
    old = now - case.ready > OLD
    closes = work.chance((0.95 if old else 0.7) if helped else (0.55 if old else 0.1))
    asks: list[Ask] = []
    at = case.ready
    for number in range(count):
        at += delay(rng, 3 if number == 0 else 24 * 17, 0.9)
        if at > now - timedelta(hours=2):
            at = case.ready + (now - case.ready) * rng.uniform(0.05, 0.95)
        draft = number > 0 and now - at < timedelta(days=20) and work.chance(0.35)
        ended = closes or now - at > ANCIENT
        waits = now - at < STALE
        path = () if draft else draw_path(rng, helped, ended, first=number == 0, waits=waits)
        asks.append(draw_ask(work, case, at, path, asks))
    return asks


def draw_path(rng: Random, helped: bool, closes: bool, *, first: bool, waits: bool) -> Path:
    """A way that fits whether the person was helped, and whether their loops were closed."""
    chance = 0.0 if first else rng.random()
    kinds: tuple[tuple[float, Choice], ...]
    if helped and closes:
        kinds = ((0.72, HELPED_AND_CLOSED), (0.94, CLOSED_WITHOUT_HELP), (1, GIVEN_UP))
    elif helped:
        kinds = ((0.25, HELPED), (1, GIVEN_UP))
    elif closes:
        kinds = ((0.6, CLOSED_WITHOUT_HELP), (1, GIVEN_UP))
    else:
        kinds = ((0.7 if waits else -1, NO_ANSWER_YET), (1, GIVEN_UP))
    return next(choice for limit, choice in kinds if chance <= limit).draw(rng)


def draw_ask(work: Work, case: Case, at: datetime, path: Path, before: list[Ask]) -> Ask:
    """One referral of this moment, to a desk that fits, along this path."""
    rng, unit = work.rng, case.unit
    adult = [pair for pair in SERVICES if not (case.child_path and pair[0] in ADULTS_ONLY)]
    service = rng.choices([s for s, _w in adult], [w for _s, w in adult])[0]
    other = "RO" if unit.country == "MD" else "MD"
    country = other if work.chance(0.07) else unit.country
    counter = work.corridor.draw_counter(rng, country, service, unit.district)
    earlier = redirected(before, at)
    if earlier is not None and earlier.suggested is not None:
        service, counter = earlier.service, earlier.suggested
    urgent = case.urgent and work.chance(0.5)
    steps = walk(rng, path, at, pace=unit.pace, urgent=urgent, now=work.now)
    ask = Ask(
        id=work.id_at(at),
        created=at,
        counter=counter,
        service=service,
        sender=case.coordinator,
        answerer=rng.choice(counter.staff),
        steps=steps,
        urgent=urgent,
        redirected_from=earlier.id if earlier is not None else None,
    )
    complete(work, case, ask, before)
    return ask


def redirected(before: list[Ask], at: datetime) -> Ask | None:
    """The last referral, if its desk had suggested another one by then."""
    last = before[-1] if before else None
    if last is None or last.suggested is None or last.steps[-1][1] >= at:
        return None
    return last


def complete(work: Work, case: Case, ask: Ask, before: list[Ask]) -> None:
    """Fields, basis, consent, access and the other desk."""
    rng = work.rng
    ask.fields = [*USUAL, *(key for key in MORE if rng.random() < 0.4)]
    if case.name_place == "named" and work.chance(0.28):
        ask.fields += [*NAMES, *(key for key in CONTACT if rng.random() < 0.5)]
    ask.live = work.chance(0.3)
    days = rng.choice((30, 60, 90, 90, 180, 365))
    ask.until = ask.created + timedelta(days=days)
    if case.child_path and work.chance(0.06):
        ask.basis = "child"
    elif ask.urgent and work.chance(0.2):
        ask.basis = "vital"
    if ask.basis == "consent":
        ask.consent = find_consent(work, case, ask, before)
    if any(move == "redirect" for move, _at in ask.steps):
        ask.suggested = work.corridor.draw_counter(rng, ask.counter.country, ask.service, "")


def find_consent(work: Work, case: Case, ask: Ask, before: list[Ask]) -> Consent:
    """The person's consent for this recipient: one given before, or a new one."""
    abroad = ask.counter.country != case.unit.country
    needed = set(ask.classes)
    for earlier in before:
        held = earlier.consent
        if (
            held is not None
            and held.withdrawn is None
            and held.agency == ask.counter.agency
            and held.given < ask.created
            and held.expires > ask.created + timedelta(days=20)
            and needed <= set(held.classes)
        ):
            return held
    classes = {"operational", *needed, *(["legal"] if ask.service == "legal" else [])}
    given = ask.created - timedelta(minutes=work.rng.randint(5, 90))
    return Consent(
        work.id_at(given), ask.counter.agency, abroad, sorted(classes), given,
        work.corridor.agency_audience[ask.counter.agency],
    )  # fmt: skip


def withdraw_some(work: Work, asks: list[Ask], share: float = 0.03) -> None:
    """Some consents are withdrawn: what still lived of their referrals is cut at that moment."""
    for consent in {id(a.consent): a.consent for a in asks if a.consent}.values():
        standing = [a for a in asks if a.consent is consent and a.steps]
        if standing and work.chance(share):
            last = max(ask.steps[0][1] for ask in standing)
            moment = last + delay(work.rng, 24 * 18)
            if moment < work.now:
                withdraw(consent, standing, moment)


def withdraw(consent: Consent, standing: list[Ask], moment: datetime) -> None:
    consent.withdrawn = moment
    for ask in standing:
        so_far = cut_at(ask.steps, moment)
        if state_after(so_far) in LIVE:
            ask.steps = [*so_far, ("withdraw_consent", moment)]
