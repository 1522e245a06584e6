"""`{% load oversight %}`: entries of the log in words."""

from __future__ import annotations

from django import template

from punte.core.ledger.door import LABELS, Entry, label_of
from punte.core.oversight.queries import fields_of, reason_of
from punte.core.oversight.words import purpose_words

register = template.Library()


@register.filter
def action_words(action: str) -> str:
    """What an action is called."""
    return str(label_of(action))


@register.filter
def is_named(action: str) -> bool:
    """Whether somebody gave the action words; else it is shown as code."""
    return action in LABELS


@register.filter
def field_words(entry: Entry) -> str:
    """The fields an entry names, in words."""
    return ", ".join(fields_of(entry))


@register.filter
def entry_reason(entry: Entry) -> str:
    """The reason an entry holds."""
    return reason_of(entry)


@register.filter
def in_purpose(purpose: str) -> str:
    """A purpose in words."""
    return purpose_words(purpose)
