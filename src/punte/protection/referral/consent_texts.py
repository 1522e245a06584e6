"""The words of a consent: delivered in four languages, changed by an office as its own text."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from punte.protection.configuration.door import LANGUAGES, in_language, register_text
from punte.protection.referral.models import ConsentText

FILE = Path(__file__).resolve().parent / "data" / "consent-texts-v1.json"
# The text's key among what is configured, and among the texts that consents point at.
PIECE, KEY = "consent_sharing", "sharing"


@cache
def delivered() -> dict[str, Any]:
    """The first version, as configuration takes it."""
    texts = json.loads(FILE.read_text(encoding="utf-8"))["texts"]
    return {
        "titles": {code: texts[code]["title"] for code in LANGUAGES},
        "bodies": {code: texts[code]["body"] for code in LANGUAGES},
    }


def add_texts(_piece: str, _version: int, content: dict[str, Any], valid_from: date) -> None:
    """The next version for all four languages; consents given before keep theirs.

    A language that was left out stands in the first that has the words, rather than in old ones.
    """
    rows = ConsentText.objects.filter(key=KEY)
    last = rows.aggregate(last=Max("version"))["last"] or 0
    ConsentText.objects.bulk_create(
        ConsentText(
            key=KEY,
            version=last + 1,
            language=code,
            title=in_language(content["titles"], code)[:160],
            body=in_language(content["bodies"], code),
            valid_from=valid_from,
        )
        for code in LANGUAGES
    )


def register() -> None:
    """Called once, when the program starts."""
    register_text(PIECE, _("Consent to sharing data"), delivered, published=add_texts)
