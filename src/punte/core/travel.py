"""What moves between servers as one file: rooms say how theirs is written, and how it comes in.

A room registers a `Cargo` in `AppConfig.ready`; for a table of rules by version, a `Table`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.forms import BaseForm
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from punte.core.access.door import Viewer
from punte.core.errors import Invalid

Content = dict[str, Any]


@dataclass(frozen=True)
class Piece:
    """One thing in force today. before: the contents it had until then."""

    key: str
    version: int
    valid_from: date | None
    content: Content
    before: list[Content]


@dataclass(frozen=True)
class Kept:
    """What this server has of a piece: its contents, the newest first; whether a change waits."""

    contents: list[Content]
    waits: bool = False


class Cargo(ABC):
    """A kind of thing that travels. Contents are plain JSON; from a file they may be anything.

    kind: stable, as the file names it. name: of one such thing. then: what becomes of a piece that
    is taken over.
    """

    kind: str
    name: str | Promise
    then: str | Promise

    @abstractmethod
    def in_force(self) -> Iterable[Piece]:
        """All that holds today."""

    @abstractmethod
    def kept(self, key: str) -> Kept | None:
        """What is here under a key; None for a key that means nothing here."""

    @abstractmethod
    def check(self, key: str, content: Content) -> Content:
        """The content as it would be kept. Raises Invalid with all that is wrong, a line each."""

    @abstractmethod
    def take(self, *, by: Viewer, key: str, content: Content, note: str) -> None:
        """Keep it as any change is kept by hand, by the same rights and the same second person."""

    @abstractmethod
    def title(self, key: str, content: Content) -> str:
        """What the piece is called, in the reader's language."""

    @abstractmethod
    def address(self, key: str) -> str:
        """The page where it stands once it is here."""

    def shown(self, content: Content) -> Content:
        """The content side by side with another: labels and values, in the reader's language."""
        return content


class Table(Cargo):
    """Rules in rows that are never changed, with `version` and `valid_from`.

    scope: the fields that name a rule, which make its key. fields: what it says.
    """

    scope: tuple[str, ...]
    fields: tuple[str, ...]

    @abstractmethod
    def rows(self) -> QuerySet[Any]:
        """All versions of all rules."""

    @abstractmethod
    def knows(self, **scope: str) -> bool:
        """Whether there can be such a rule here."""

    @abstractmethod
    def form(self, values: dict[str, str]) -> BaseForm:
        """The form by which people change a rule, filled with `fields`, to hold from today."""

    @abstractmethod
    def add(self, *, by: Viewer, scope: dict[str, Any], form: BaseForm, after: int) -> object:
        """Write the version after `after` by a valid form."""

    def holds(self, row: Any) -> bool:
        """False for a version that waits for a second person, or was overtaken waiting."""
        return True

    def in_force(self) -> Iterable[Piece]:
        begun = self.rows().filter(valid_from__lte=timezone.localdate())
        for key, versions in groupby(begun.order_by(*self.scope, "-version"), self._key):
            held = [row for row in versions if self.holds(row)]
            if held:
                contents = [self._said(row) for row in held]
                yield Piece(key, held[0].version, held[0].valid_from, contents[0], contents[1:])

    def kept(self, key: str) -> Kept | None:
        scope = self.scope_of(key)
        if not scope or not self.knows(**scope):
            return None
        rows = self._versions(scope)
        held = [self._said(row) for row in rows if self.holds(row)]
        return Kept(held, waits=bool(rows) and not self.holds(rows[0]))

    def check(self, key: str, content: Content) -> Content:
        found = self._valid(content).cleaned_data
        return {field: _plain(found[field]) for field in self.fields}

    def take(self, *, by: Viewer, key: str, content: Content, note: str) -> None:
        scope = self.scope_of(key)
        newest = next((row.version for row in self._versions(scope)), 0)
        self.add(by=by, scope=scope, form=self._valid(content), after=newest)

    def shown(self, content: Content) -> Content:
        form = self._filled(content)
        return {str(form.fields[name].label): _in_words(form, name) for name in self.fields}

    def scope_of(self, key: str) -> dict[str, str]:
        """The fields that a key stands for; empty when it is no key of this table."""
        values = key.split(":")
        return dict(zip(self.scope, values, strict=True)) if len(values) == len(self.scope) else {}

    def _versions(self, scope: dict[str, str]) -> list[Any]:
        return list(self.rows().filter(**scope).order_by("-version"))

    def _valid(self, content: Content) -> BaseForm:
        form = self._filled(content)
        faults = [
            f"{form.fields[name].label} – {error}"
            for name, errors in form.errors.items()
            for error in errors
        ]
        if faults:
            raise Invalid("\n".join(faults))
        return form

    def _filled(self, content: Content) -> BaseForm:
        said = {name: content.get(name) for name in self.fields}
        return self.form({name: str(said[name]) for name in said if said[name] is not None})

    def _key(self, row: object) -> str:
        return ":".join(getattr(row, field) for field in self.scope)

    def _said(self, row: object) -> Content:
        return {field: _plain(getattr(row, field)) for field in self.fields}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _in_words(form: BaseForm, name: str) -> str:
    field, value = form.fields[name], form.data.get(name, "")
    answers = {"True": _("yes"), "False": _("no")}
    return str(dict(getattr(field, "choices", answers)).get(value, value))


_CARGOES: dict[str, Cargo] = {}


def register(cargo: Cargo) -> None:
    """Let a kind of thing travel."""
    _CARGOES[cargo.kind] = cargo


def cargoes() -> list[Cargo]:
    """All that travels, by kind."""
    return [_CARGOES[kind] for kind in sorted(_CARGOES)]


def cargo_of(kind: str) -> Cargo | None:
    return _CARGOES.get(kind)
