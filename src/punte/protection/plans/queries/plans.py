"""Reading plans: goals with their steps, what waits to be settled, and how it came so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.agencies.door import Desk
from punte.protection.assistance.door import AssistanceFile
from punte.protection.plans.actions.changes import as_edit
from punte.protection.plans.models import Agreement, Change, Goal, Plan, Step
from punte.protection.plans.models.words import OPEN_STEPS, GoalState, Kind
from punte.protection.plans.plan_fields import FIELDS, in_words
from punte.protection.plans.plan_rules import merge

FEW = 100  # files whose steps are sooner read and sorted than looked for among all by their days


@dataclass(frozen=True)
class Rival:
    """One of the values that a field was set to at once."""

    text: str
    words: str
    who: str
    at: datetime
    mine: bool


@dataclass(frozen=True)
class Dispute:
    """A field that two people set differently."""

    name: str
    label: str
    rivals: list[Rival]


@dataclass
class Line:
    """A goal or a step as the page shows it."""

    kind: str
    row: Goal | Step
    disputes: list[Dispute] = field(default_factory=list)
    steps: list[Line] = field(default_factory=list)
    hidden_steps: int = 0


@dataclass(frozen=True)
class PlanShown:
    """The plan of a file. hidden: how many goals and steps the filter leaves out."""

    plan: Plan | None
    goals: list[Line]
    agreement: Agreement | None
    hidden: int

    @property
    def version(self) -> int:
        return self.plan.version if self.plan else 0

    @property
    def changed_since(self) -> bool:
        """Whether it changed after the person had agreed."""
        return self.agreement is not None and self.agreement.version < self.version

    @property
    def disputed(self) -> bool:
        return any(line.disputes for goal in self.goals for line in (goal, *goal.steps))


def current_plan(viewer: Viewer, file: AssistanceFile) -> Plan | None:
    """The plan of a file, if it has begun."""
    return Plan.objects.visible_to(viewer).filter(file=file).first()


def open_steps(viewer: Viewer, caseworker: int | None = None) -> QuerySet[Step]:
    """Steps that are planned or under way in the open files of the viewer's agency, of one
    caseworker's when an account is named; soonest due first, those without a day last. `file`
    comes with them.
    """
    rows = (
        Step.objects.visible_to(viewer)
        .filter(owner=viewer.agency_audience, state__in=OPEN_STEPS)
        .filter(file__state=AssistanceFile.State.OPEN)
        .select_related("file")
        .order_by("due_on", "id")
    )
    if caseworker is None:
        return rows
    mine = AssistanceFile.objects.filter(
        owner=viewer.agency_audience, caseworker=caseworker, state=AssistanceFile.State.OPEN
    )
    files = list(mine.values_list("pk", flat=True)[: FEW + 1])
    if len(files) <= FEW:
        return rows.filter(file__in=files)
    # With many files it is a value of each step, not a join: steps are read by their days, the
    # first ones alone, and not all of all the caseworker's files, to be sorted.
    file = AssistanceFile.objects.filter(pk=OuterRef("file"))
    return rows.alias(worker=Subquery(file.values("caseworker"))).filter(worker=caseworker)


def steps_left(viewer: Viewer, file: AssistanceFile) -> int:
    """How many steps of a file are neither done nor dropped."""
    rows = Step.objects.visible_to(viewer).filter(goal__plan__file=file, state__in=OPEN_STEPS)
    return rows.count()


def latest_agreement(viewer: Viewer, plan: Plan) -> Agreement | None:
    """What the person last agreed to."""
    rows = Agreement.objects.visible_to(viewer).filter(plan=plan).select_related("by")
    return rows.order_by("-at").first()


def agreements_of(viewer: Viewer, file: AssistanceFile) -> QuerySet[Agreement]:
    """All agreements of a file's plan, newest first."""
    rows = Agreement.objects.visible_to(viewer).filter(plan__file=file)
    return rows.select_related("by").order_by("-at")


def show_plan(viewer: Viewer, file: AssistanceFile, *, everything: bool) -> PlanShown:
    """The plan for its page: in a handful of queries, however long it is."""
    plan = current_plan(viewer, file)
    if plan is None:
        return PlanShown(None, [], None, 0)
    goals = list(Goal.objects.visible_to(viewer).filter(plan=plan).order_by("position", "id"))
    steps = Step.objects.visible_to(viewer).filter(goal__in=goals).select_related("desk")
    lines = {goal.id: Line(Kind.GOAL.value, goal) for goal in goals}
    for step in steps.order_by("position", "id"):
        lines[step.goal_id].steps.append(Line(Kind.STEP.value, step))
    shown, hidden = _filtered(list(lines.values()), everything=everything)
    _add_disputes(viewer, shown)
    return PlanShown(plan, shown, latest_agreement(viewer, plan), hidden)


def _filtered(goals: list[Line], *, everything: bool) -> tuple[list[Line], int]:
    """Goals and steps still to do; what is disputed is always among them."""
    if everything:
        return goals, 0
    hidden = 0
    shown = []
    for goal in goals:
        steps = [line for line in goal.steps if line.row.state in OPEN_STEPS or line.row.disputed]
        if goal.row.state != GoalState.OPEN and not goal.row.disputed and not steps:
            hidden += 1 + len(goal.steps)
            continue
        goal.hidden_steps = len(goal.steps) - len(steps)
        hidden += goal.hidden_steps
        goal.steps = steps
        shown.append(goal)
    return shown, hidden


def _add_disputes(viewer: Viewer, goals: Sequence[Line]) -> None:
    lines = {line.row.id: line for goal in goals for line in (goal, *goal.steps)}
    disputed = [key for key, line in lines.items() if line.row.disputed]
    if not disputed:
        return
    changes = changes_of(viewer, disputed)
    desks = desk_names(viewer)
    for key in disputed:
        own = [change for change in changes if change.item == key]
        lines[key].disputes = _disputes(viewer, lines[key].kind, own, desks)


def _disputes(
    viewer: Viewer, kind: str, changes: list[Change], desks: dict[str, str]
) -> list[Dispute]:
    names = {change.by_id: str(change.by) for change in changes}
    found = []
    for name, now in merge([as_edit(change) for change in changes]).items():
        if now.disputed:
            rivals = [
                Rival(
                    text=edit.new,
                    words=in_words(kind, name, edit.new, desks),
                    who=names[edit.by],
                    at=edit.at,
                    mine=edit.by == viewer.account_id,
                )
                for edit in now.standing
            ]
            found.append(Dispute(name, str(FIELDS[kind][name].label), rivals))
    return found


def changes_of(viewer: Viewer, items: Sequence[UUID]) -> list[Change]:
    """All changes of some goals and steps, in the order of arrival."""
    rows = Change.objects.visible_to(viewer).filter(Q(item__in=items))
    return list(rows.select_related("by").order_by("item", "number"))


def desk_names(viewer: Viewer) -> dict[str, str]:
    """The desks of one's agency by their numbers, as changes name them."""
    rows = Desk.objects.filter(agency_id=viewer.agency_id).values_list("pk", "name")
    return {str(pk): name for pk, name in rows}


@dataclass(frozen=True)
class Told:
    """One change in words. standing: it still counts; disputed: beside another."""

    when: datetime
    who: str
    old: str
    new: str
    standing: bool
    disputed: bool


def history_of(viewer: Viewer, kind: str, item: UUID) -> list[tuple[str, list[Told]]]:
    """Every change of each field of a goal or step: (field, newest first)."""
    changes = changes_of(viewer, [item])
    desks = desk_names(viewer)
    merged = merge([as_edit(change) for change in changes])
    told: dict[str, list[Told]] = {name: [] for name in FIELDS[kind] if name in merged}
    for change in reversed(changes):
        now = merged[change.field]
        standing = any(edit.number == change.number for edit in now.standing)
        told[change.field].append(
            Told(
                when=change.at,
                who=str(change.by),
                old=in_words(kind, change.field, change.old, desks),
                new=in_words(kind, change.field, change.new, desks),
                standing=standing,
                disputed=standing and now.disputed,
            )
        )
    return [(str(FIELDS[kind][name].label), rows) for name, rows in told.items()]


def get_item(viewer: Viewer, kind: str, item: UUID) -> Goal | Step:
    """A goal or step, or NotHere; Refused without the permission to see files."""
    viewer.require(Permission.SEE_FILES)
    if kind == Kind.GOAL:
        return get_visible(Goal, viewer=viewer, pk=item)
    return get_visible(Step, viewer=viewer, pk=item)
