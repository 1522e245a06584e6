"""What kinds of product other rooms take in under an order, said when they start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from punte.core.access.door import Viewer

Told = Callable[[Sequence[UUID]], None]
Released = Callable[[Viewer, Sequence[UUID]], None]
Copies = Callable[[UUID], Sequence[UUID]]


def _nothing(_ids: Sequence[UUID]) -> None:
    """For a room that keeps nothing besides the files."""


def _nothing_by(_by: Viewer, _ids: Sequence[UUID]) -> None:
    """The same, when somebody released them."""


def _none(_key: UUID) -> Sequence[UUID]:
    """For a room that makes no copies."""
    return ()


@dataclass(frozen=True)
class ProductKind:
    """key: stable. label: plural words ("Recordings"). address: the page of one piece, by its key.

    sealed, released, gone: called in the same transaction with the keys of pieces that now lie in
    quarantine, came out of it (and who released them), or whose files are being destroyed: hide,
    show again, or empty what was derived from them (transcripts, waveforms). `gone` runs as the
    worker. copies: further files with the sound or picture of a piece, made since it was taken in;
    they are sealed, released and destroyed with it.
    """

    key: str
    label: str | Promise
    address: Callable[[UUID], str]
    sealed: Told = _nothing
    released: Released = _nothing_by
    gone: Told = _nothing
    copies: Copies = _none


_KINDS: dict[str, ProductKind] = {}


def register_product(kind: ProductKind) -> None:
    """Called from a room's `ready`."""
    _KINDS[kind.key] = kind


def kind_of(key: str) -> ProductKind | None:
    return _KINDS.get(key)


def is_kind(key: str) -> bool:
    return key in _KINDS
