"""Moments of a recording in templates."""

from __future__ import annotations

from django import template

from punte.investigation.recordings.rules import clock_text

register = template.Library()
register.filter("clock_text", clock_text)


@register.filter
def plain_number(value: float) -> str:
    """A number as programs read it, whatever the language of the page."""
    return f"{value:.2f}"
