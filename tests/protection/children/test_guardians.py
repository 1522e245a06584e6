"""Who acts for a child, and who may not."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.deadlines.door import clocks_about
from punte.core.errors import Conflict, Invalid, NotHere, PunteError, Refused
from punte.core.ledger.door import Entry
from punte.protection.assistance.models import AssistanceFile
from punte.protection.children.actions.guardians import (
    clear_conflict,
    end_guardian,
    mark_conflict,
    open_guardian,
    record_guardian,
)
from punte.protection.children.actions.path import start_child_path
from punte.protection.children.door import vault_subjects
from punte.protection.children.models import Guardian
from punte.protection.children.models.words import GuardianEnd
from punte.protection.referral.models.words import ConsentGiver
from tests.protection.children.making import WORDS, appoint, child_of
from tests.support.persons import make_consent
from tests.support.worlds import World, viewer


def measures(by: object, file: AssistanceFile) -> set[str]:
    clocks = clocks_about(by, [file.id]).get(file.id, [])  # type: ignore[arg-type]
    return {clock.measure for clock in clocks}


def test_a_child_s_file_starts_its_clocks_and_an_adult_s_none(world: World) -> None:
    with acting_as(world.coordinator) as by:
        child, adult = child_of(by), child_of(by, age_band="adult")
        start_child_path(by, [child])
        start_child_path(by, [child])
        start_child_path(by, [adult])
        assert measures(by, child) == {"child.guardian", "child.best_interests"}
        assert measures(by, adult) == set()


def test_a_guardian_stops_the_clock_and_a_conflict_starts_it_again(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = child_of(by)
        start_child_path(by, [file])
        row = appoint(by, file)
        assert "child.guardian" not in measures(by, file)
        mark_conflict(by=by, guardian=row.id, version=row.version, words=WORDS)
        assert "child.guardian" in measures(by, file)
    with acting_as(world.supervisor) as by:
        clear_conflict(by=by, guardian=row.id, version=2, words=WORDS)
        assert "child.guardian" not in measures(by, file)
        yesterday = timezone.localdate() - timedelta(days=1)
        with pytest.raises(Invalid):
            end_guardian(
                by=by, guardian=row.id, version=3, ends_on=yesterday, reason=GuardianEnd.TERM
            )


def test_who_marked_a_conflict_does_not_clear_it(world: World) -> None:
    with acting_as(world.coordinator) as by:
        row = appoint(by, child_of(by), conflict_words=WORDS)
        with pytest.raises(Refused):
            clear_conflict(by=by, guardian=row.id, version=row.version, words=WORDS)
    with acting_as(world.second_coordinator) as by:
        done = clear_conflict(by=by, guardian=row.id, version=row.version, words=WORDS)
        assert not done.conflict


def test_clearing_needs_the_permission_to_approve(world: World) -> None:
    with acting_as(world.caseworker) as by:
        row = appoint(by, child_of(by), conflict_words=WORDS)
    with acting_as(world.other_caseworker) as by, pytest.raises(Refused):
        clear_conflict(by=by, guardian=row.id, version=row.version, words=WORDS)
    with acting_as(viewer(world.ngo, "supervisor")) as by:
        clear_conflict(by=by, guardian=row.id, version=row.version, words=WORDS)


def test_a_guardian_in_conflict_cannot_consent_and_another_can(world: World) -> None:
    giver = {"giver": ConsentGiver.GUARDIAN, "guardian_role": "Uncle"}
    with acting_as(world.coordinator) as by:
        file = child_of(by)
        make_consent(by, file.person, world.ngo, **giver)
        appoint(by, file, role="Uncle", conflict_words="Suspected of taking the wages.")
        with pytest.raises(Conflict, match="conflict of interest"):
            make_consent(by, file.person, world.ngo, **giver)
        appoint(by, file)
        make_consent(by, file.person, world.ngo, **{**giver, "guardian_role": "Public guardian"})


def test_the_name_lies_in_the_vault_and_opens_with_a_reason(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = child_of(by)
        row = appoint(by, file, identity={"given_name": "Inventata", "phone": ""})
        assert row.named
        assert vault_subjects(by, file) == [row.id]
        opened = open_guardian(by=by, guardian=row.id, reason="To call before the hearing")
        assert opened == {"Given name": ["Inventata"]}
        assert not any("Inventata" in str(vars(row)) for row in Guardian.objects.all())
    with acting_as(world.foreign_coordinator) as by, pytest.raises(NotHere):
        open_guardian(by=by, guardian=row.id, reason="To call before the hearing")


def test_another_agency_sees_nothing_and_writes_nothing(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = child_of(by)
        row = appoint(by, file)
    with acting_as(world.foreign_coordinator) as by:
        assert not Guardian.objects.visible_to(by).exists()
        with pytest.raises(NotHere):
            appoint(by, file)
        with pytest.raises(NotHere):
            mark_conflict(by=by, guardian=row.id, version=1, words=WORDS)


def test_an_officer_may_not(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = child_of(by)
    with acting_as(viewer(world.unit, "officer")) as by, pytest.raises(Refused):
        appoint(by, file)


def test_old_forms_and_closed_files_are_refused(world: World) -> None:
    with acting_as(world.coordinator) as by:
        file = child_of(by)
        row = appoint(by, file)
        mark_conflict(by=by, guardian=row.id, version=1, words=WORDS)
        with pytest.raises(Conflict):
            mark_conflict(by=by, guardian=row.id, version=1, words=WORDS)
        AssistanceFile.objects.filter(pk=file.pk).update(state="closed", closed_at=timezone.now())
        with pytest.raises(Conflict):
            appoint(by, file)


def test_the_same_form_twice_records_once(world: World) -> None:
    from tests.protection.children.making import Appointment, GuardianKind

    who = Appointment(
        kind=GuardianKind.PARENT, role="Mother", agency_name="", appointed_by="Birth",
        starts_on=timezone.localdate(),
    )  # fmt: skip
    with acting_as(world.coordinator) as by:
        file, key = child_of(by), uuid4()
        first = record_guardian(by=by, file=file.id, who=who, request_key=key)
        assert record_guardian(by=by, file=file.id, who=who, request_key=key) == first
        assert Entry.objects.filter(action="child.guardian").count() == 1
        with pytest.raises(PunteError):
            record_guardian(by=by, file=child_of(by).id, who=who, request_key=key)
