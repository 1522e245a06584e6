"""What a withdrawn consent cuts in rooms above. They say so when they start."""

from __future__ import annotations

from collections.abc import Callable

from punte.core.access.door import Viewer
from punte.protection.referral.models import Consent

# Ends what stands on the consent, in the transaction that withdraws it; gives how many.
Cut = Callable[[Viewer, Consent], int]
_CUTS: list[Cut] = []


def register_consent_cut(cut: Cut) -> None:
    """Called from a room's `ready`."""
    if cut not in _CUTS:
        _CUTS.append(cut)


def cut_above(by: Viewer, consent: Consent) -> int:
    """Cut everything that rooms above let stand on this consent."""
    return sum(cut(by, consent) for cut in _CUTS)
