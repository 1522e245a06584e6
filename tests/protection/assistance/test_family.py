"""Families as linked files, and groups rescued together."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.protection.assistance.actions.family import link_files, remove_link
from punte.protection.assistance.actions.groups import (
    add_member,
    begin_group,
    make_group,
    remove_member,
)
from punte.protection.assistance.models import AssistanceFile, FileEvent, FileLink, RescueGroup
from punte.protection.assistance.models.words import LinkKind
from punte.protection.assistance.queries.family import (
    file_by_code,
    members_of,
    memberships_of,
    relations_of,
)
from tests.protection.assistance.acts import close
from tests.support.files import make_file
from tests.support.persons import make_person
from tests.support.worlds import World, viewer


@pytest.fixture
def mother(file: AssistanceFile) -> AssistanceFile:
    return file


@pytest.fixture
def child(world: World) -> AssistanceFile:
    with acting_as(world.coordinator) as by:
        return make_file(by, make_person(by, age_band="child"))


def link(
    by: Viewer, one: AssistanceFile, two: AssistanceFile, kind: LinkKind = LinkKind.CHILD
) -> FileLink:
    with acting_as(by):
        return link_files(by=by, file=one.id, other=two.id, kind=kind, request_key=uuid4())


@pytest.mark.parametrize("begun_at_the_child", [False, True])
def test_both_files_show_a_link_each_from_its_side(
    world: World, mother: AssistanceFile, child: AssistanceFile, begun_at_the_child: bool
) -> None:
    if begun_at_the_child:
        link(world.coordinator, child, mother, LinkKind.PARENT)
    else:
        link(world.coordinator, mother, child, LinkKind.CHILD)
    with acting_as(world.second_coordinator) as by:
        [hers], [its] = relations_of(by, mother), relations_of(by, child)
        assert (hers.other, hers.kind) == (child, LinkKind.CHILD)
        assert (its.other, its.kind) == (mother, LinkKind.PARENT)
        assert FileEvent.objects.filter(kind="linked").count() == 2


def test_one_kinship_a_pair_and_a_journey_beside_it(
    world: World, mother: AssistanceFile, child: AssistanceFile
) -> None:
    link(world.coordinator, mother, child)
    for kind in (LinkKind.CHILD, LinkKind.SIBLING):
        with pytest.raises(Conflict, match="linked already"):
            link(world.coordinator, child, mother, kind)
    link(world.coordinator, child, mother, LinkKind.TRAVELLED)
    with pytest.raises(Conflict):
        link(world.coordinator, mother, child, LinkKind.TRAVELLED)
    with pytest.raises(Invalid):
        link(world.coordinator, mother, mother)


def test_a_link_is_removed_with_a_reason_and_stays_to_be_read(
    world: World, mother: AssistanceFile, child: AssistanceFile
) -> None:
    made = link(world.coordinator, mother, child)
    with acting_as(world.coordinator) as by:
        with pytest.raises(Invalid):
            remove_link(by=by, link=made.id, reason="  ", request_key=uuid4())
        key = uuid4()
        for _twice in range(2):
            remove_link(by=by, link=made.id, reason="Not her child.", request_key=key)
        assert relations_of(by, mother) == relations_of(by, child) == []
        assert FileLink.objects.get().removed_reason == "Not her child."
        assert FileEvent.objects.filter(kind="unlinked").count() == 2
    link(world.coordinator, mother, child)


def test_links_stay_within_the_agency(
    world: World, mother: AssistanceFile, child: AssistanceFile
) -> None:
    with acting_as(world.foreign_coordinator) as by:
        foreign = make_file(by, make_person(by))
    with pytest.raises(NotHere):
        link(world.coordinator, mother, foreign)
    with pytest.raises(NotHere):
        link(world.foreign_coordinator, foreign, mother)
    with pytest.raises(Refused):
        link(viewer(world.unit, "analyst"), mother, child)
    made = link(world.coordinator, mother, child)
    with acting_as(world.foreign_coordinator) as by:
        assert not FileLink.objects.exists()
        with pytest.raises(NotHere):
            remove_link(by=by, link=made.id, reason="Not ours.", request_key=uuid4())


def test_closed_files_are_not_linked(
    world: World, mother: AssistanceFile, child: AssistanceFile
) -> None:
    close(world.coordinator, child)
    with pytest.raises(Conflict):
        link(world.coordinator, mother, child)


def test_a_group_has_a_day_a_name_and_members(
    world: World, mother: AssistanceFile, child: AssistanceFile
) -> None:
    with acting_as(world.coordinator) as by:
        key = uuid4()
        group = begin_group(
            by=by, file=mother.id, name="Minibus", rescued_on=date(2026, 1, 2), request_key=key
        )
        add_member(by=by, group=group.id, file=child.id, request_key=uuid4())
        with pytest.raises(Conflict):
            add_member(by=by, group=group.id, file=child.id, request_key=uuid4())
        assert [member.file for member in members_of(by, group)] == [mother, child]
        [member] = memberships_of(by, child)
        with pytest.raises(Invalid):
            remove_member(by=by, member=member.id, reason="", request_key=uuid4())
        remove_member(by=by, member=member.id, reason="Came alone.", request_key=uuid4())
        assert not memberships_of(by, child).exists()
        add_member(by=by, group=group.id, file=child.id, request_key=uuid4())
    with acting_as(world.caseworker) as by:
        assert not RescueGroup.objects.exists()
        with pytest.raises(NotHere):
            add_member(by=by, group=group.id, file=child.id, request_key=uuid4())


def test_bad_groups_are_refused(world: World, mother: AssistanceFile) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with acting_as(world.coordinator) as by:
        for name, day in (("x", date(2026, 1, 2)), ("y" * 81, date(2026, 1, 2)), ("Bus", tomorrow)):
            with pytest.raises(Invalid):
                make_group(by=by, name=name, rescued_on=day, request_key=uuid4())
    analyst = viewer(world.unit, "analyst")
    with acting_as(analyst), pytest.raises(Refused):
        make_group(by=analyst, name="Bus", rescued_on=date(2026, 1, 2), request_key=uuid4())


def test_the_other_is_found_by_pseudonym_alone(world: World, mother: AssistanceFile) -> None:
    with acting_as(world.coordinator) as by:
        assert file_by_code(by, str(mother)) == mother
        for nobody in ("", "Ana", "Lavender 99999999999999999999", "\u0000"):
            with pytest.raises(Invalid):
                file_by_code(by, nobody)
    with acting_as(world.caseworker) as by, pytest.raises(Invalid):
        file_by_code(by, str(mother))
