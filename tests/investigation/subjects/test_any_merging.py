"""Whatever is merged and split, in whichever order, the pairs that stand say what is one."""

from __future__ import annotations

from itertools import pairwise
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from punte.core.access.door import acting_as
from punte.core.errors import PunteError
from punte.investigation.subjects.models import Merge
from punte.investigation.subjects.queries.proposals import (
    digest_of,
)
from tests.investigation.subjects.merging import Team, team
from tests.support.subjects import link, thing

__all__ = ["team"]
State = Merge.State


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.sampled_from(["merge", "split"]), st.integers(0, 4), st.integers(0, 4)),
        min_size=3,
        max_size=8,
    )
)
def test_any_merges_and_splits_leave_what_the_pairs_say(
    team: Team, steps: list[tuple[str, int, int]]
) -> None:
    """Groups are always the parts that merged pairs join; with all split, all is as it was."""
    persons = [thing("Person", name=f"Invented {n}") for n in range(5)]
    ties = [link("Associate", a, b) for a, b in pairwise(persons)]
    keys = team.add(*persons, *ties)[:5]
    with acting_as(team.one):
        before = digest_of(keys)
    merged: list[Merge] = []
    for act, i, j in steps:
        if act == "merge":
            try:
                merged.append(team.decide(team.propose(keys[i], keys[j])))
            except PunteError:
                assert team.groups(keys[i])[0] == team.groups(keys[j])[0]
        elif merged:
            team.split(merged.pop(i % len(merged)))
        assert team.groups(*keys) == parts(keys, merged)
    while merged:
        team.split(merged.pop())
    with acting_as(team.one):
        assert digest_of(keys) == before


def parts(keys: list[UUID], merged: list[Merge]) -> list[UUID]:
    """For each key the smallest that merged pairs join it with."""
    leads = {key: key for key in keys}
    for _ in merged:
        for row in merged:
            leads[row.left_id] = leads[row.right_id] = min(leads[row.left_id], leads[row.right_id])
    return [leads[key] for key in keys]
