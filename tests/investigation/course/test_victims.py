"""Victims stand under letters; what was disclosed is shut at its end, in pages and in queries."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Invalid, NotHere
from punte.core.ledger.door import Entry
from punte.investigation.course.actions.victims import (
    Awarded,
    Given,
    add_victim,
    keep_award,
    lodge_claim,
    record_disclosure,
    withdraw_disclosure,
)
from punte.investigation.course.models import DisclosedPart, Disclosure, VictimRole
from punte.investigation.course.queries.victims import read_disclosure
from punte.investigation.course.words import AgeBand, Basis, DataKind, Standing
from tests.investigation.course.making import Scene, ago, scene_of
from tests.support.database import as_role
from tests.support.worlds import World

SECRET = "Invented words that must not stay"


def victim_of(scene: Scene) -> VictimRole:
    with acting_as(scene.police) as by:
        return add_victim(
            by=by, case_id=scene.case.pk, age_band=AgeBand.ADULT, standing=Standing.INJURED,
            key=uuid4(),
        )  # fmt: skip


def disclosed_of(scene: Scene, victim: UUID, **more: timedelta) -> Disclosure:
    given = Given(
        source="Invented Agency", basis=Basis.CONSENT, basis_text="1/2026", purpose="One hearing",
        given_on=ago(0), until=timezone.now() + timedelta(**more or {"days": 2}),
    )  # fmt: skip
    with acting_as(scene.police) as by:
        return record_disclosure(
            by=by, case_id=scene.case.pk, victim_id=victim, given=given, key=uuid4(),
            parts=[(DataKind.STORY, SECRET)],
        )  # fmt: skip


def test_letters_follow_each_other(world: World) -> None:
    scene = scene_of(world)
    assert [str(victim_of(scene)) for _ in range(2)] == ["Victim A", "Victim B"]


def test_a_reading_is_an_entry(world: World) -> None:
    scene = scene_of(world)
    row = disclosed_of(scene, victim_of(scene).pk)
    with acting_as(scene.prosecutor) as by:
        assert [part.text for part in read_disclosure(by, scene.case, row)] == [SECRET]
        entry = Entry.objects.filter(action="victim.read_disclosure").get()
    assert entry.detail["disclosure"] == str(row.pk)
    assert SECRET not in str(entry.detail)


def test_withdrawn_it_is_shut_at_once_for_every_query(world: World) -> None:
    scene = scene_of(world)
    row = disclosed_of(scene, victim_of(scene).pk)
    with acting_as(scene.police) as by:
        assert DisclosedPart.objects.count() == 1
        withdraw_disclosure(
            by=by, case_id=scene.case.pk, disclosure_id=row.pk, why="Invented", version=1
        )
        assert DisclosedPart.objects.count() == 0
        row.refresh_from_db()
        with pytest.raises(NotHere):
            read_disclosure(by, scene.case, row)
        with pytest.raises(Conflict):
            withdraw_disclosure(
                by=by, case_id=scene.case.pk, disclosure_id=row.pk, why="x", version=2
            )
        with pytest.raises(DatabaseError), transaction.atomic():
            Disclosure.objects.filter(pk=row.pk).update(withdrawn_at=None)
        assert DisclosedPart.objects.count() == 0


def test_after_its_end_nobody_reads_it(world: World) -> None:
    scene = scene_of(world)
    row = disclosed_of(scene, victim_of(scene).pk)
    with as_role(str(connection.settings_dict["USER"])):
        past = timezone.now() - timedelta(seconds=1)
        Disclosure.objects.filter(pk=row.pk).update(made_at=past - timedelta(days=1), until=past)
    with acting_as(scene.police):
        assert DisclosedPart.objects.count() == 0
    with as_role("punte_worker"):
        assert DisclosedPart.objects.count() == 0


def test_its_end_cannot_be_put_off(world: World) -> None:
    scene = scene_of(world)
    row = disclosed_of(scene, victim_of(scene).pk)
    with acting_as(scene.police), pytest.raises(DatabaseError), transaction.atomic():
        Disclosure.objects.filter(pk=row.pk).update(until=timezone.now() + timedelta(days=99))


def test_a_disclosure_needs_an_end_and_a_content(world: World) -> None:
    scene = scene_of(world)
    victim = victim_of(scene)
    with pytest.raises(Invalid):
        disclosed_of(scene, victim.pk, days=-1)


def test_no_more_is_paid_than_was_awarded(world: World) -> None:
    scene = scene_of(world)
    victim = victim_of(scene)
    with acting_as(scene.police) as by:
        row = lodge_claim(
            by=by, case_id=scene.case.pk, victim_id=victim.pk, claimed=None, currency="MDL",
            on=ago(9), key=uuid4(),
        )  # fmt: skip

        def keep(version: int, **what: object) -> None:
            keep_award(
                by=by, case_id=scene.case.pk, award_id=row.pk, version=version,
                what=Awarded(**what),  # type: ignore[arg-type]
            )  # fmt: skip

        keep(1, awarded=50, awarded_on=ago(3))
        with pytest.raises(Invalid, match="No more"):
            keep(2, awarded=50, awarded_on=ago(3), paid=51, paid_on=ago(1))


FOREIGN_KEYS = """
SELECT c.conrelid::regclass::text, c.confrelid::regclass::text FROM pg_constraint c
WHERE c.contype = 'f' AND (c.conrelid::regclass::text LIKE 'investigation\\_%%'
  AND c.confrelid::regclass::text LIKE 'protection\\_%%'
  OR c.conrelid::regclass::text LIKE 'protection\\_%%'
  AND c.confrelid::regclass::text LIKE 'investigation\\_%%')
"""


def test_no_key_of_the_database_crosses_the_firewall(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEYS.replace("%%", "%"))
        assert cursor.fetchall() == []
        cursor.execute("SELECT count(*) FROM pg_constraint WHERE contype = 'f'")
        assert cursor.fetchone()[0] > 100, "the walk finds keys"


def test_no_column_of_a_victims_role_could_name_a_person() -> None:
    names = {field.name for field in VictimRole._meta.get_fields()}
    assert not names & {"person", "name", "pseudonym", "file", "entity", "identity"}
