"""From the request to the end, by who may and in the order that the law wants."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from punte.core.access.door import acting_as, get_visible
from punte.core.deadlines.door import clocks_about
from punte.core.errors import Conflict, Invalid, NotHere, Refused, Stale
from punte.core.files.door import open_file
from punte.core.jobs.calls import make_due_calls
from punte.core.ledger.door import Filters, entries
from punte.core.notices.door import my_notices
from punte.investigation.authorisations.actions.ask import ask_measure, withdraw
from punte.investigation.authorisations.actions.life import (
    PutOff,
    activate,
    end_early,
    postpone_notice,
    record_notice,
)
from punte.investigation.authorisations.actions.order import extend, refuse_request
from punte.investigation.authorisations.machine import State
from punte.investigation.authorisations.models import Authorisation, Order, Target
from punte.investigation.authorisations.queries.orders import get_authorisation, waiting_requests
from tests.investigation.authorisations.support import (
    DAY,
    HOUR,
    MINUTE,
    PDF,
    PHONE,
    Team,
    ask,
    asked,
    in_force,
    more,
    now_to_the_minute,
    order,
    work,
)
from tests.support.database import as_role


def test_a_request_waits_for_the_prosecutor_who_is_told(team: Team) -> None:
    row = ask(team.investigator, team.case)
    assert (row.state, row.serial) == (State.ASKED, 1)
    with acting_as(team.prosecutor) as by:
        assert list(waiting_requests(by)) == [row]
        assert [n.kind for n in my_notices(by)][:1] == ["measure_asked"]
        assert {c.measure for c in clocks_about(by, [row.pk])[row.pk]} == {"measure.decide"}
    with acting_as(team.outsider) as by, pytest.raises(NotHere):
        get_authorisation(by, row.pk)


def test_a_request_that_nobody_answers_is_late_for_the_team_alone(team: Team) -> None:
    ask(team.investigator, team.case)
    with as_role("punte_worker"):
        make_due_calls(timezone.now() + 9 * DAY)
    for one, kinds in ((team.prosecutor, ["deadline_missed"]), (team.outsider, [])):
        with acting_as(one) as by:
            told = [n.kind for n in my_notices(by) if n.kind.startswith("deadline")]
            assert told == kinds


def test_who_may_ask_and_who_may_decide(team: Team) -> None:
    with acting_as(team.outsider) as by, pytest.raises(NotHere):
        ask_measure(by=by, case=team.key, asked=asked(), request_key=uuid4())
    row = ask(team.investigator, team.case)
    with pytest.raises(Refused):
        order(team.investigator, row)
    with acting_as(team.investigator) as by, pytest.raises(Refused):
        refuse_request(by=by, authorisation=row.pk, version=row.version, reason="No need")
    with acting_as(team.prosecutor) as by:
        refused = refuse_request(by=by, authorisation=row.pk, version=row.version, reason="No need")
        assert refused.state == State.REFUSED
        with pytest.raises(Conflict):
            refuse_request(by=by, authorisation=row.pk, version=refused.version, reason="Again")


def test_only_who_asked_withdraws(team: Team) -> None:
    row = ask(team.investigator, team.case)
    with acting_as(team.prosecutor) as by, pytest.raises(Refused):
        withdraw(by=by, authorisation=row.pk, version=row.version, reason="Not mine")
    with acting_as(team.investigator) as by:
        gone = withdraw(by=by, authorisation=row.pk, version=row.version, reason="Found out")
        assert gone.state == State.WITHDRAWN
        assert clocks_about(by, [row.pk]) == {}


BAD_REQUESTS: list[dict[str, object]] = [
    {"identifiers": []},
    {"identifiers": [("phone", " - ")]},
    {"identifiers": [("phone", "\x00")]},
    {"identifiers": [("room", "...")]},
    {"identifiers": [("person", "not a key")]},
    {"identifiers": [("star", "1")]},
    {"identifiers": [("phone", "1" * 300)]},
    {"measure": "torture"},
    {"end": now_to_the_minute() - DAY},
]


def test_bad_requests_are_refused_whole(team: Team) -> None:
    for values in BAD_REQUESTS:
        with pytest.raises(Invalid):
            ask(team.investigator, team.case, **values)
    with acting_as(team.investigator) as by:
        assert not Authorisation.objects.visible_to(by).exists()


def test_the_order_keeps_its_paper_and_names_its_target(team: Team) -> None:
    row = order(team.prosecutor, ask(team.investigator, team.case))
    assert row.state == State.GRANTED
    with acting_as(team.investigator) as by:
        [kept] = Order.objects.visible_to(by)
        opened = open_file(by=by, file_id=kept.file)
        assert b"".join(opened.chunks) == PDF
        assert opened.sha256 == kept.sha256
        [target] = Target.objects.filter(ordered=True)
        # "0 69 123 456" in Moldova and "+37369123456" are one number.
        assert target.key == Target.objects.get(ordered=False).key
        assert {c.measure for c in clocks_about(by, [row.pk])[row.pk]} == {"measure.end"}


BAD_ORDERS: list[tuple[dict[str, object], str]] = [
    ({"end": now_to_the_minute() - HOUR + 31 * DAY}, "at most 30 days"),
    ({"end": now_to_the_minute() - 2 * HOUR}, "after the beginning"),
    ({"authority": "prosecutor"}, "a judge must order"),
    ({"identifiers": []}, "at least one identifier"),
    ({"issued_at": timezone.now() + HOUR}, "in the future"),
]


def test_an_order_that_the_table_does_not_allow(team: Team) -> None:
    row = ask(team.investigator, team.case)
    for values, words in BAD_ORDERS:
        with pytest.raises(Invalid, match=words):
            order(team.prosecutor, row, **values)
    with acting_as(team.prosecutor) as by:
        assert get_authorisation(by, row.pk).state == State.ASKED


def test_an_old_form_and_a_second_order_are_refused(team: Team) -> None:
    row = ask(team.investigator, team.case)
    order(team.prosecutor, row)
    with pytest.raises(Stale):
        order(team.prosecutor, row)
    row.refresh_from_db()
    with pytest.raises(Conflict):
        order(team.prosecutor, row)


def test_two_persons_put_it_in_force(team: Team) -> None:
    row = order(team.prosecutor, ask(team.investigator, team.case))
    with acting_as(team.prosecutor) as by, pytest.raises(Refused):
        activate(by=by, authorisation=row.pk, version=row.version)
    with acting_as(team.investigator) as by:
        assert activate(by=by, authorisation=row.pk, version=row.version).state == State.ACTIVE


def test_the_database_wants_two_persons_too(team: Team) -> None:
    row = order(team.prosecutor, ask(team.investigator, team.case))
    with acting_as(team.prosecutor) as by:
        mine = Authorisation.objects.filter(pk=row.pk)
        with pytest.raises(IntegrityError, match="authorisation_by_two"), transaction.atomic():
            mine.update(activated_by=by.account_id, activated_at=timezone.now())
        with pytest.raises(IntegrityError, match="ends_after_start"), transaction.atomic():
            mine.update(end=row.start)


def test_no_two_orders_of_one_measure_overlap(team: Team) -> None:
    row = in_force(team)
    with acting_as(team.prosecutor) as by:
        first = Order.objects.visible_to(by).get(authorisation=row)
        first.pk, first.request_key = uuid4(), uuid4()
        first.start, first.end = first.end - MINUTE, first.end + DAY  # type: ignore[operator]
        with pytest.raises(IntegrityError, match="no_overlap"), transaction.atomic():
            first.save(force_insert=True)
        first.start = row.end
        first.save(force_insert=True)


def test_an_extension_is_bounded_by_the_table(team: Team) -> None:
    row = in_force(team)
    assert row.end is not None
    with pytest.raises(Invalid, match="at most 30 days"):
        more(team.prosecutor, row, extend, end=row.end + 32 * DAY)
    longer = more(team.prosecutor, row, extend, end=row.end + 10 * DAY)
    assert (longer.end, longer.extensions) == (row.end + 10 * DAY, 1)
    with acting_as(team.prosecutor) as by:
        [clock] = clocks_about(by, [row.pk])[row.pk]
        assert clock.due_at == longer.end


def test_the_end_stops_it_by_itself(team: Team) -> None:
    row = in_force(team)
    assert row.end is not None
    work(row.end - timedelta(seconds=1))
    with acting_as(team.investigator) as by:
        assert get_authorisation(by, row.pk).state == State.ACTIVE
        assert row.state_at(row.end) == State.ENDED
    work(row.end)
    with acting_as(team.investigator) as by:
        ended = get_authorisation(by, row.pk)
        assert ended.state == State.ENDED
        assert ended.notice_by is not None
        clocks = {c.measure for c in clocks_about(by, [row.pk])[row.pk]}
        assert clocks == {"measure.notify", "measure.destroy"}
        assert "measure_ended" in {n.kind for n in my_notices(by)}


def test_ended_early(team: Team) -> None:
    row = in_force(team)
    with acting_as(team.investigator) as by:
        over = end_early(by=by, authorisation=row.pk, version=row.version, reason="It is enough")
        assert over.state == State.ENDED
        assert over.ended_at is not None
        with pytest.raises(Conflict):
            end_early(by=by, authorisation=row.pk, version=over.version, reason="Twice")


def test_telling_the_subject_is_put_off_by_a_judge_alone(team: Team) -> None:
    row = in_force(team)
    assert row.end is not None
    work(row.end)
    later = PutOff(row.end + 90 * DAY, "The others would flee", "Court", "9/2026", "J. Invented")
    with acting_as(team.prosecutor) as by:
        row = get_authorisation(by, row.pk)
        put = postpone_notice(
            by=by, authorisation=row.pk, version=row.version, decision=later, request_key=uuid4()
        )
        assert (put.notice_by, put.postponements) == (later.until, 1)
        with pytest.raises(Invalid):
            postpone_notice(
                by=by,
                authorisation=row.pk,
                version=put.version,
                decision=later,
                request_key=uuid4(),
            )
        told = record_notice(by=by, authorisation=row.pk, version=put.version)
        assert told.notified_at is not None
        with pytest.raises(Conflict):
            record_notice(by=by, authorisation=row.pk, version=told.version)
    with acting_as(team.investigator) as by, pytest.raises(Refused):
        record_notice(by=by, authorisation=row.pk, version=told.version)


def test_what_earlier_orders_took_is_counted_on_the_same_number(team: Team) -> None:
    with as_role(str(connection.settings_dict["USER"])), connection.cursor() as cursor:
        cursor.execute("UPDATE investigation_measure_rule SET total_months = NULL, total_days = 30")
    in_force(team)
    with pytest.raises(Invalid, match="longer than the table's total"):
        order(team.prosecutor, ask(team.investigator, team.case))
    other = order(
        team.prosecutor,
        ask(team.investigator, team.case),
        identifiers=[("phone", "+37369999888")],
    )
    assert other.state == State.GRANTED


def test_oversight_sees_the_measure_and_never_its_target(team: Team) -> None:
    row = in_force(team)
    with acting_as(team.overseer) as by:
        assert get_visible(Authorisation, viewer=by, pk=row.pk) == row
        assert not Target.objects.exists()
        assert not Order.objects.exists()
        assert Authorisation.objects.filter(pk=row.pk).update(state="ended") == 0
        told = entries(by, Filters(subject=team.key))
        assert {"measure.ask", "measure.grant", "measure.activate"} <= {e.action for e in told}
        assert PHONE[4:] not in str([e.detail for e in told])
