"""The second wall, walked: every table with case data, looked at by those who may not."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from punte.core.access.door import DataClass, Guarded, Viewer
from punte.core.database.context import set_context
from tests.support.database import as_role
from tests.support.rows import draft_row, make_row
from tests.support.worlds import World

# Tables without case data: who works where, whose role is to end, who offers what and wants to be
# told how, rules, texts, counts, hashes of the ledger and of programs' changes, the checks of it
# that were asked for, and how a demo was made.
# A new table is either guarded or stands here with its reason.
NO_CASE_DATA = {
    "agencies_jurisdiction",
    "agencies_agency",
    "agencies_desk",
    "agencies_account",
    "agencies_membership",
    "agencies_membership_desks",
    "agencies_invitation",
    "agencies_invitation_desks",
    "agencies_ending",
    "deadlines_rule",
    "deadlines_holiday",
    "escalation_chain",
    "investigation_measure_rule",
    "investigation_offence",
    "protection_consent_text",
    "protection_edition",
    "protection_arrival",
    "protection_retention_rule",
    "protection_approval_rule",
    "protection_funnel_run",
    "protection_calendar_feed",
    "protection_offer",
    "ledger_pending",
    "ledger_leaf",
    "ledger_node",
    "ledger_checkpoint",
    "ledger_stamp",
    "ledger_erasure",
    "ledger_check",
    "demo_seeding",
    "notices_preferences",
    "api_token",
    "api_act",
}
# A notice is sent to somebody else: its sender writes what only the receiver reads.
SENT_TO_OTHERS = {"notices_notice"}
REFUSED = r"row-level security|permission denied"
ALL_CLASSES = [data_class.value for data_class in DataClass]


def case_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("punte.") and model._meta.db_table not in NO_CASE_DATA
    ]


GUARDED = [model for model in case_models() if issubclass(model, Guarded)]
walk = pytest.mark.parametrize("model", case_models(), ids=lambda m: m._meta.db_table)
walk_guarded = pytest.mark.parametrize("model", GUARDED, ids=lambda m: m._meta.db_table)


def owner_role() -> str:
    return str(connection.settings_dict["USER"])


def write(model: type[models.Model], audiences: list[int], **more: Any) -> models.Model:
    """A row as the owner of the schema writes it, past all policies."""
    given = {"owner": audiences[0], "audiences": audiences, "audience": audiences[0], **more}
    names = {field.name for field in model._meta.concrete_fields}
    with as_role(owner_role()):
        return make_row(model, **{name: value for name, value in given.items() if name in names})


def look_as(viewer: Viewer | None) -> None:
    """Bind a viewer with every class of data there is, or nobody."""
    set_context(
        audiences=viewer.audiences if viewer else (),
        classes=ALL_CLASSES if viewer else (),
        account=viewer.account_id if viewer else 0,
    )
    if viewer is None:
        with connection.cursor() as cursor:
            cursor.execute("RESET app.audiences; RESET app.classes; RESET app.account")


def count(model: type[models.Model]) -> int:
    """How many rows the web role sees; a table it may not read at all counts as none."""
    try:
        with transaction.atomic():
            return model._base_manager.count()
    except DatabaseError as error:
        if "permission denied" not in str(error):
            raise
        return 0


def touched(sql: str) -> int:
    """How many rows a write of the web role reaches; a refused write reaches none."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.rowcount
    except DatabaseError as error:
        if not re.search(REFUSED, str(error)):
            raise
        return 0


def assert_walled(model: type[models.Model], copy: models.Model) -> None:
    """Nothing of the table is seen, changed, removed, and no such row can be written."""
    table, column = model._meta.db_table, model._meta.concrete_fields[0].column
    assert count(model) == 0
    assert touched(f'UPDATE "{table}" SET "{column}" = "{column}"') == 0
    assert touched(f'DELETE FROM "{table}"') == 0
    if table in SENT_TO_OTHERS:
        return
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic():
        copy.save(force_insert=True)


def copy_of(model: type[models.Model], row: models.Model) -> models.Model:
    """A second row like this one, with a key of its own, not yet written."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in model._meta.concrete_fields
        if not field.primary_key and not field.unique
    }
    with as_role(owner_role()):
        relations = {f.attname: f.name for f in model._meta.concrete_fields}
        kept = {k: v for k, v in values.items() if k == relations[k]}
        links = {relations[k]: getattr(row, relations[k]) for k in values if k != relations[k]}
        return draft_row(model, **kept, **links)


@walk
def test_policies_stand_on_the_table(db: None, model: type[models.Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relrowsecurity, (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid)"
            " FROM pg_class c WHERE relname = %s AND relnamespace = 'public'::regnamespace",
            [model._meta.db_table],
        )
        [(secured, policies)] = cursor.fetchall()
    assert secured
    assert policies > 0


def test_the_serving_roles_cannot_pass_the_policies(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("punte_web",)
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname IN ('punte_web', 'punte_worker')"
            " AND (rolsuper OR rolbypassrls OR rolcreaterole)"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner"
            " WHERE r.rolname IN ('punte_web', 'punte_worker') AND c.relkind IN ('r', 'p')"
        )
        assert cursor.fetchall() == []


@walk
def test_nobody_without_a_context(world: World, model: type[models.Model]) -> None:
    row = write(model, [world.unit.audience])
    copy = copy_of(model, row)
    look_as(None)
    assert_walled(model, copy)


@walk
def test_nobody_from_another_agency(world: World, model: type[models.Model]) -> None:
    row = write(model, [world.unit.audience])
    copy = copy_of(model, row)
    look_as(world.caseworker)
    assert_walled(model, copy)


@walk_guarded
def test_nobody_whose_grant_has_ended(world: World, model: type[models.Model]) -> None:
    ended = timezone.now() - timedelta(minutes=1)
    both = [world.unit.audience, world.desk.audience]
    write(model, both, grants_end=ended)
    look_as(world.caseworker)
    assert count(model) == 0
    table, column = model._meta.db_table, model._meta.concrete_fields[0].column
    assert touched(f'UPDATE "{table}" SET "{column}" = "{column}"') == 0
    assert touched(f'DELETE FROM "{table}"') == 0


@walk_guarded
def test_the_owner_sees_it(world: World, model: type[models.Model]) -> None:
    write(model, [world.unit.audience])
    look_as(world.coordinator)
    assert count(model) == 1


@walk_guarded
def test_a_running_grant_sees_it(world: World, model: type[models.Model]) -> None:
    later = timezone.now() + timedelta(minutes=1)
    write(model, [world.unit.audience, world.desk.audience], grants_end=later)
    look_as(world.caseworker)
    assert count(model) == 1
