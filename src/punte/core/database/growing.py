"""Migrating without drawing every model anew for each one that joins.

Django's state of the models renders, for a new model, all that are related to it in any number of
steps. Here nearly all hang on accounts and agencies, so making the tables of an empty database
took three quarters of its time for that. What joins is rendered alone instead, and the state is
marked as delayed, Django's own word for classes that do not know all their relations: code of a
migration (`RunPython`) is given models that were rendered whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.state import ModelState, ProjectState


@contextmanager
def growing() -> Iterator[None]:
    """While this lasts, a model that joins a state leaves the others as they are."""
    before = ProjectState.add_model
    ProjectState.add_model = _add_model  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        ProjectState.add_model = before  # type: ignore[method-assign]


def _add_model(state: ProjectState, model: ModelState) -> None:
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:  # type: ignore[attr-defined]
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:
        state.is_delayed = True
        state.apps.render_multiple([model])
