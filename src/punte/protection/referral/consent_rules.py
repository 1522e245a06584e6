"""When a consent covers what is about to be shared; on plain values."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAX_DAYS = 365


@dataclass(frozen=True)
class Given:
    """What a consent says, without who gave it."""

    purpose: str
    classes: frozenset[str]
    giver: str
    expires_at: datetime
    withdrawn_at: datetime | None


def access_ends(asked: datetime, expires_at: datetime | None) -> datetime:
    """Access ends when it was asked to, and never later than the consent it stands on."""
    return asked if expires_at is None else min(asked, expires_at)


def is_running(given: Given, now: datetime) -> bool:
    return given.withdrawn_at is None and given.expires_at > now


def why_not(
    given: Given,
    *,
    needed: Collection[str],
    cross_border: bool,
    child_path: bool,
    now: datetime,
) -> str | Promise | None:
    """Why this consent does not cover the sharing; None when it does."""
    if given.withdrawn_at is not None:
        return _("This consent was withdrawn.")
    if given.expires_at <= now:
        return _("This consent has run out.")
    if child_path and given.giver != "guardian":
        return _("On the child path a guardian or legal representative must consent.")
    if cross_border and given.purpose != "cross_border":
        return _("This consent does not cover help in the other country.")
    if given.purpose not in {"help", "cross_border"}:
        return _("This consent is for another purpose.")
    if not set(needed) <= given.classes:
        return _("This consent does not cover all the kinds of data you chose.")
    return None
