"""What may happen to an exhibit after what: its chain as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from punte.investigation.evidence.words import State, Step


class BrokenChain(ValueError):
    """This step does not follow from where the exhibit stands."""


@dataclass(frozen=True)
class Said:
    """A step: who does it (an account), to whom (a holder's key), under which new seal."""

    step: Step
    by: int
    to: str = ""
    seal: str = ""


@dataclass(frozen=True)
class Chain:
    """Where an exhibit stands. holder, offered: keys such as "store:…" or "person:…".

    offered_by: who hands it over, and so cannot sign for it too. order: the step that ordered its
    end. begun_by: who began the destruction, and so cannot be
    the one who confirms it. ended: how it ended.
    """

    holder: str
    seal: str = ""
    offered: str = ""
    offered_by: int | None = None
    order: Step | None = None
    begun_by: int | None = None
    ended: Step | None = None

    @property
    def state(self) -> State:
        if self.ended:
            return State.RETURNED if self.ended == Step.RETURNED else State.DESTROYED
        if self.offered:
            return State.OFFERED
        return ORDERED[self.order] if self.order else State.HELD


ORDERED: Final = {
    Step.ORDERED_RETURN: State.RETURN,
    Step.ORDERED_DESTRUCTION: State.DESTROY,
}
# What changes neither who holds it nor what is to become of it.
NOTES: Final = {Step.ASKED, Step.MOVED, Step.FOUND, Step.MISSING}


def begin(holder: str, seal: str) -> Chain:
    """The chain of an exhibit that was just taken."""
    return Chain(holder=holder, seal=seal)


def may(chain: Chain, step: Step) -> bool:
    """Whether the step follows, whoever does it and to whomever."""
    if chain.ended or step == Step.TAKEN:
        return False
    still = not chain.offered and chain.begun_by is None
    follows = {
        Step.OFFERED: still,
        Step.ACCEPTED: bool(chain.offered),
        Step.REFUSED: bool(chain.offered),
        Step.WITHDRAWN: bool(chain.offered),
        Step.RESEALED: still,
        Step.ORDERED_RETURN: chain.order is None,
        Step.ORDERED_DESTRUCTION: chain.order is None,
        Step.LIFTED: chain.order is not None,
        Step.RETURNED: still and chain.order == Step.ORDERED_RETURN,
        Step.BEGUN: still and chain.order == Step.ORDERED_DESTRUCTION,
        Step.DESTROYED: chain.begun_by is not None,
    }
    return step in NOTES or follows[step]


def after(chain: Chain, said: Said) -> Chain:
    """The chain with one more step; BrokenChain when it does not follow."""
    if not may(chain, said.step):
        raise BrokenChain(f"{said.step} does not follow {chain.state}")
    match said.step:
        case Step.OFFERED:
            if said.to in {"", chain.holder, f"person:{said.by}"}:
                raise BrokenChain("a hand-over is to somebody else")
            return replace(chain, offered=said.to, offered_by=said.by)
        case Step.ACCEPTED if said.by == chain.offered_by:
            raise BrokenChain("two people sign")
        case Step.ACCEPTED:
            taken = replace(chain, holder=chain.offered, seal=said.seal or chain.seal)
            return replace(taken, offered="", offered_by=None)
        case Step.REFUSED | Step.WITHDRAWN:
            return replace(chain, offered="", offered_by=None)
        case Step.RESEALED:
            return replace(chain, seal=said.seal)
        case _:
            return _towards_the_end(chain, said)


def _towards_the_end(chain: Chain, said: Said) -> Chain:
    match said.step:
        case Step.ORDERED_RETURN | Step.ORDERED_DESTRUCTION:
            return replace(chain, order=said.step)
        case Step.LIFTED:
            return replace(chain, order=None, begun_by=None)
        case Step.BEGUN:
            return replace(chain, begun_by=said.by)
        case Step.DESTROYED if said.by == chain.begun_by:
            raise BrokenChain("two people destroy")
        case Step.RETURNED | Step.DESTROYED:
            return replace(chain, ended=said.step, holder=said.to or chain.holder)
        case _:
            return chain


def replay(first: Chain, steps: Iterable[Said]) -> Chain:
    """The chain after all its steps."""
    for said in steps:
        first = after(first, said)
    return first
