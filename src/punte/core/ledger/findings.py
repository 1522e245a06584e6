"""What a check of the log found, as plain values and in words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format, get_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from punte.core.ledger.labels import label_of

Kind = Literal[
    "altered",
    "missing",
    "deleted_before_sealing",
    "inserted",
    "leaf_missing",
    "erased_silently",
    "rewritten",
    "cut",
    "unsigned",
    "checkpoint",
    "foreign",
    "stamp",
]


@dataclass(frozen=True)
class Finding:
    """The first thing in the log that is not as it was signed.

    kind: "altered" (the entry, or its leaf, no longer is what was sealed), "missing" (its place
    is there, the entry is gone), "deleted_before_sealing" (gone before it had a place),
    "inserted" (an entry without a place that does not wait for one), "leaf_missing" (the entry
    is there, its place is gone), "erased_silently" (payload gone, no erasure names it),
    "rewritten" (entries and tree agree with each other, not with what was signed: one of the
    entries first..last), "cut" (the newest entries are gone), "unsigned" (entries beyond the
    newest signed head), "checkpoint" (the signature of the head of size `last` does not hold),
    "foreign" (a head given from elsewhere is not of this log), "stamp" (the time stamp of the head
    of size `last` does not hold).
    first, last: numbers of entries, counted from 0; empty where there is none.
    entry_id, at (ISO 8601), action: the entry itself, where known.
    """

    kind: Kind
    first: int | None = None
    last: int | None = None
    entry_id: str = ""
    at: str = ""
    action: str = ""

    @property
    def words(self) -> str:
        """One sentence, in the language that is active."""
        values = {
            "number": self.first,
            "last": self.last,
            "what": str(label_of(self.action)),
            "time": _written(self.at),
            "entry": self.entry_id,
        }
        if self.kind == "rewritten" and self.first == self.last:
            return _WORDS["altered"]() % values
        return _WORDS[self.kind]() % values


@dataclass(frozen=True)
class Report:
    """A finished check: `size` entries recomputed, `erased` of them without payload by right."""

    size: int
    root: str
    erased: int
    heads: int
    finding: Finding | None = None

    @property
    def sound(self) -> bool:
        return self.finding is None

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Report:
        """The report that `to_json` wrote."""
        finding = value.get("finding")
        return cls(**{**value, "finding": Finding(**finding) if finding else None})


def _written(at: str) -> str:
    moment = parse_datetime(at) if at else None
    return date_format(localtime(moment), f"{get_format('DATE_FORMAT')}, H:i:s T") if moment else ""


_WORDS = {
    "altered": lambda: _(
        "Entry %(number)s (%(what)s, %(time)s, %(entry)s) was altered after it was sealed."
    ),
    "missing": lambda: _("Entry %(number)s (written %(time)s, %(entry)s) was deleted."),
    "deleted_before_sealing": lambda: _(
        "The entry %(entry)s (written %(time)s) was deleted before it was sealed."
    ),
    "inserted": lambda: _(
        "The entry %(entry)s (%(what)s, %(time)s) was put in past the log's own way."
    ),
    "leaf_missing": lambda: _(
        "Entry %(number)s (%(what)s, %(time)s, %(entry)s) lost its place in the tree."
    ),
    "erased_silently": lambda: _(
        "Entry %(number)s (%(what)s, %(time)s, %(entry)s) lost its content, and no lawful erasure "
        "names it."
    ),
    "rewritten": lambda: _(
        "The log was rewritten together with its tree: the first altered entry is one of "
        "%(number)s to %(last)s. Entry %(number)s is %(what)s, %(time)s, %(entry)s."
    ),
    "cut": lambda: _("The newest entries are gone: %(number)s to %(last)s were signed once."),
    "unsigned": lambda: _(
        "Entries from %(number)s on (%(what)s, %(time)s, %(entry)s) are in no signed checkpoint."
    ),
    "checkpoint": lambda: _("The signature of the checkpoint over %(last)s entries does not hold."),
    "stamp": lambda: _(
        "The time stamp of %(time)s over %(last)s entries does not hold for its checkpoint."
    ),
    "foreign": lambda: _("The checkpoint given to compare with was not signed by this log."),
}
