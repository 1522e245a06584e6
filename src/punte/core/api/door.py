"""What other rooms may use to offer operations of the API."""

from __future__ import annotations

from punte.core.api.actions import make_token, revoke_token
from punte.core.api.problems import KIND, add_problems, problem
from punte.core.api.requests import Body, Page, allows, page_of, request_key, viewer_in, with_token

__all__ = [
    "KIND",
    "Body",
    "Page",
    "add_problems",
    "allows",
    "make_token",
    "page_of",
    "problem",
    "request_key",
    "revoke_token",
    "viewer_in",
    "with_token",
]
