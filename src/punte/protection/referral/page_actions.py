"""What rooms above offer on a referral's page. They say so when they start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from punte.core.access.door import Viewer
from punte.protection.referral.models import Referral


@dataclass(frozen=True)
class PageAction:
    """A button: a link, or with `posts` a form of its own."""

    label: str
    url: str
    posts: bool = False


# Gives the button for this viewer on the receiver's side of this referral, or None.
Offer = Callable[[Viewer, Referral], PageAction | None]
_OFFERS: list[Offer] = []


def register_page_action(offer: Offer) -> None:
    """Called from a room's `ready`."""
    if offer not in _OFFERS:
        _OFFERS.append(offer)


def offered(viewer: Viewer, referral: Referral) -> list[PageAction]:
    """The buttons for whoever received the referral."""
    made = [offer(viewer, referral) for offer in _OFFERS]
    return [action for action in made if action is not None]
