"""Two spellings become one by two people, and two again to the byte. Nobody here is real."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as, open_circle
from punte.core.agencies.door import Account
from punte.core.errors import Conflict, Invalid, NotHere, Refused, Stale
from punte.core.ledger.models import Entry
from punte.investigation.subjects.actions import merging
from punte.investigation.subjects.actions.merging import (
    suggest_merges,
)
from punte.investigation.subjects.models import Entity, Merge
from punte.investigation.subjects.queries.entities import things_of
from punte.investigation.subjects.queries.proposals import (
    digest_of,
    open_merges,
    side_by_side,
    waiting_merges,
)
from tests.investigation.subjects.merging import Team, ion, ivan, regroup, team
from tests.support.cases import make_case
from tests.support.subjects import link, make_source, thing, write
from tests.support.worlds import World

__all__ = ["team"]
State = Merge.State


def test_two_spellings_are_suggested_with_reasons_and_remembered(team: Team) -> None:
    left, right, _other = team.add(ion(), ivan(), thing("Person", name="Ion Cebanu"))
    with acting_as(team.one):
        assert suggest_merges(by=team.one, case_id=team.case.pk) == 1
        assert suggest_merges(by=team.one, case_id=team.case.pk) == 0
        row = open_merges(team.one, team.case, State.SUGGESTED).get()
    assert ({row.left_id, row.right_id}, row.band) == ({left, right}, "advised")
    assert sum(r["weight"] for r in row.reasons) == pytest.approx(row.score / 1000, abs=0.001)
    team.decide(row, same=False, by=team.one)
    with acting_as(team.other):
        assert suggest_merges(by=team.other, case_id=team.case.pk) == 0


def test_what_two_persons_use_counts(team: Team) -> None:
    one, other = thing("Person", name="Ion Ceban"), thing("Person", name="Иван Чебан")
    phone = thing("Phone", number="+37369000001")
    team.add(one, other, phone, link("Use", one, phone), link("Use", other, phone))
    with acting_as(team.one):
        assert suggest_merges(by=team.one, case_id=team.case.pk) == 1
        row = open_merges(team.one, team.case, State.SUGGESTED).get()
    assert row.band == "look"
    assert [r["left"] for r in row.reasons if r["feature"] == "SELECTOR_SAME"] == ["+37369000001"]


def test_either_family_name_of_a_person_is_compared(team: Team) -> None:
    born, married, other = team.add(
        thing("Person", lastName="Ceban", firstName="Elena", birthDate="1990-04-12"),
        thing("Person", lastName="Lupan", firstName="Elena", birthDate="1990-04-12"),
        thing("Person", name="Елена Лупан", birthDate="12.04.1990"),
    )
    team.decide(team.propose(born, married))
    with acting_as(team.one):
        suggest_merges(by=team.one, case_id=team.case.pk)
        row = open_merges(team.one, team.case, State.SUGGESTED).get()
    assert {row.left.group, row.right.group} == set(team.groups(born, other))
    assert row.band == "advised"


def test_a_large_case_is_compared_by_the_worker(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "AT_ONCE", 1)
    team.add(ion(), ivan())
    with acting_as(team.one):
        assert suggest_merges(by=team.one, case_id=team.case.pk) is None
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE punte_worker")
        assert merging.compare_whole_case(team.case.pk) == 1
        cursor.execute("SET ROLE punte_web")
    with acting_as(team.other):
        assert open_merges(team.other, team.case, State.SUGGESTED).count() == 1


def test_two_people_merge_and_the_graph_follows(team: Team) -> None:
    a, b, phone = ion(), ivan(), thing("Phone", number="+37369000001")
    tie = link("Use", b, phone)
    team.add(a, b, phone, tie)
    row = team.propose(a.id, b.id)
    with acting_as(team.other):
        assert list(waiting_merges(team.other)) == [row]
    with acting_as(team.one):
        assert not waiting_merges(team.one)
    with pytest.raises(Conflict, match="Somebody else"):
        team.decide(row, by=team.one)
    row = team.decide(row)
    lead = min(a.id, b.id)
    assert team.groups(a.id, b.id) == [lead, lead]
    later = link("Use", b, phone, role="later")
    team.add(later)
    with acting_as(team.one):
        assert Entity.objects.get(pk=later.id).from_group == lead
        assert Entity.objects.get(pk=tie.id).from_group == lead
        assert Entity.objects.get(pk=tie.id).tail_id == b.id
        assert things_of(team.one, team.case).filter(schema="Person").count() == 1
        assert Entry.objects.filter(action="merge.decide").exists()


def test_the_database_wants_two_people(team: Team) -> None:
    left, right = team.add(ion(), ivan())
    row = team.propose(left, right)
    with acting_as(team.one):
        for values in (
            {"state": State.MERGED, "decided_by": team.one.account_id},
            {"state": State.MERGED},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                Merge.objects.filter(pk=row.pk).update(**values)


def test_nobody_signs_for_the_second(team: Team) -> None:
    left, right = team.add(ion(), ivan())
    row = team.propose(left, right)
    merged = {"state": State.MERGED, "decided_at": timezone.now(), "digest": "0" * 64}
    rows = Merge.objects.filter(pk=row.pk)
    with acting_as(team.one):
        with pytest.raises(DatabaseError, match="sign for somebody else"), transaction.atomic():
            rows.update(**merged, decided_by=team.other.account_id)
        with pytest.raises(DatabaseError, match="sign for somebody else"), transaction.atomic():
            rows.update(proposed_by=team.other.account_id)
    with acting_as(team.other):
        assert rows.update(**merged, decided_by=team.other.account_id) == 1


def test_splitting_brings_back_every_byte(team: Team) -> None:
    keys = team.add(ion(passportNumber="AB123456"), ivan(gender="male"))
    with acting_as(team.one):
        before = digest_of(keys)
    row = team.decide(team.propose(*keys))
    assert row.digest == before
    with acting_as(team.one):
        assert digest_of(keys) != before
    team.split(row)
    with acting_as(team.one):
        assert digest_of(keys) == before
        entry = Entry.objects.get(action="merge.split")
    assert entry.detail["as_before"] is True
    with pytest.raises(Stale):
        team.split(row)


def test_grades_and_conflicting_values_stand_beside_each_other(team: Team) -> None:
    better = make_source(team.one, team.case, "Register", source_grade="A", info_grade="1")
    left = ion(gender="male")
    right = ivan(gender="female")
    team.add(left)
    write(team.one, team.case, better, right)
    team.decide(team.propose(left.id, right.id))
    with acting_as(team.one):
        pair = sorted(Entity.objects.filter(pk__in=[left.id, right.id]), key=lambda e: e.pk)
        line = next(x for x in side_by_side(team.one, *pair) if x.prop == "gender")
    grades = {(s.value, s.grade) for s in (*line.left, *line.right)}
    assert grades == {("male", "X4"), ("female", "A1")}
    assert line.differs


def test_cyclic_and_doubled_merges_are_refused_clearly(team: Team) -> None:
    a, b, c = team.add(ion(), ivan(), ion(alias="Vanea"))
    first, second = team.propose(a, b), team.propose(b, c)
    round_about = team.propose(a, c)
    with pytest.raises(Conflict, match="proposed this already"):
        team.propose(b, a)
    team.decide(first)
    team.decide(second)
    with pytest.raises(Conflict, match="one already"):
        team.decide(round_about)
    for pair in ((a, c), (a, a)):
        with pytest.raises(Conflict, match="one already"):
            team.propose(*pair)


def test_other_kinds_and_links_are_refused(team: Team) -> None:
    person, phone = ion(), thing("Phone", number="+37369000001")
    tie = link("Use", person, phone)
    team.add(person, phone, tie)
    with pytest.raises(Invalid, match="one kind"):
        team.propose(person.id, phone.id)
    with pytest.raises(Invalid, match="links"):
        team.propose(person.id, tie.id)


def test_no_merge_goes_across_a_wall(team: Team, world: World) -> None:
    with acting_as(team.one):
        circle, narrow_one = open_circle(by=team.one)
    narrow = make_source(narrow_one, team.case, "Narrow", narrow_to=circle)
    (wide,) = team.add(ion())
    (hidden,) = write(narrow_one, team.case, narrow, ivan())
    with acting_as(narrow_one):
        assert suggest_merges(by=narrow_one, case_id=team.case.pk) == 0
    with pytest.raises(Conflict, match="Not the same people"):
        team.propose(wide, hidden, by=narrow_one)
    with pytest.raises(NotHere):
        team.propose(wide, hidden, by=team.other)
    theirs, by = make_case(world.investigator, name="Invented Hill")
    (far,) = write(by, theirs, make_source(by, theirs), ivan())
    with pytest.raises(NotHere):
        team.propose(wide, far, by=by)


def test_what_a_narrow_source_says_stands_in_no_suggestion(team: Team) -> None:
    from punte.investigation.subjects.actions.writing import write_batch
    from punte.investigation.subjects.batch import MoreOfEntity
    from tests.support.subjects import said

    with acting_as(team.one):
        circle, narrow_one = open_circle(by=team.one)
    narrow = make_source(narrow_one, team.case, "Narrow", narrow_to=circle)
    left, right = team.add(ion(), thing("Person", name="Vasile Lupan"))
    with acting_as(narrow_one):
        paper = said("Person", passportNumber="AB123456")
        more = [MoreOfEntity(left, paper), MoreOfEntity(right, paper)]
        write_batch(by=narrow_one, case=team.case, source=narrow, more=more)
        assert suggest_merges(by=narrow_one, case_id=team.case.pk) == 0


def test_hidden_links_follow_a_merge_too(team: Team) -> None:
    with acting_as(team.one):
        circle, narrow_one = open_circle(by=team.one)
    narrow = make_source(narrow_one, team.case, "Narrow", narrow_to=circle)
    a, b, phone = ion(), ivan(), thing("Phone", number="+37369000001")
    team.add(a, b, phone)
    ties = [link("Use", a, phone), link("Use", b, phone)]
    write(narrow_one, team.case, narrow, *ties)
    row = team.decide(team.propose(a.id, b.id, by=team.other), by=team.one)
    with acting_as(narrow_one):
        assert {Entity.objects.get(pk=t.id).from_group for t in ties} == {min(a.id, b.id)}
    team.split(row)
    with acting_as(narrow_one):
        assert [Entity.objects.get(pk=t.id).from_group for t in ties] == [a.id, b.id]


def test_strangers_and_readers_decide_nothing(team: Team, world: World) -> None:
    left, right = team.add(ion(), ivan())
    row = team.propose(left, right)
    with pytest.raises(NotHere):
        team.decide(row, by=world.crime_analyst)
    with pytest.raises(Refused):
        team.decide(row, by=world.evidence_keeper)
    with acting_as(world.crime_analyst), pytest.raises(DatabaseError):
        regroup(left)


def signed_in(by: Viewer) -> Client:
    client = Client()
    client.force_login(
        Account.objects.get(pk=by.account_id),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def test_the_pages_from_comparing_to_splitting(team: Team) -> None:
    left, right = team.add(ion(), ivan())
    mine, theirs = signed_in(team.one), signed_in(team.other)
    page = reverse("investigation:merging", args=[team.case.pk])
    assert mine.post(reverse("investigation:merge_compare", args=[team.case.pk])).status_code == 302
    with acting_as(team.one):
        row = Merge.objects.get()
    assert b"Ion Ceban" in mine.get(page).content
    one = reverse("investigation:merge", args=[team.case.pk, row.pk])
    shown = mine.get(one).content.decode()
    assert "Ион Чебан" in shown
    assert "0.58" in shown or "0,58" in shown or "names agree" in shown
    sent = {"why": "Same day, same village", "version": row.version}
    assert mine.post(one + "propose/", sent).status_code == 302
    row.refresh_from_db()
    assert theirs.post(one + "decide/", {"same": "yes", "version": 1}).status_code == 409
    assert mine.post(one + "decide/", {"same": "yes", "version": row.version}).status_code == 409
    assert theirs.post(one + "decide/", {"same": "yes", "version": row.version}).status_code == 302
    assert team.groups(left) == team.groups(right)
    row.refresh_from_db()
    again = {"why": "Two people", "version": row.version}
    assert theirs.post(one + "split/", again).status_code == 302
    assert team.groups(left, right) == [left, right]
    pair = reverse("investigation:merge_pair", args=[team.case.pk, left, right])
    assert mine.get(pair).status_code == 200
    assert mine.post(pair, {"why": "After all"}).status_code == 302
