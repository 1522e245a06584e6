"""What an entity may be: its properties, and what is in them. The catalogue is `catalogue.py`.

Names are those of FollowTheMoney (followthemoney.tech) where it has them; those marked `own` are
Punte's, for what that model lacks (a phone as a thing of its own, a sighting, a stay).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

# Types of properties whose values are selectors: the kind that `algorithms.selectors` knows.
SELECTORS: Final = frozenset(
    {"phone", "imei", "imsi", "iccid", "iban", "account", "card", "plate", "vin", "document",
     "national_id", "company_id", "email", "url", "handle", "wallet"}
)  # fmt: skip


@dataclass(frozen=True)
class Prop:
    """A property. type: one of `SELECTORS`, or text, name, date, moment, country, place, number,
    money, language, gender, position (latitude and longitude).
    """

    key: str
    label: Words
    type: str = "text"


# What is stated of any entity besides its properties: that a link is so, where nothing else is
# said of it; and which exhibit the entity is.
STANDS: Final = Prop("stands", _("That it is so"), "mark")
EXHIBIT: Final = Prop("exhibit", _("Exhibit"), "mark")
MARKS: Final = {prop.key: prop for prop in (STANDS, EXHIBIT)}


@dataclass(frozen=True)
class Schema:
    """A kind of entity. caption: the properties that name it, the first that has a value.

    ends: for a link, the words for its tail and head; empty for a thing. joins: which schemata
    may stand at either end ("" any thing).
    """

    key: str
    label: Words
    plural: Words
    icon: str
    props: tuple[Prop, ...]
    caption: tuple[str, ...]
    own: bool = False
    ends: tuple[Words, ...] = ()
    joins: tuple[str, str] = field(default=("", ""))

    @property
    def is_link(self) -> bool:
        return bool(self.ends)

    def prop(self, key: str) -> Prop | None:
        return next((prop for prop in self.props if prop.key == key), None)
