"""Two who may decide, and what they do to a case."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import connection, transaction

from punte.core.access.door import Viewer, acting_as
from punte.investigation.cases.models import Case
from punte.investigation.subjects.actions.merging import (
    decide_merge,
    propose_merge,
    split_merge,
)
from punte.investigation.subjects.batch import NewEntity
from punte.investigation.subjects.models import Entity, Merge, Source
from tests.support.cases import in_team, make_case
from tests.support.subjects import make_source, thing, write
from tests.support.worlds import World


@dataclass
class Team:
    """A case with two people who may decide, and a source."""

    case: Case
    one: Viewer
    other: Viewer
    source: Source

    def add(self, *new: NewEntity) -> list[UUID]:
        return write(self.one, self.case, self.source, *new)

    def propose(self, left: UUID, right: UUID, by: Viewer | None = None) -> Merge:
        by = by or self.one
        with acting_as(by), transaction.atomic():
            return propose_merge(by=by, case_id=self.case.pk, left=left, right=right, why="Alike")

    def decide(self, row: Merge, same: bool = True, by: Viewer | None = None) -> Merge:
        by = by or self.other
        with acting_as(by), transaction.atomic():
            return decide_merge(
                by=by, case_id=self.case.pk, merge_id=row.pk, same=same, why="", version=row.version
            )

    def split(self, row: Merge) -> Merge:
        with acting_as(self.other), transaction.atomic():
            return split_merge(
                by=self.other, case_id=self.case.pk, merge_id=row.pk, why="", version=row.version
            )

    def groups(self, *keys: UUID) -> list[UUID]:
        with acting_as(self.one):
            found = Entity.objects.in_bulk(keys)
        return [found[key].group for key in keys]


@pytest.fixture
def team(world: World) -> Team:
    case, one = make_case(world.investigator)
    other = in_team(case, one, world.second_investigator)
    return Team(case, one, other, make_source(one, case))


def regroup(entity: UUID) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT investigation_regroup(%s)", [entity])


def ion(**more: str) -> NewEntity:
    return thing("Person", name="Ion Ceban", birthDate="1990-04-12", **more)


def ivan(**more: str) -> NewEntity:
    return thing("Person", name="Чебан Иван Ильич", birthDate="12.04.1990", **more)
