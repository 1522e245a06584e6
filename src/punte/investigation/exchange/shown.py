"""What a dry run found, in words for its page."""

from __future__ import annotations

from typing import Any

from punte.investigation.exchange.lists.fields import kind_of
from punte.investigation.exchange.models import ListImport
from punte.investigation.subjects.door import SCHEMATA


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
    known = {prop.key: prop.label for prop in SCHEMATA[schema].props}
    return [(known.get(prop, prop), value) for prop, value in said]
