"""What other rooms may use to offer operations of the API."""

from __future__ import annotations

from punte.core.api.actions import make_token, revoke_token
from punte.core.api.paging import Page, page_of
from punte.core.api.problems import KIND, add_problems, problem
from punte.core.api.requests import (
    Body,
    Day,
    IfMatch,
    Moment,
    act_once,
    allows,
    request_key,
    tag_of,
    viewer_in,
    with_token,
)

__all__ = [
    "KIND",
    "Body",
    "Day",
    "IfMatch",
    "Moment",
    "Page",
    "act_once",
    "add_problems",
    "allows",
    "make_token",
    "page_of",
    "problem",
    "request_key",
    "revoke_token",
    "tag_of",
    "viewer_in",
    "with_token",
]
