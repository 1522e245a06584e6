"""What kinds of product other rooms take in under an order, said when they start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

Told = Callable[[Sequence[UUID]], None]


def _nothing(_ids: Sequence[UUID]) -> None:
    """For a room that keeps nothing besides the files."""


@dataclass(frozen=True)
class ProductKind:
    """key: stable. label: plural words ("Recordings"). address: the page of one piece, by its key.

    sealed, released, gone: called in the same transaction with the keys of pieces that now lie in
    quarantine, came out of it, or whose files are being destroyed: hide, show again, or empty
    what was derived from them (transcripts, waveforms). `gone` runs as the worker.
    """

    key: str
    label: str | Promise
    address: Callable[[UUID], str]
    sealed: Told = _nothing
    released: Told = _nothing
    gone: Told = _nothing


_KINDS: dict[str, ProductKind] = {}


def register_product(kind: ProductKind) -> None:
    """Called from a room's `ready`."""
    _KINDS[kind.key] = kind


def kind_of(key: str) -> ProductKind | None:
    return _KINDS.get(key)


def is_kind(key: str) -> bool:
    return key in _KINDS
