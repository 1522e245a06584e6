"""Product outside an order lies unread, whoever asks, until it is decided on."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from punte.core.access.door import Viewer, acting_as
from punte.core.errors import Conflict, Invalid, NotHere, Refused
from punte.core.files.door import StoredFile, open_file
from punte.core.ledger.door import Entry
from punte.core.notices.door import my_notices
from punte.investigation.authorisations.actions.deciding import (
    confirm_destruction,
    decide,
    destroy_after_term,
    send_back,
)
from punte.investigation.authorisations.actions.life import (
    activate,
    end_early,
    not_confirmed,
    record_notice,
)
from punte.investigation.authorisations.actions.timely import carry_out_confirmed
from punte.investigation.authorisations.door import (
    Piece,
    Reason,
    quarantine,
    seal_privileged,
    take_product,
)
from punte.investigation.authorisations.models import Authorisation, Product, Quarantine
from punte.investigation.authorisations.queries.orders import get_authorisation
from punte.investigation.authorisations.shown import buttons
from punte.investigation.cases.actions.opening import move_case
from punte.investigation.cases.door import Stage
from punte.investigation.cases.machine import closings_at
from punte.investigation.cases.waiting import waiting_for
from tests.investigation.authorisations.support import (
    DAY,
    MINUTE,
    Team,
    ask,
    in_force,
    paper,
    piece,
    urgent,
    work,
)
from tests.support.cases import in_team
from tests.support.database import as_role
from tests.support.worlds import World, viewer

Told = dict[str, list[int]]


def readable(by: Viewer, file: UUID) -> bool:
    try:
        b"".join(open_file(by=by, file_id=file).chunks)
    except NotHere:
        return False
    return True


def sealed(team: Team, why: Reason = Reason.OUTSIDE_TIME) -> tuple[Authorisation, Quarantine]:
    row = in_force(team)
    assert row.end is not None
    with acting_as(team.investigator) as by:
        late = piece(by, team.case, row.end + MINUTE)
        kept = quarantine(by=by, case=team.key, why=why, pieces=[late], authorisation=row.pk)
    return row, kept


def test_quarantined_product_opens_for_nobody(team: Team, told: Told) -> None:
    row, kept = sealed(team)
    assert told["sealed"] == [1]
    for one in (team.investigator, team.prosecutor, team.outsider, team.overseer):
        with acting_as(one) as by:
            assert not readable(by, kept.files[0])
    with acting_as(team.prosecutor) as by:
        assert [n.kind for n in my_notices(by)][:1] == ["product_quarantined"]
        assert get_authorisation(by, row.pk).outside == 1
        facts = Quarantine.objects.visible_to(by).get()
        assert (facts.pieces, facts.seconds, facts.why) == (1, 300, "outside_time")
    with acting_as(team.overseer) as by:
        assert Quarantine.objects.visible_to(by).count() == 1
        assert not Product.objects.exists()
    with acting_as(team.outsider) as by:
        assert not Quarantine.objects.exists()


def test_who_serves_people_cannot_take_a_file_out_by_hand(team: Team, told: Told) -> None:
    _row, kept = sealed(team)
    with acting_as(team.prosecutor) as by:
        with connection.cursor() as cursor:
            cursor.execute("SELECT investigation_unseal_files(%s)", [kept.pk])
            assert cursor.fetchone() == (0,)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            StoredFile.objects.filter(pk__in=kept.files).update(owner=by.agency_audience)
        assert not readable(by, kept.files[0])


def test_nobody_seals_what_they_may_not_see(team: Team, told: Told) -> None:
    with acting_as(team.investigator) as by:
        theirs = piece(by, team.case, timezone.now())
    with acting_as(team.outsider) as by, pytest.raises(NotHere):
        quarantine(by=by, case=team.key, why=Reason.NO_ORDER, pieces=[theirs])
    ghost = Piece(kind="test_call", key=uuid4(), files=[uuid4()])
    with acting_as(team.investigator) as by, pytest.raises(NotHere):
        quarantine(by=by, case=team.key, why=Reason.NO_ORDER, pieces=[ghost])
    with acting_as(team.investigator) as by:
        assert readable(by, theirs.files[0])
        assert not Quarantine.objects.exists()


def test_a_release_needs_the_prosecutor_and_a_document(team: Team, told: Told) -> None:
    _row, kept = sealed(team)
    with acting_as(team.investigator) as by, pytest.raises(Refused):
        decide(by=by, key=kept.pk, version=1, decision="release", paper=paper())
    with acting_as(team.prosecutor) as by:
        with pytest.raises(Invalid):
            decide(by=by, key=kept.pk, version=1, decision="release")
        with pytest.raises(Conflict):
            decide(by=by, key=kept.pk, version=9, decision="release", paper=paper())
        out = decide(by=by, key=kept.pk, version=1, decision="release", paper=paper())
        assert len(out.sha256) == 64
        with pytest.raises(Conflict):
            decide(by=by, key=kept.pk, version=out.version, decision="destroy")
    assert told["released"] == [1]
    with acting_as(team.investigator) as by:
        assert readable(by, kept.files[0])


def test_who_sealed_privileged_talk_does_not_decide_on_it(
    world: World, team: Team, told: Told
) -> None:
    row = in_force(team)
    with acting_as(team.prosecutor) as by:
        heard = piece(by, team.case, row.start)
        take_product(by=by, case=team.key, authorisation=row.pk, pieces=[heard])
        kept = seal_privileged(
            by=by, case=team.key, ground=Reason.LAWYER, pieces=[heard], authorisation=row.pk
        )
        assert not readable(by, heard.files[0])
        with pytest.raises(Refused):
            decide(by=by, key=kept.pk, version=1, decision="destroy")
        with pytest.raises(IntegrityError, match="by_another"), transaction.atomic():
            Quarantine.objects.filter(pk=kept.pk).update(
                state="to_destroy", decided_by=by.account_id
            )
    member = viewer(world.prosecution, "prosecutor")
    other = in_team(team.case, team.investigator, member)
    with acting_as(other) as by:
        assert decide(by=by, key=kept.pk, version=1, decision="destroy").state == "to_destroy"


def test_two_people_destroy_and_the_ledger_certifies_it(team: Team, told: Told) -> None:
    _row, kept = sealed(team)
    with acting_as(team.prosecutor) as by:
        asked = decide(by=by, key=kept.pk, version=1, decision="destroy")
        with pytest.raises(Refused):
            confirm_destruction(by=by, key=kept.pk, version=asked.version)
    with acting_as(team.investigator) as by:
        back = send_back(by=by, key=kept.pk, version=asked.version)
        assert (back.state, back.decided_by) == ("waiting", None)
    with acting_as(team.prosecutor) as by:
        asked = decide(by=by, key=kept.pk, version=back.version, decision="return")
    with acting_as(team.investigator) as by:
        confirm_destruction(by=by, key=kept.pk, version=asked.version)
    with as_role("punte_worker"):
        assert carry_out_confirmed(timezone.now()) == 1
        assert carry_out_confirmed(timezone.now()) == 0
        assert not StoredFile.objects.filter(pk__in=kept.files).exists()
    assert told["gone"] == [1]
    with acting_as(team.overseer):
        entry = Entry.objects.get(action="product.certify")
        assert entry.detail["files"] == [str(kept.files[0])]
        assert entry.detail["decided_by"] == team.prosecutor.account_id
        assert entry.detail["second_by"] == team.investigator.account_id
        assert entry.detail["returned"] is True


def test_it_waits_on_the_day_page_of_who_may_decide(team: Team, told: Told) -> None:
    ask(team.investigator, team.case)
    assert waits(team.prosecutor) == {"Measures asked for": 1}
    assert waits(team.investigator) == waits(team.outsider) == {}
    _row, kept = sealed(team)
    expected = {"Measures asked for": 1, "Quarantine to decide": 1}
    assert (waits(team.prosecutor), waits(team.investigator)) == (expected, {})
    with acting_as(team.prosecutor) as by:
        decide(by=by, key=kept.pk, version=1, decision="destroy")
    assert waits(team.prosecutor) == {"Measures asked for": 1}
    assert waits(team.investigator) == {"Quarantine: a second person": 1}


def waits(by: Viewer) -> dict[str, int]:
    with acting_as(by):
        return {str(one.label): len(one.rows) for one in waiting_for(by)}


def test_product_is_taken_only_where_the_order_covers_it(team: Team, told: Told) -> None:
    row = in_force(team)
    assert row.start is not None
    assert row.end is not None
    with acting_as(team.investigator) as by:
        good = piece(by, team.case, row.start)
        take_product(by=by, case=team.key, authorisation=row.pk, pieces=[good])
        for start in (row.start - MINUTE, row.end - MINUTE, None):
            bad = piece(by, team.case, start)
            with pytest.raises(Conflict), transaction.atomic():
                take_product(by=by, case=team.key, authorisation=row.pk, pieces=[bad])
        counted = get_authorisation(by, row.pk)
        assert (counted.taken, counted.seconds) == (1, 300)


def test_what_an_unconfirmed_urgent_order_brought_is_sealed(
    team: Team, told: Told, urgent_path: None
) -> None:
    row = urgent(team)
    with acting_as(team.investigator) as by:
        row = activate(by=by, authorisation=row.pk, version=row.version)
        heard = piece(by, team.case, row.start)
        take_product(by=by, case=team.key, authorisation=row.pk, pieces=[heard])
        assert readable(by, heard.files[0])
    work(row.confirm_by)
    with acting_as(team.investigator) as by:
        assert not readable(by, heard.files[0])
        assert Quarantine.objects.visible_to(by).get().why == "not_confirmed"
        with pytest.raises(Refused):
            not_confirmed(by=by, authorisation=row.pk, version=99, reason="No")


def test_at_the_end_of_its_term_all_is_destroyed(team: Team, told: Told) -> None:
    row = in_force(team)
    assert row.end is not None
    with acting_as(team.investigator) as by:
        heard = piece(by, team.case, row.start)
        take_product(by=by, case=team.key, authorisation=row.pk, pieces=[heard])
    with acting_as(team.prosecutor) as by, pytest.raises(Conflict):
        destroy_after_term(by=by, authorisation=row.pk, version=row.version)
    work(row.end + DAY)
    with acting_as(team.prosecutor) as by:
        row = get_authorisation(by, row.pk)
        kept = destroy_after_term(by=by, authorisation=row.pk, version=row.version)
        assert kept is not None
    with acting_as(team.investigator) as by:
        confirm_destruction(by=by, key=kept.pk, version=kept.version)
    with as_role("punte_worker"):
        carry_out_confirmed(timezone.now())
    with acting_as(team.prosecutor) as by:
        assert get_authorisation(by, row.pk).destroyed_at is not None


def test_what_is_owed_outlives_the_case(team: Team, told: Told) -> None:
    row, kept = sealed(team)
    with acting_as(team.investigator) as by:
        team.case.refresh_from_db()
        move_case(
            by=by,
            case_id=team.key,
            to=Stage.CLOSED,
            reason="Nothing was found",
            version=team.case.version,
            request_key=uuid4(),
            closing=closings_at(team.case.stage)[0],
        )
        with pytest.raises(Conflict):
            take_product(by=by, case=team.key, authorisation=row.pk, pieces=[])
        row = get_authorisation(by, row.pk)
        end_early(by=by, authorisation=row.pk, version=row.version, reason="Case closed")
    with acting_as(team.prosecutor) as by:
        row = get_authorisation(by, row.pk)
        record_notice(by=by, authorisation=row.pk, version=row.version)
        assert decide(by=by, key=kept.pk, version=1, decision="destroy").state == "to_destroy"
        team.case.refresh_from_db()
        offered = buttons(by, get_authorisation(by, row.pk), team.case, timezone.now())
        assert not [one for one in offered if "/order/" in one["url"]]
