"""Suggesting, proposing, deciding and splitting pairs that may be one."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from punte.algorithms.linkage import Score, compare, propose
from punte.core.access.door import Permission, Viewer, get_visible
from punte.core.errors import Conflict, Invalid, Stale
from punte.investigation.cases.door import Case, hold_case, lock_case, note
from punte.investigation.subjects.models import Entity, Merge
from punte.investigation.subjects.queries.entities import members_of
from punte.investigation.subjects.queries.proposals import (
    digest_of,
    get_merge,
    known_pairs,
    person_records,
)
from punte.investigation.subjects.tasks import compare_case

State = Merge.State
# So many persons are compared while one waits (well below a second).
AT_ONCE: Final = 3000


@transaction.atomic
def suggest_merges(*, by: Viewer, case_id: UUID) -> int | None:
    """Compare the persons of a case that the viewer may see; how many pairs are new.

    None: they are so many that the worker compares them. What people refused, split or are
    judging is not suggested again. Raises Refused, NotHere, Conflict.
    """
    case = hold_case(by, case_id)
    if Entity.objects.filter(case=case, schema="Person").count() > AT_ONCE:
        note(by, case, "merge.compare")
        compare_case.configure(lock=f"compare:{case.pk}").defer(case_id=str(case.pk))
        return None
    new = write_suggestions(case)
    note(by, case, "merge.compare", new=new)
    return new


@transaction.atomic
def compare_whole_case(case_id: UUID) -> int:
    """The worker's part, over all circles of the case; how many pairs are new."""
    case = lock_case(case_id)
    return write_suggestions(case) if case.open else 0


def write_suggestions(case: Case) -> int:
    """Keep what the comparison finds, as far as the database's role may see; how many are new.

    Earlier suggestions get their score anew. Within the running transaction.
    """
    rows = []
    for records in person_records(case.pk):
        circle: list[int] | None = None
        for found in propose(records, known=known_pairs(case.pk)):
            left, right = sorted((_uuid(found.left), _uuid(found.right)))
            if circle is None:
                circle = Entity.objects.values_list("audiences", flat=True).get(pk=left)
            rows.append(
                Merge(
                    case=case,
                    owner=case.owner,
                    audiences=circle,
                    left_id=left,
                    right_id=right,
                    state=State.SUGGESTED,
                    made_at=timezone.now(),
                    **weighed(found.score),
                )
            )
    live = {(row.left_id, row.right_id): row for row in _suggested(case)}
    known = [row for row in rows if (row.left_id, row.right_id) in live]
    fresh = [row for row in rows if (row.left_id, row.right_id) not in live]
    for row in known:
        old = live[row.left_id, row.right_id]
        old.score, old.band, old.reasons = row.score, row.band, row.reasons
    Merge.objects.bulk_update(live.values(), ["score", "band", "reasons"], batch_size=500)
    Merge.objects.bulk_create(fresh, batch_size=500)
    return len(fresh)


def _suggested(case: Case) -> list[Merge]:
    return list(Merge.objects.filter(case=case, state=State.SUGGESTED))


def _uuid(key: object) -> UUID:
    assert isinstance(key, UUID)
    return key


def weighed(score: Score) -> dict[str, Any]:
    """A score as a pair keeps it."""
    return {
        "score": round(score.value * 1000),
        "band": score.band.name.lower(),
        "reasons": [
            {"feature": r.feature.name, "weight": r.weight, "left": r.left, "right": r.right}
            for r in score.reasons
        ],
    }


@transaction.atomic
def propose_merge(*, by: Viewer, case_id: UUID, left: UUID, right: UUID, why: str) -> Merge:
    """Say that two things are one; somebody else decides. A suggestion of the pair becomes it.

    Raises Refused, NotHere, Invalid (different kinds, or one is a link), Conflict (they are one
    already, or somebody has proposed it, or different circles see them).
    """
    case = hold_case(by, case_id)
    one, other = (_thing(by, case, key) for key in sorted((left, right)))
    _check_pair(by, case, one, other)
    row = Merge.objects.filter(left=one, right=other, state=State.SUGGESTED).first()
    if row is None:
        row = Merge(
            case=case,
            owner=case.owner,
            audiences=one.audiences,
            left=one,
            right=other,
            made_at=timezone.now(),
            version=0,
            **compared(case, one, other),
        )
    row.state, row.why = State.PROPOSED, why
    row.proposed_at, row.proposed_by_id = timezone.now(), by.account_id
    _save(row)
    note(by, case, "merge.propose", merge=str(row.pk), left=str(one.pk), right=str(other.pk))
    return row


def compared(case: Case, one: Entity, other: Entity) -> dict[str, Any]:
    """What the comparison says of two persons; nothing for other things, which people judge."""
    for circle in person_records(case.pk, [one.group, other.group]):
        if len(circle) == 2:
            return weighed(compare(*circle))
    return {}


def _thing(by: Viewer, case: Case, key: UUID) -> Entity:
    entity = get_visible(Entity, viewer=by, lock=True, case=case, pk=key)
    if entity.is_link:
        raise Invalid(_("Only things can be merged; links follow them."))
    return entity


def _check_pair(by: Viewer, case: Case, one: Entity, other: Entity) -> None:
    if one.group == other.group:
        raise Conflict(_("These two are one already."))
    if one.schema != other.schema:
        raise Invalid(_("Only things of one kind can be merged."))
    if sorted(one.audiences) != sorted(other.audiences):
        raise Conflict(
            _("Not the same people see these two. A merge would join what is kept apart.")
        )
    groups = (one.group, other.group)
    waiting = Merge.objects.visible_to(by).filter(case=case, state=State.PROPOSED)
    if waiting.filter(
        Q(left__group=groups[0], right__group=groups[1])
        | Q(left__group=groups[1], right__group=groups[0])
    ).exists():
        raise Conflict(_("Somebody has proposed this already. It waits for a second person."))


@transaction.atomic
def decide_merge(
    *, by: Viewer, case_id: UUID, merge_id: UUID, same: bool, why: str, version: int
) -> Merge:
    """A second person merges the pair or says that they are not the same.

    A suggestion of the program may be refused by one person, and merged by none. Raises Refused,
    NotHere, Conflict (who proposed it, an old form, or they are one already by other pairs).
    """
    case = hold_case(by, case_id, permission=Permission.DECIDE_MERGE)
    row = _held(by, case, merge_id, version)
    open_states = {State.PROPOSED} if same else {State.PROPOSED, State.SUGGESTED}
    if row.state not in open_states:
        raise Stale
    if row.proposed_by_id == by.account_id:
        raise Conflict(_("You proposed this. Somebody else of the team must decide."))
    row.decided_at, row.decided_by_id, row.decided_why = timezone.now(), by.account_id, why
    row.state = State.MERGED if same else State.REFUSED
    if same:
        _join(by, case, row)
    else:
        _save(row)
    note(by, case, "merge.decide", merge=str(row.pk), same=same, digest=row.digest)
    return row


def _join(by: Viewer, case: Case, row: Merge) -> None:
    if row.left.group == row.right.group:
        raise Conflict(_("These two are one already, by other pairs. Nothing is left to merge."))
    members = [m.pk for side in (row.left, row.right) for m in members_of(by, side)]
    row.digest = digest_of(members)
    _save(row)
    _regroup(row.left_id)


@transaction.atomic
def split_merge(*, by: Viewer, case_id: UUID, merge_id: UUID, why: str, version: int) -> Merge:
    """Take a merged pair apart again: both sides stand as the other merged pairs leave them.

    Nothing that was stated was changed by merging, and nothing is by splitting. Raises Refused,
    NotHere, Conflict.
    """
    case = hold_case(by, case_id, permission=Permission.DECIDE_MERGE)
    row = _held(by, case, merge_id, version)
    if row.state != State.MERGED:
        raise Stale
    row.state, row.split_why = State.SPLIT, why
    row.split_at, row.split_by_id = timezone.now(), by.account_id
    members = [member.pk for member in members_of(by, row.left)]
    _save(row)
    _regroup(row.left_id)
    _regroup(row.right_id)
    restored = digest_of(members) == row.digest
    note(by, case, "merge.split", merge=str(row.pk), as_before=restored)
    return row


def _held(by: Viewer, case: Case, merge_id: UUID, version: int) -> Merge:
    row = get_merge(by, case, merge_id, lock=True)
    if row.version != version:
        raise Stale
    # Both sides must be seen by who decides, as both were by who proposed.
    for key in (row.left_id, row.right_id):
        get_visible(Entity, viewer=by, lock=True, case=case, pk=key)
    return row


def _save(row: Merge) -> None:
    row.version += 1
    row.save()


def _regroup(entity: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT investigation_regroup(%s)", [entity])
