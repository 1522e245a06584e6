"""All schemata by their key."""

from __future__ import annotations

from typing import Final

from punte.investigation.subjects.links import LINKS
from punte.investigation.subjects.schema import MARKS, Prop, Schema
from punte.investigation.subjects.things import THINGS

SCHEMATA: Final[dict[str, Schema]] = {schema.key: schema for schema in (*THINGS, *LINKS)}
# When something of these began and ended, for time lines and clocks by the hour.
STARTS: Final = ("startDate", "date", "publishedAt", "seenAt")
ENDS: Final = ("endDate",)


def prop_of(schema: str, key: str) -> Prop:
    """A property of a schema, or a mark; one of its own making for what another version wrote."""
    return SCHEMATA[schema].prop(key) or MARKS.get(key) or Prop(key, key)
