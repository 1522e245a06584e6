"""Whatever is tried in whatever order, a chain says who has the exhibit, and ends once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from punte.investigation.evidence.machine import BrokenChain, Chain, Said, after, begin, may, replay
from punte.investigation.evidence.words import State, Step

WHO = ["person:1", "person:2", "agency:3", "store:4"]
SAID = st.builds(
    Said,
    step=st.sampled_from(list(Step)),
    by=st.integers(1, 3),
    to=st.sampled_from([*WHO, ""]),
    seal=st.sampled_from(["", "B-2"]),
)


@given(st.lists(SAID, max_size=30))
def test_any_order_of_steps(tried: list[Said]) -> None:
    chain, done = begin("person:1", "A-1"), []
    for said in tried:
        try:
            following = after(chain, said)
        except BrokenChain:
            continue
        assert may(chain, said.step)
        assert not chain.ended, "nothing happens to what is no longer there"
        check(chain, said, following)
        chain = following
        done.append(said)
    assert replay(begin("person:1", "A-1"), done) == chain


def check(chain: Chain, said: Said, following: Chain) -> None:
    if following.holder != chain.holder:
        assert said.step in {Step.ACCEPTED, Step.RETURNED, Step.DESTROYED}
    if said.step == Step.ACCEPTED:
        assert following.holder == chain.offered != ""
        assert said.by != chain.offered_by, "two people"
    assert bool(following.offered) == (following.offered_by is not None)
    assert following.offered != f"person:{following.offered_by}"
    assert following.offered != following.holder
    if following.ended:
        assert following.order is not None, "only an order ends it"
        assert not following.offered
        if following.ended == Step.DESTROYED:
            assert chain.begun_by not in {None, said.by}, "two people"
    if following.begun_by is not None:
        assert following.order == Step.ORDERED_DESTRUCTION


def test_the_usual_way() -> None:
    steps = [
        Said(Step.OFFERED, 1, "store:4"),
        Said(Step.ACCEPTED, 2),
        Said(Step.ORDERED_DESTRUCTION, 1),
        Said(Step.BEGUN, 2),
        Said(Step.DESTROYED, 3),
    ]
    chain = begin("person:1", "A-1")
    states = [chain.state]
    for said in steps:
        chain = after(chain, said)
        states.append(chain.state)
    assert states == [
        State.HELD, State.OFFERED, State.HELD, State.DESTROY, State.DESTROY, State.DESTROYED,
    ]  # fmt: skip


def test_one_cannot_destroy_alone_nor_offer_to_oneself() -> None:
    ordered = replay(begin("store:4", ""), [Said(Step.ORDERED_DESTRUCTION, 1), Said(Step.BEGUN, 2)])
    with pytest.raises(BrokenChain, match="two people"):
        after(ordered, Said(Step.DESTROYED, 2))
    with pytest.raises(BrokenChain):
        after(begin("person:1", ""), Said(Step.OFFERED, 1, "person:1"))
    with pytest.raises(BrokenChain):
        after(begin("person:1", ""), Said(Step.OFFERED, 2, "person:2"))


def test_who_hands_over_does_not_sign_for_it_too() -> None:
    offered = after(begin("person:1", ""), Said(Step.OFFERED, 1, "store:4"))
    with pytest.raises(BrokenChain, match="two people"):
        after(offered, Said(Step.ACCEPTED, 1))
    assert after(offered, Said(Step.ACCEPTED, 2)).holder == "store:4"
