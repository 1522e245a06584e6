"""What may be written into an identity, and what a reason must be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from punte.algorithms.textsearch import fold_date
from punte.core.errors import Invalid
from punte.core.vault.kinds import SINGLE, Kind

SHORT, LONG = 200, 2000
LONG_KINDS = frozenset({Kind.ADDRESS, Kind.CONTACT_NOTE})
MAX_EACH = 20
MIN_REASON = 10

Values = Mapping[str, str | Sequence[str]]


def checked_values(values: Values) -> dict[Kind, list[str]]:
    """Values by kind, stripped, without blanks and repeats. Raises Invalid naming the field."""
    return {kind: _checked(kind, value) for kind, value in _by_kind(values).items()}


def _by_kind(values: Values) -> dict[Kind, str | Sequence[str]]:
    return {checked_kind(key): value for key, value in values.items()}


def checked_kind(key: str) -> Kind:
    """The kind of that name; Invalid when there is none."""
    if key not in Kind.values:
        raise Invalid(_("There is no such field of an identity."))
    return Kind(key)


def _checked(kind: Kind, value: str | Sequence[str]) -> list[str]:
    several = [value] if isinstance(value, str) else list(value)
    cleaned = list(dict.fromkeys(text for v in several if (text := _checked_text(kind, v))))
    if len(cleaned) > (1 if kind in SINGLE else MAX_EACH):
        raise Invalid(_("%(field)s: there are too many values.") % {"field": kind.label})
    return cleaned


def _checked_text(kind: Kind, value: str) -> str:
    text = value.strip()
    limit = LONG if kind in LONG_KINDS else SHORT
    if len(text) > limit:
        raise Invalid(
            _("%(field)s: at most %(count)d characters.") % {"field": kind.label, "count": limit}
        )
    if not is_clean(text):
        raise Invalid(
            _("%(field)s: there is a character that no text holds.") % {"field": kind.label}
        )
    return _checked_form(kind, text) if text else ""


def _checked_form(kind: Kind, text: str) -> str:
    if kind is Kind.BIRTH_DATE:
        date = fold_date(text)
        if date is None:
            raise Invalid(_("Date of birth: write a date such as 5 3 1990, or only its year."))
        return date
    if kind is Kind.EMAIL and (text.count("@") != 1 or " " in text):
        raise Invalid(_("E-mail: write an address such as name@example.org."))
    if kind is Kind.PHOTO and not _is_uuid(text):
        raise Invalid(_("Photo: name a kept file."))
    return text


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def is_clean(text: str) -> bool:
    """Whether a database can hold the text: no NUL, no half of a character."""
    return not any(c == "\x00" or "\ud800" <= c <= "\udfff" for c in text)


def checked_reason(reason: str) -> str:
    """The reason, stripped. Raises Invalid when it is too short to be one, or too long."""
    text = reason.strip()
    if len(text) < MIN_REASON:
        raise Invalid(_("Say in at least %(count)d characters why.") % {"count": MIN_REASON})
    if len(text) > LONG or not is_clean(text):
        raise Invalid(_("The reason is too long or holds a character that no text holds."))
    return text
