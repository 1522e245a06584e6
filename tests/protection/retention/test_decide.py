"""Two persons forget by rule: what goes, what stays, and that it is all or nothing."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from punte.core.access.door import acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.ids import new_id
from punte.core.ledger.models import Entry
from punte.core.vault.door import find_subjects, has_identity
from punte.core.vault.models import VaultKey
from punte.protection.configuration.door import FormAnswers, answers_of_person
from punte.protection.persons.models import Person
from punte.protection.referral.models import Consent
from punte.protection.retention.actions.decide import ask_decision, confirm_decision
from punte.protection.retention.models import Decision, DecisionPerson
from tests.protection.retention.support import (
    WHY,
    add_answers,
    asked,
    closed_person,
    compute,
    overseers,
)
from tests.support.database import as_role
from tests.support.worlds import World


def owner_role() -> str:
    return str(connection.settings_dict["USER"])


def test_statistics_only_keeps_coarse_facts_and_nothing_else(world: World) -> None:
    three, person, other = overseers(world), closed_person(world), closed_person(world)
    answers, others = add_answers(world, person), add_answers(world, other)
    compute()
    decision = asked(three.first, person)
    with acting_as(three.second) as by:
        counts = confirm_decision(by=by, decision=decision)
    assert (counts["statistics"], counts["erase"]) == (1, 0)
    with acting_as(world.coordinator) as by:
        assert not has_identity(by, person.id)
        assert find_subjects(by, "Inventescu") == [other.id]
        now = Person.objects.get(pk=person.id)
        assert (now.age_band, now.sex, now.exploitation, now.nationality) == (
            "adult", "female", "labour", "MD",
        )  # fmt: skip
        assert (now.district, now.language, now.risk_factors, now.caseworker) == ("", "", [], None)
        assert now.closed_at is not None
        assert (now.closed_at.day, now.closed_at.hour, now.notified_at.day) == (1, 0, 1)
        assert FormAnswers.objects.get(pk=answers).values == {}
        assert not answers_of_person(by, person.id, by.agency_audience).exists()
        assert FormAnswers.objects.get(pk=others).values == {"a": "told in confidence"}
        assert Consent.objects.get(person=person).witness == "–"
        assert Consent.objects.get(person=other).witness == "a colleague of the desk"
        assert Person.objects.get(pk=other.id).district == "Sample"
    with as_role(owner_role()):
        assert not VaultKey.objects.filter(subject=person.id).exists()
        entry = Entry.objects.get(action="retention.confirm")
    assert entry.detail["statistics"] == 1
    assert entry.detail["asked_by"] == three.first.account_id
    compute()
    with acting_as(three.first) as by, pytest.raises(NotHere):
        ask_decision(by=by, subjects=[person.id], reason=WHY, request_key=uuid4())


def test_erasing_takes_the_coarse_facts_too(world: World) -> None:
    three, person = overseers(world), closed_person(world, status="not_victim")
    compute()
    decision = asked(three.first, person)
    with acting_as(three.second) as by:
        assert confirm_decision(by=by, decision=decision)["erase"] == 1
    with acting_as(world.coordinator):
        now = Person.objects.get(pk=person.id)
        assert (now.age_band, now.sex, now.exploitation, now.nationality) == (
            "unknown", "unknown", "unknown", "",
        )  # fmt: skip
        assert now.files.get().age_band == "unknown"


def test_nobody_decides_alone_or_abroad_or_twice(world: World) -> None:
    three, person = overseers(world), closed_person(world)
    compute()
    decision = asked(three.first, person)
    with acting_as(three.first) as by:
        with pytest.raises(Refused):
            confirm_decision(by=by, decision=decision)
        with connection.cursor() as cursor:
            cursor.execute("SELECT punte_forget_person(%s, %s)", [decision, person.id])
            assert cursor.fetchone()[0] is None
            cursor.execute("SELECT punte_finish_decision(%s, '{}')", [decision])
            assert cursor.fetchone()[0] is False
    with acting_as(three.foreign) as by:
        with pytest.raises(NotHere):
            confirm_decision(by=by, decision=decision)
        with pytest.raises(NotHere):
            ask_decision(by=by, subjects=[person.id], reason=WHY, request_key=uuid4())
    with acting_as(world.supervisor) as by, pytest.raises(Refused):
        confirm_decision(by=by, decision=decision)
    with acting_as(three.second) as by:
        confirm_decision(by=by, decision=decision)
        with pytest.raises(Conflict):
            confirm_decision(by=by, decision=decision)


def test_a_decision_is_not_rewritten_nor_made_for_another(world: World) -> None:
    three, person = overseers(world), closed_person(world)
    compute()
    decision = asked(three.first, person)
    with acting_as(three.second) as by:
        for act in (
            lambda: Decision.objects.filter(pk=decision).update(asked_by=1),
            lambda: DecisionPerson.objects.filter(decision=decision).update(subject=new_id()),
            lambda: Decision.objects.create(
                reason=WHY, asked_by=by.account_id + 1, asked_at=timezone.now(),
                request_key=uuid4(), owner=by.oversight_audience,
                audiences=[by.oversight_audience],
            ),
        ):  # fmt: skip
            refused = pytest.raises(DatabaseError, match=r"permission denied|row-level")
            with refused, transaction.atomic():
                act()


def test_what_was_asked_too_long_ago_is_a_conflict(world: World) -> None:
    three, person = overseers(world), closed_person(world)
    compute()
    decision = asked(three.first, person)
    with as_role(owner_role()):
        Decision.objects.update(asked_at=timezone.now() - timedelta(days=31))
    with acting_as(three.second) as by, pytest.raises(Conflict):
        confirm_decision(by=by, decision=decision)


def test_one_failure_forgets_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    three = overseers(world)
    one, two = closed_person(world), closed_person(world)
    compute()
    decision = asked(three.first, one, two)
    from punte.protection.retention.actions import decide

    forget, done = decide._forget, []

    def second_fails(*args: object) -> int:
        if done:
            raise Conflict
        done.append(1)
        return forget(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(decide, "_forget", second_fails)
    with acting_as(three.second) as by, pytest.raises(Conflict):
        confirm_decision(by=by, decision=decision)
    with acting_as(world.coordinator) as by:
        assert has_identity(by, one.id)
        assert has_identity(by, two.id)


def test_bad_asking_is_refused(world: World) -> None:
    three, person = overseers(world), closed_person(world)
    compute()
    with acting_as(three.first) as by:
        for subjects, why in (([], WHY), ([person.id], "no"), ([new_id()] * 3, WHY)):
            with pytest.raises((Invalid, NotHere)):
                ask_decision(by=by, subjects=subjects, reason=why, request_key=uuid4())
        key = uuid4()
        one = ask_decision(by=by, subjects=[person.id], reason=WHY, request_key=key)
        assert ask_decision(by=by, subjects=[person.id], reason=WHY, request_key=key) == one
