"""Every table that hangs on a person is known to the forgetting, and its texts are emptied."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from punte.core.access.door import Guarded, acting_as
from punte.protection.retention.actions.decide import confirm_decision
from punte.protection.retention.models import Due
from punte.protection.retention.queries import forgotten_tables
from tests.protection.retention.support import asked, closed_person, overseers
from tests.support.database import as_role
from tests.support.rows import make_row
from tests.support.worlds import World

# Guarded tables of this floor that no forgetting reaches, each with its reason.
LEFT = {
    "protection_import_spec": "which column of a file means what",
    "protection_webhook_delivery": "ids, kinds, times and what a receiver answered",
    "protection_legal_hold": "why data was kept is oversight's own record",
    "protection_retention_due": "dates and a pseudonym",
    "protection_retention_decision": "why it was decided is oversight's own record",
    "protection_retention_person": "dates and a pseudonym",
}
TEXT = "told in confidence"


def tables() -> dict[str, type[models.Model]]:
    return {
        model._meta.db_table: model
        for model in apps.get_models()
        if issubclass(model, Guarded) and model._meta.db_table.startswith("protection_")
    }


def test_every_table_is_reached_or_left_with_a_reason(world: World) -> None:
    known = set(forgotten_tables())
    strangers = {name for name, model in tables().items() if name not in known and texts_of(model)}
    assert sorted(strangers - set(LEFT)) == []
    assert set(LEFT).isdisjoint(known)


def texts_of(model: type[models.Model]) -> list[str]:
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField | models.JSONField)
    ]


def named_directly(model: type[models.Model]) -> str:
    """The field by which a row names the person."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.related_model._meta.db_table == (  # type: ignore[union-attr]
            "protection_person"
        ):
            return field.name
        if field.name in {"person_id", "person"}:
            return field.name
    return ""


DIRECT = [model for model in tables().values() if named_directly(model) and texts_of(model)]


@pytest.mark.parametrize("model", DIRECT, ids=lambda model: model._meta.db_table)
def test_texts_that_name_the_person_are_emptied(world: World, model: type[models.Model]) -> None:
    three, person, other = overseers(world), closed_person(world), closed_person(world)
    rows = [write(world, model, whom) for whom in (person, other)]
    with as_role(str(connection.settings_dict["USER"])):
        make_row(
            Due, subject=person.id, owner=three.first.oversight_audience,
            audiences=[three.first.oversight_audience],
        )  # fmt: skip
    decision = asked(three.first, person)
    with acting_as(three.second) as by:
        confirm_decision(by=by, decision=decision)
    mine, others = (read(model, row.pk) for row in rows)
    assert TEXT not in str(mine)
    assert TEXT in str(others)


def write(world: World, model: type[models.Model], person: Any) -> models.Model:
    by_name = named_directly(model)
    given: dict[str, Any] = {
        by_name: person if is_link(model, by_name) else person.id,
        "owner": world.unit.audience,
        "audiences": [world.unit.audience],
    }
    for name in texts_of(model):
        field = model._meta.get_field(name)
        given[name] = {"a": TEXT} if isinstance(field, models.JSONField) else TEXT
    with as_role(str(connection.settings_dict["USER"])):
        return make_row(model, **given)


def is_link(model: type[models.Model], name: str) -> bool:
    return isinstance(model._meta.get_field(name), models.ForeignKey)


def read(model: type[models.Model], pk: Any) -> dict[str, Any]:
    with as_role(str(connection.settings_dict["USER"])):
        row = model._base_manager.get(pk=pk)
        return {name: getattr(row, name) for name in texts_of(model)}
