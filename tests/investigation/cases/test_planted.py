"""Nobody lays a row into a case of others, not even past every page."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.investigation.cases.models import Case, CaseEvent, CaseRow
from tests.support.cases import make_case
from tests.support.worlds import World


def test_a_stranger_plants_nothing_in_a_case(world: World) -> None:
    case, lead = make_case(world.investigator)
    for by, may in ((lead, True), (world.second_investigator, False)):
        row = CaseEvent(
            case_id=case.pk, owner=case.owner, audiences=sorted({case.owner, by.account_audience}),
            kind="edited", at=timezone.now(), by_id=by.account_id,
        )  # fmt: skip
        with acting_as(by):
            if may:
                row.save(force_insert=True)
                continue
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                row.save(force_insert=True)


@pytest.mark.django_db
def test_every_table_of_a_case_keeps_strangers_rows_out() -> None:
    tables = {m._meta.db_table for m in apps.get_models() if issubclass(m, CaseRow)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT polrelid::regclass::text FROM pg_policy WHERE polname = %s",
                       ["of_its_circle"])  # fmt: skip
        walled = {name for (name,) in cursor.fetchall()}
    assert tables - walled - {Case._meta.db_table} == {"investigation_custody"}
