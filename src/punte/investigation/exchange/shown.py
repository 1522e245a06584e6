"""What a dry run found, in words for its page."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

from punte.investigation.exchange.lists.fields import kind_of
from punte.investigation.exchange.models import ListImport
from punte.investigation.subjects.door import SCHEMATA, Prop, read_moment

UTC = ZoneInfo("UTC")


def kind_label(run: ListImport) -> str:
    """What kind of list it is."""
    return str(kind_of(run.kind).label)


def preview_of(run: ListImport) -> list[dict[str, Any]]:
    """The first rows: what each becomes, and whether the case knows it."""
    return [
        {
            "row": told["row"],
            "things": [
                {"label": SCHEMATA[schema].label, "caption": caption, "fresh": fresh}
                for schema, caption, fresh in told["things"]
            ],
            "links": [
                {"label": SCHEMATA[schema].label, "said": _said(schema, said)}
                for schema, said in told["links"]
            ],
        }
        for told in run.preview
    ]


def _said(schema: str, said: list[list[str]]) -> list[tuple[object, str]]:
    known = {prop.key: prop for prop in SCHEMATA[schema].props}
    return [
        (known[prop].label if prop in known else prop, _words(known.get(prop), value))
        for prop, value in said
    ]


def _words(prop: Prop | None, value: str) -> str:
    """A value as the reader writes it: moments by the reader's clock."""
    moment = read_moment(value, UTC) if prop is not None and prop.type == "moment" else None
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else value
