"""Lists, forms and texts in the file that moves between servers."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from punte.core.access.door import Viewer
from punte.core.travel import Cargo, Content, Kept, Piece
from punte.protection.configuration import queries
from punte.protection.configuration.actions.editions import begin_draft, checked_here
from punte.protection.configuration.content import CODE
from punte.protection.configuration.models import Edition
from punte.protection.configuration.registry import find_piece, scope_of, title_of
from punte.protection.configuration.shown import shown
from punte.protection.configuration.words import Kind, State


class Editions(Cargo):
    """Pieces of one kind; what is brought in becomes a draft."""

    then = _("It becomes a draft, and a second person publishes it.")

    def __init__(self, kind: Kind) -> None:
        self.kind, self.name = kind.value, kind.label

    def in_force(self) -> Iterable[Piece]:
        rows = Edition.objects.filter(
            kind=self.kind, state=State.PUBLISHED, valid_from__lte=timezone.localdate()
        )
        for row in rows.order_by("key", "-version").distinct("key"):
            if self._of_one_agency(row.key):
                continue
            older = queries.editions(self.kind, row.key).filter(
                state=State.PUBLISHED, version__lt=row.version
            )
            before = [*(one.content for one in older), *self._delivered(row.key)]
            yield Piece(row.key, row.version, row.valid_from, row.content, before)

    def kept(self, key: str) -> Kept | None:
        if self._of_one_agency(key):
            return None
        own = self.kind == Kind.FORM and CODE.fullmatch(key)
        if not own and find_piece(self.kind, key) is None:
            return None
        rows = list(queries.editions(self.kind, key))
        published = [row.content for row in rows if row.state == State.PUBLISHED]
        waits = any(row.state == State.DRAFT for row in rows)
        return Kept([*published, *self._delivered(key)], waits)

    def check(self, key: str, content: Content) -> Content:
        return checked_here(self.kind, key, content)

    def take(self, *, by: Viewer, key: str, content: Content, note: str) -> None:
        begin_draft(by=by, kind=self.kind, key=key, content=content, note=note)

    def title(self, key: str, content: Content) -> str:
        return title_of(self.kind, key, content)

    def address(self, key: str) -> str:
        return reverse("protection:configuration_piece", args=[self.kind, key])

    def _of_one_agency(self, key: str) -> bool:
        """An agency's own words stay at home: it has another number on another server."""
        return scope_of(self.kind, key)[1] > 0

    def shown(self, content: Content) -> Content:
        return dict(shown(content))

    def _delivered(self, key: str) -> list[Content]:
        piece = find_piece(self.kind, key)
        return [piece.builtin()] if piece else []
