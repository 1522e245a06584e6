"""The gate: an object is only ever obtained with a viewer."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db import models

from punte.core.access.models import BrokenGlass, Grant, Guarded
from punte.core.access.viewer import Viewer
from punte.core.errors import NotHere

G = TypeVar("G", bound=Guarded)


def get_visible(model: type[G], *, viewer: Viewer, lock: bool = False, **key: object) -> G:
    """The row with this key that the viewer may see; NotHere when absent or forbidden alike.

    lock: hold it still until the transaction ends. Rows that hang on it may be written meanwhile:
    no key changes, and whoever held both ways round would wait for each other for ever.
    """
    rows = model._default_manager.all().visible_to(viewer)
    if lock:
        rows = rows.select_for_update(of=("self",), no_key=True)
    found = rows.filter(**key).first()
    if not isinstance(found, model):
        subject = next((value for value in key.values() if isinstance(value, UUID)), None)
        raise NotHere(what=f"read {model._meta.label_lower}", subject=subject)
    return found


def grants_of(record: UUID) -> models.QuerySet[Grant]:
    """All grants on a record that the bound viewer may see, newest first."""
    return Grant.objects.filter(record=record).order_by("-given_at")


def broken_glass() -> models.QuerySet[BrokenGlass]:
    """Openings with a reason, newest first."""
    return BrokenGlass.objects.order_by("-broken_at")
