"""Reading a case's course, from what the viewer may see."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.agencies.door import Account
from punte.core.deadlines.door import Clock, clocks_about
from punte.investigation.cases.door import Case
from punte.investigation.course.machine import LADDER
from punte.investigation.course.models import (
    Accused,
    Appeal,
    Charge,
    Hearing,
    Indictment,
    Judgment,
    Restraint,
    Sentence,
    Step,
    Verdict,
)
from punte.investigation.course.words import HearingState, RestraintKind, State
from punte.investigation.subjects.door import readable

Rows = list[Any]
# What takes somebody's freedom whole, and counts as time served.
HELD = (RestraintKind.RETENTION, RestraintKind.ARREST, RestraintKind.HOUSE_ARREST)


@dataclass
class Course:
    """Everything of a case's way through justice; small enough to be read at once."""

    case: Case
    accused: list[Accused]
    charges: list[Charge]
    restraints: list[Restraint]
    indictments: list[Indictment]
    hearings: list[Hearing]
    judgments: list[Judgment]
    sentences: list[Sentence]
    clocks: dict[UUID, list[Clock]] = field(default_factory=dict)

    def steps(self) -> list[dict[str, Any]]:
        """The ladder of the case, each step with its first day."""
        return ladder(
            [
                (_("Opened"), timezone.localdate(self.case.opened_at)),
                (_("First suspect"), first(row.on for row in self.accused)),
                (_("Charged"), first(row.on for row in self.charges)),
                (_("Sent to court"), first(row.on for row in self.indictments)),
                (_("Judged"), first(row.on for row in self.judgments)),
                (_("Final judgment"), first(row.final_on for row in self.judgments)),
                (_("Enforced"), first(row.enforced_on for row in self.sentences)),
            ]
        )


def first(days: Any) -> date | None:
    return min((day for day in days if day), default=None)


def ladder(steps: list[tuple[str, date | None]]) -> list[dict[str, Any]]:
    """Steps as `{% ladder %}` takes them: the last with a day is where things stand."""
    last = max((place for place, (_label, day) in enumerate(steps) if day), default=-1)

    def state(place: int, day: date | None) -> str:
        if place == last:
            return "current"
        if day:
            return "done"
        return "skipped" if place < last else "todo"

    return [
        {"label": label, "state": state(place, day), "detail": day or ""}
        for place, (label, day) in enumerate(steps)
    ]


def course_of(viewer: Viewer, case: Case) -> Course:
    """The whole course of a case, in a number of queries that does not grow with it."""
    viewer.require(Permission.SEE_CASES)

    def of(model: Any, *order: str) -> Any:
        return model.objects.visible_to(viewer).filter(case=case).order_by(*order, "pk")

    found = Course(
        case=case,
        accused=named(viewer, list(of(Accused, "on").select_related("entity", "indictment"))),
        charges=list(of(Charge, "on").select_related("offence")),
        restraints=list(of(Restraint, "starts_at")),
        indictments=list(of(Indictment, "on")),
        hearings=with_names(list(of(Hearing, "at"))),
        judgments=list(of(Judgment, "on")),
        sentences=list(of(Sentence, "made_at").select_related("judgment")),
    )
    _hang(found, list(of(Verdict).select_related("charge__offence")), list(of(Appeal, "on")))
    running: Rows = [*found.restraints, *found.hearings, *found.judgments]
    found.clocks = clocks_about(viewer, [row.pk for row in running])
    for row in running:
        row.clock = next(iter(found.clocks.get(row.pk, [])), None)
    return found


def _hang(course: Course, verdicts: list[Verdict], appeals: list[Appeal]) -> None:
    """Let every row carry what the pages show under it."""
    people: dict[UUID, Any] = {row.pk: row for row in course.accused}
    by_accused: dict[str, dict[UUID, Rows]] = {
        "charge_rows": _by(course.charges),
        "restraint_rows": _by(course.restraints),
        "sentence_rows": _by(course.sentences),
        "verdict_rows": _by(verdicts),
    }
    for pk, row in people.items():
        for name, rows in by_accused.items():
            setattr(row, name, rows.get(pk, []))
        row.running = [one for one in row.restraint_rows if one.over_at > timezone.now()]
    for rows in by_accused.values():
        for one in (one for group in rows.values() for one in group):
            one.who = people.get(one.accused_id)
    of_judgment: dict[str, dict[UUID, Rows]] = {
        "verdict_rows": _by(verdicts, "judgment_id"),
        "appeal_rows": _by(appeals, "judgment_id"),
    }
    for judgment in course.judgments:
        for name, rows in of_judgment.items():
            setattr(judgment, name, rows.get(judgment.pk, []))


def _by(rows: Rows, key: str = "accused_id") -> dict[UUID, Rows]:
    found: dict[UUID, Rows] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def named(viewer: Viewer, rows: list[Accused]) -> list[Accused]:
    """Give each accused a `name`: the caption of the leading entity of its group."""
    groups = {row.entity.group for row in rows}
    captions = dict(readable(viewer).filter(pk__in=groups).values_list("pk", "caption"))
    for row in rows:
        row.name = captions.get(row.entity.group, row.entity.caption)  # type: ignore[attr-defined]
    return rows


def with_names(rows: list[Hearing]) -> list[Hearing]:
    """Give each hearing `who`: those of the team who attend, and who else."""
    accounts = {pk for row in rows for pk in row.attends}
    names = dict(Account.objects.filter(pk__in=accounts).values_list("pk", "name"))
    for row in rows:
        who = [*(names.get(pk, "") for pk in row.attends), row.attends_words]
        row.who = ", ".join(filter(None, who))  # type: ignore[attr-defined]
    return rows


def get_accused(viewer: Viewer, case: Case, pk: UUID) -> Accused:
    """One accused of the case, or NotHere."""
    found = get_visible(Accused, viewer=viewer, case=case, pk=pk)
    return named(viewer, [found])[0]


def steps_of(viewer: Viewer, accused: Accused) -> list[Step]:
    """What brought somebody from state to state, the newest first."""
    rows = Step.objects.visible_to(viewer).filter(accused=accused).select_related("by")
    return list(rows.order_by("-on", "-at", "-pk"))


def ladder_of(accused: Accused, steps: list[Step]) -> list[dict[str, Any]]:
    """The ladder of one accused; an end other than conviction takes the last place."""
    reached = {step.after: step.on for step in steps}
    end = accused.state if accused.state in {State.ACQUITTED, State.CEASED} else State.CONVICTED
    places = [*LADDER[:-1], State(end)]
    days = [(str(place.label), reached.get(place)) for place in places]
    return ladder(days) if accused.state in {*places} else ladder(days[:1])


def custody_of(rows: list[Restraint], now: datetime) -> int:
    """Whole days without freedom so far: the minutes of overlapping measures count once."""
    spans = sorted((row.starts_at, min(row.over_at, now)) for row in rows if row.kind in HELD)
    total, until = timedelta(), None
    for start, end in spans:
        begin = max(start, until) if until else start
        if end > begin:
            total += end - begin
            until = end
    return -(-total // timedelta(days=1))


def hearings_ahead(viewer: Viewer) -> Any:
    """Planned hearings of all one's cases, the nearest first."""
    viewer.require(Permission.SEE_CASES)
    rows = Hearing.objects.visible_to(viewer).filter(state=HearingState.PLANNED)
    return rows.select_related("case").order_by("at", "pk")
