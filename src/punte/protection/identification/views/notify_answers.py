"""The answers of a notification in words, for the page on which they are checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from punte.protection.identification.forms.notification import safe_words, sign_values
from punte.protection.identification.models.words import Channel, NamePlace, RedFlag
from punte.protection.persons.door import AgeBand, Sex, country_name, language_name

Rows = list[dict[str, Any]]


def answer_rows(cleaned: dict[str, Any], url: Callable[[str], str]) -> Rows:
    """Facts with a link to change each: label, value, url of its page."""
    safe = safe_words(sign_values(cleaned)["safe_contact"])
    flags = [str(RedFlag(flag).label) for flag in cleaned["red_flags"]]
    pairs = [
        ("where", _("Where"), Channel(cleaned["channel"]).label),
        ("where", _("From which country"), country_name(cleaned["from_country"])),
        ("where", _("Place"), cleaned["place"]),
        ("signs", _("Signs"), ", ".join(flags)),
        ("signs", _("Danger now"), _("Yes") if cleaned["urgent"] else _("No")),
        ("signs", _("Note"), cleaned["note"]),
        ("person", _("Age"), AgeBand(cleaned["age_band"]).label),
        ("person", _("Sex"), Sex(cleaned["sex"]).label),
        ("person", _("Nationality"), country_name(cleaned["nationality"])),
        ("person", _("District"), cleaned["district"]),
        ("contact", _("Language"), language_name(cleaned["language"])),
        ("contact", _("Safe to call or write"), safe),
        ("naming", _("Name"), NamePlace(cleaned["name_place"]).label),
        ("unit", _("Coordination unit"), str(cleaned["to_agency"])),
    ]
    abroad = cleaned["channel"] == Channel.ABROAD
    shown = pairs if abroad else [*pairs[:1], *pairs[2:]]
    return [{"label": label, "value": value, "url": url(step)} for step, label, value in shown]
