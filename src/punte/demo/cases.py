"""One invented person: the facts, and the moments up to the point where help can be asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from punte.demo.corridor import Post, Unit
from punte.demo.desk_work import Work
from punte.demo.places import LANGUAGES, NATIONALITIES, ROUTES
from punte.demo.rng import Random, delay
from punte.protection.identification.models.words import RedFlag
from punte.protection.persons.models.words import RiskFactor
from punte.protection.persons.pseudonyms import PLANTS, code_of

DIGITS = 10_000
WIDE_FROM = 300_000
WIDE_DIGITS = 10_000_000
# Owner, audiences, and when the first of the grants behind them ends.
Guard = tuple[int, list[int], datetime | None]
STEP = 2_654_435_761  # odd and no multiple of five, so that no two persons share a pseudonym

FORMS = (("labour", 42), ("sexual", 27), ("begging", 10), ("criminal", 8), ("domestic", 5),
         ("marriage", 2), ("organs", 0.3), ("unknown", 6))  # fmt: skip
SEX = {"labour": (38, 60), "sexual": (93, 6), "begging": (52, 46), "criminal": (30, 68),
       "domestic": (85, 14), "marriage": (96, 3)}  # fmt: skip


@dataclass(frozen=True)
class Grant:
    """One record opened to one audience. `ended` is set when it ended before its time."""

    record: str
    audience: int
    classes: tuple[str, ...]
    ends: datetime
    ended: datetime | None

    def runs(self, now: datetime) -> bool:
        return self.ended is None and self.ends > now


@dataclass
class Case:
    """A person's facts and moments; a moment that has not come yet is None."""

    id: str
    plant: int
    number: int
    unit: Unit
    post: Post
    notified: datetime
    age_band: str
    sex: str
    nationality: str
    language: str
    exploitation: str
    risk_factors: list[str]
    found_in: str
    name_place: str
    urgent: bool
    sender: int
    coordinator: int
    second: int
    notification: str = ""
    early_screening: datetime | None = None
    taken: datetime | None = None
    screened: datetime | None = None
    presumed: datetime | None = None
    final: str = ""
    proposed: datetime | None = None
    confirmed: datetime | None = None
    ready: datetime | None = None
    referred: datetime | None = None
    assisted: datetime | None = None
    closed: datetime | None = None
    changed: datetime = field(init=False)
    grants: list[Grant] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.changed = self.notified

    @property
    def child_path(self) -> bool:
        return self.age_band != "adult"

    @property
    def owner(self) -> int:
        return self.unit.audience

    @cached_property
    def code(self) -> str:
        """The pseudonym as notices and clocks keep it."""
        return code_of(self.plant, self.number)

    def touch(self, at: datetime | None) -> None:
        """Something changed on the person at that moment."""
        if at is not None and at > self.changed:
            self.changed = at

    def status_at(self, moment: datetime) -> str:
        """Where on the ladder the person stood."""
        if self.confirmed is not None and self.confirmed <= moment:
            return self.final
        return "presumed" if self.presumed is not None and self.presumed <= moment else "none"

    def guard(self, now: datetime, data_class: str = "operational") -> Guard:
        """Owner, audiences and end of grants of the rows of this person's own record."""
        if self.taken is None:
            return self.owner, sorted({self.owner, self.post.audience}), None
        return guard_of(self.owner, self.id, self.grants, now, data_class)


def guard_of(owner: int, record: str, grants: list[Grant], now: datetime, data_class: str) -> Guard:
    """What `punte_refresh_audiences` makes of a record's owner and running grants."""
    running = [g for g in grants if g.runs(now) and g.record == record and data_class in g.classes]
    if not running:
        return owner, [owner], None
    ends = min(g.ends for g in running)
    return owner, sorted({owner, *(g.audience for g in running)}), ends


def _weighted(rng: Random, pairs: tuple[tuple[str, float], ...]) -> str:
    return rng.choices([value for value, _w in pairs], [weight for _v, weight in pairs])[0]


def draw_case(
    work: Work, index: int, size: int, notified: datetime, unit: Unit, post: Post
) -> Case:
    """A person of this number among `size`, notified to this unit by this post."""
    rng = work.rng
    digits = WIDE_DIGITS if size > WIDE_FROM else DIGITS
    plant, number = divmod(index * STEP % (len(PLANTS) * digits), digits)
    exploitation = _weighted(rng, FORMS)
    women, men = SEX.get(exploitation, (55, 43))
    sex = rng.choices(("female", "male", "other", "unknown"), (women, men, 0.5, 1.5))[0]
    young = {"begging": 45, "criminal": 30, "sexual": 20, "labour": 6}.get(exploitation, 12)
    age = rng.choices(("adult", "child", "unknown"), (100 - young - 5, young, 5))[0]
    nationality = _weighted(rng, NATIONALITIES[unit.country])
    language = _weighted(rng, LANGUAGES.get(nationality, LANGUAGES[""]))
    coordinator = rng.choice(unit.coordinators)
    others = [a for a in (*unit.supervisors, *unit.coordinators) if a != coordinator]
    naming = rng.choices(("named", "declined", "not_known"), (86, 6, 8))[0]
    return Case(
        id=work.id_at(notified),
        plant=plant,
        number=number,
        unit=unit,
        post=post,
        notified=notified,
        age_band=age,
        sex=sex,
        nationality=nationality,
        language=language,
        exploitation=exploitation,
        risk_factors=_risks(rng, age, nationality),
        found_in=_weighted(rng, ROUTES),
        name_place="not_known" if naming == "declined" and age != "adult" else naming,
        urgent=rng.random() < 0.12,
        sender=rng.choice(post.staff),
        coordinator=coordinator,
        second=rng.choice(others),
    )


def _risks(rng: Random, age: str, nationality: str) -> list[str]:
    chances = {
        "single_parent_family": 0.24, "child": 1.0 if age == "child" else 0.0,
        "domestic_violence": 0.3, "low_education": 0.36, "poor_rural": 0.42, "disability": 0.07,
        "refugee": 0.6 if nationality == "UA" else 0.01,
    }  # fmt: skip
    return [f.value for f in RiskFactor if rng.random() < chances[f.value]]


def draw_flags(rng: Random, case: Case) -> list[str]:
    """Two or three red flags that fit."""
    drawn = set(rng.sample([f.value for f in RedFlag if f != RedFlag.CHILD_ALONE], 3))
    if case.age_band == "child" and rng.random() < 0.5:
        drawn.add(RedFlag.CHILD_ALONE.value)
    return [f.value for f in RedFlag if f.value in drawn]


def live_through(work: Work, case: Case) -> None:
    """Draw the moments from notification to readiness; what lies after now has not happened."""
    rng, pace, now = work.rng, case.unit.pace, work.now

    def after(moment: datetime | None, hours: float, share: float) -> datetime | None:
        if moment is None or rng.random() > share:
            return None
        return past(moment + delay(rng, hours * pace), now)

    pressing = case.urgent or case.child_path
    if case.post.channels[0] == "border" and rng.random() < 0.3:
        case.early_screening = past(case.notified + delay(rng, 0.5, 0.4), now)
    case.taken = after(case.notified, 1.4 if pressing else 8, 1)
    if case.early_screening and case.taken and case.early_screening >= case.taken:
        case.early_screening = None
    case.screened = after(case.taken, 16, 0.915)
    case.presumed = after(case.screened, 15, 0.94)
    case.final = "identified" if rng.random() < 0.905 else "not_victim"
    case.proposed = after(case.presumed, 24 * 7, 0.96)
    case.confirmed = after(case.proposed, 20, 1)
    if case.final == "identified":
        case.ready = after(case.presumed, 60, 0.945)


def past(moment: datetime, now: datetime) -> datetime | None:
    """The moment, if it has come."""
    return moment if moment <= now - timedelta(minutes=1) else None
