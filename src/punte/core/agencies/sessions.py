"""Ending the sessions of a person."""

from __future__ import annotations

from allauth.usersessions.models import UserSession

from punte.core.agencies.models import Account


def end_sessions(account: Account) -> int:
    """Sign the account out everywhere; returns how many sessions ended."""
    sessions = list(UserSession.objects.filter(user=account))
    for session in sessions:
        session.end()
    return len(sessions)
