"""Reading the status ladder: decisions, what waits, reviews."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.agencies.door import Agency
from punte.core.deadlines.door import Clock, clocks_about
from punte.protection.identification import rules
from punte.protection.identification.models import StatusDecision, StatusProposal, StatusReview
from punte.protection.persons.door import Person, Status, note_reading

OPEN = StatusProposal.State.OPEN


@dataclass(frozen=True)
class Ladder:
    """All that the status page shows of a person. Lists are newest first."""

    person: Person
    decisions: list[StatusDecision]
    waiting: StatusProposal | None
    rejected: list[StatusProposal]
    reviews: list[StatusReview]
    clocks: list[Clock]
    foreign: bool | None
    own: bool

    @property
    def standing(self) -> StatusDecision | None:
        """The decision that counts now."""
        return self.decisions[0] if self.decisions else None

    @property
    def open_review(self) -> StatusReview | None:
        return next((row for row in self.reviews if row.outcome_id is None), None)


def ladder_of(by: Viewer, person: UUID) -> Ladder:
    """A person's ladder; reading it is an entry in the ledger. Raises NotHere."""
    get_visible(Person, viewer=by, pk=person)
    whom = Person.objects.select_related("agency").get(pk=person)
    proposals = list(
        StatusProposal.objects.visible_to(by)
        .filter(person=whom)
        .select_related("proposed_by", "answered_by", "review")
        .order_by("-proposed_at")
    )
    decisions = StatusDecision.objects.visible_to(by).filter(person=whom)
    reviews = StatusReview.objects.visible_to(by).filter(person=whom)
    note_reading(by, whom, "status")
    return Ladder(
        person=whom,
        decisions=list(
            decisions.select_related("by", "second", "body").order_by("-recorded_at", "-id")
        ),
        waiting=next((row for row in proposals if row.state == OPEN), None),
        rejected=[row for row in proposals if row.state == StatusProposal.State.REJECTED],
        reviews=list(reviews.select_related("asked_by", "decision").order_by("-asked_at")),
        clocks=clocks_about(by, [whom.id]).get(whom.id, []),
        foreign=rules.is_foreign(whom.jurisdiction, whom.nationality),
        own=whom.owner == by.agency_audience,
    )


def waiting_proposal(by: Viewer, proposal: UUID) -> StatusProposal:
    """One proposal with its person and proposer. Raises NotHere."""
    row = get_visible(StatusProposal, viewer=by, pk=proposal)
    get_visible(Person, viewer=by, pk=row.person_id)
    return StatusProposal.objects.select_related("person", "proposed_by", "review").get(pk=row.pk)


def standing_decision(by: Viewer, decision: UUID) -> StatusDecision:
    """One decision with its person. Raises NotHere."""
    row = get_visible(StatusDecision, viewer=by, pk=decision)
    get_visible(Person, viewer=by, pk=row.person_id)
    return StatusDecision.objects.select_related("person", "body").get(pk=row.pk)


def steps_open(by: Viewer, ladder: Ladder) -> list[Status]:
    """The rungs that may be proposed now, in the ladder's order; none while one waits."""
    if ladder.waiting is not None or not by.may(Permission.PROPOSE_STATUS):
        return []
    review = ladder.open_review is not None
    open_to = rules.reachable(Status(ladder.person.status), review=review)
    return [status for status in Status if status in open_to]


def decides_here(by: Viewer, ladder: Ladder, status: Status) -> bool:
    """True when the viewer's agency may be the deciding body for this rung."""
    if not ladder.own:
        return False
    kind = Agency.objects.values_list("kind", flat=True).get(pk=by.agency_id)
    return rules.may_decide(kind, ladder.person.jurisdiction, status)


def open_proposals(viewer: Viewer) -> QuerySet[StatusProposal]:
    """Decisions of the viewer's agency that wait for a second person, not their own."""
    return (
        StatusProposal.objects.visible_to(viewer)
        .filter(owner=viewer.agency_audience, state=StatusProposal.State.OPEN)
        .exclude(proposed_by=viewer.account_id)
        .select_related("person", "proposed_by")
        .order_by("proposed_at")
    )
