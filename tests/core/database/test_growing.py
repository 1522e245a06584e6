"""Models that join one by one make the state that Django would make."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.migrations.operations import AddField, CreateModel
from django.db.migrations.state import ProjectState

from punte.core.database.growing import growing

KEY: list[tuple[str, models.Field[Any, Any]]] = [("id", models.AutoField(primary_key=True))]


def link(name: str, **options: Any) -> models.ForeignKey[models.Model, models.Model]:
    return models.ForeignKey(f"tried.{name}", models.CASCADE, **options)


SEEN: Any = models.ManyToManyField("tried.Account", related_name="+")
STEPS = [
    CreateModel("Agency", KEY),
    CreateModel("Account", [*KEY, ("agency", link("Agency"))]),
    CreateModel("Record", [*KEY, ("by", link("Account")), ("seen", SEEN)]),
    AddField("Agency", "head", link("Account", null=True, related_name="heads")),
    CreateModel("Note", [*KEY, ("record", link("Record"))]),
]


def built() -> ProjectState:
    state = ProjectState()
    assert state.apps
    for step in STEPS:
        state = state.clone()
        step.state_forwards("tried", state)
    return state


def related(state: ProjectState) -> dict[str, set[str]]:
    """Each model with its fields and what points to it, as code of a migration meets them."""
    state.clear_delayed_apps_cache()
    return {
        model.__name__: {f.name for f in model._meta.get_fields(include_hidden=True)}
        for model in state.apps.get_models(include_auto_created=True)
    }


def test_what_joined_alone_knows_and_is_known() -> None:
    plain = built()
    with growing():
        grown = built()
    assert grown.is_delayed
    assert grown == plain
    assert related(grown) == related(plain)
    assert "note" in related(grown)["Record"]


def test_only_what_joins_is_rendered_and_django_is_left_as_it_was() -> None:
    before = ProjectState.add_model
    with growing():
        state = ProjectState()
        assert state.apps
        STEPS[0].state_forwards("tried", state)
        agency = state.apps.get_model("tried", "Agency")
        STEPS[1].state_forwards("tried", state)
        assert state.apps.get_model("tried", "Agency") is agency
    assert ProjectState.add_model is before
