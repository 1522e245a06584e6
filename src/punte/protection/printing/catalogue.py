"""All forms that can be printed, in the order of their codes."""

from __future__ import annotations

from functools import cache

from punte.core.errors import NotHere
from punte.protection.printing.content import help as helping
from punte.protection.printing.content import later
from punte.protection.printing.content.first import NOTIFICATION, consent_form, screening_form
from punte.protection.printing.content.pieces import PrintedForm


@cache
def forms() -> dict[str, PrintedForm]:
    """By key. Screenings come once for each set of questions, consent for adult and child."""
    found = [
        NOTIFICATION,
        screening_form("border", "adult"),
        *(screening_form(key, age) for key in ("labour", "sexual") for age in ("adult", "child")),
        consent_form(child=False),
        consent_form(child=True),
        helping.NEEDS,
        helping.DECISION,
        helping.REFERRAL,
        helping.PLAN,
        later.SHELTER,
        later.INCIDENT,
        later.RETURN,
        later.BEST_INTERESTS,
        later.EXIT,
    ]
    return {form.key: form for form in found}


def get_form(key: str) -> PrintedForm:
    """One form, or NotHere."""
    form = forms().get(key)
    if form is None:
        raise NotHere(what="printed form")
    return form
