"""The door that other rooms ask: is this measure on this target lawful then."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from punte.core.access.door import Viewer, acting_as, open_circle
from punte.core.errors import Invalid, NotHere, Refused
from punte.investigation.authorisations.actions.life import activate
from punte.investigation.authorisations.door import Docket, Ruling, Why, ruling
from punte.investigation.authorisations.models import Authorisation
from tests.investigation.authorisations.support import (
    DAY,
    MINUTE,
    OTHER_PHONE,
    PHONE,
    Team,
    ask,
    in_force,
    order,
)
from tests.support.subjects import make_source, thing, write

TICK = timedelta(microseconds=1)


def rule(by: Viewer, start: datetime, end: datetime | None = None, **more: object) -> Ruling:
    given = {"measure": "interception", "jurisdiction": "MD", "identifiers": [("phone", PHONE)]}
    return ruling(by, start=start, end=end, **{**given, **more})  # type: ignore[arg-type]


def bounds(row: Authorisation) -> tuple[datetime, datetime]:
    assert row.start is not None
    assert row.end is not None
    return row.start, row.end


def test_lawful_to_the_microsecond_at_its_borders(team: Team) -> None:
    row = in_force(team)
    start, end = bounds(row)
    with acting_as(team.investigator) as by:
        inside = rule(by, start, end)
        assert (inside.allowed, inside.authorisation) == (True, row.pk)
        assert inside.conditions == "No talk with a lawyer."
        codes = [rule(by, moment).code for moment in (start - TICK, start, end - TICK, end)]
        assert codes == [Why.BEFORE, Why.COVERED, Why.COVERED, Why.AFTER]


def test_a_span_over_the_end_names_the_part_by_the_clocks_of_the_country(team: Team) -> None:
    row = in_force(team)
    _start, end = bounds(row)
    with acting_as(team.investigator) as by:
        over = rule(by, end - MINUTE, end + MINUTE)
        assert (over.code, over.allowed) == (Why.PARTLY, False)
        assert over.outside == ((end, end + MINUTE),)
        assert "lies outside the order" in over.why


ASKED: list[tuple[dict[str, object], Why]] = [
    ({"identifiers": [("phone", OTHER_PHONE)]}, Why.OTHER_TARGET),
    ({"identifiers": [("imei", PHONE)]}, Why.OTHER_TARGET),
    ({"identifiers": [("phone", "...")]}, Why.OTHER_TARGET),
    ({"identifiers": [("star", PHONE), ("phone", "\x00" * 500)]}, Why.OTHER_TARGET),
    ({"identifiers": []}, Why.OTHER_TARGET),
    ({"measure": "location"}, Why.NO_ORDER),
    ({"jurisdiction": "RO"}, Why.NO_ORDER),
    ({"identifiers": [("phone", OTHER_PHONE), ("phone", "069 123-456")]}, Why.COVERED),
]


def test_the_target_and_the_measure(team: Team) -> None:
    start, _end = bounds(in_force(team))
    with acting_as(team.investigator) as by:
        for more, code in ASKED:
            assert (more, rule(by, start, **more).code) == (more, code)


def test_an_order_that_no_second_person_put_in_force(team: Team) -> None:
    row = order(team.prosecutor, ask(team.investigator, team.case))
    start, _end = bounds(row)
    with acting_as(team.investigator) as by:
        assert rule(by, start).code == Why.NOT_IN_FORCE


def test_the_orders_of_another_team_are_no_orders(team: Team) -> None:
    start, _end = bounds(in_force(team))
    with acting_as(team.outsider) as by:
        assert rule(by, start).code == Why.NO_ORDER
    with acting_as(team.overseer) as by, pytest.raises(Refused):
        rule(by, start)


def test_a_docket_is_read_once_for_many_files(
    team: Team, django_assert_num_queries: object
) -> None:
    row = in_force(team)
    start, _end = bounds(row)
    with acting_as(team.investigator) as by:
        with django_assert_num_queries(3):  # type: ignore[operator]
            docket = Docket(by, measure="interception", jurisdiction="MD", case=team.key)
            told = [
                docket.ruling([("phone", PHONE)], start + day * DAY, start + (day + 1) * DAY)
                for day in range(25)
            ]
        assert [one.allowed for one in told] == [True] * 20 + [False] * 5
        assert told[20].reason == "outside_time"


def _narrowed(team: Team) -> tuple[int, Viewer]:
    with acting_as(team.investigator) as by:
        return open_circle(by=by, within=team.case.owner)


def test_a_subject_of_the_case_is_a_target_too(team: Team) -> None:
    source = make_source(team.investigator, team.case)
    new = [thing("Person", name="Invented Wolf"), thing("Person", name="Invented Fox")]
    wolf, other = write(team.investigator, team.case, source, *new)
    row = ask(team.investigator, team.case, entity=wolf)
    ordered = order(team.prosecutor, row, entity=wolf)
    with acting_as(team.investigator) as by:
        activate(by=by, authorisation=ordered.pk, version=ordered.version)
        start, _end = bounds(ordered)
        assert rule(by, start, identifiers=[("person", str(wolf))]).allowed
        assert rule(by, start, identifiers=[("person", str(other))]).code == Why.OTHER_TARGET
    circle, few = _narrowed(team)
    narrow = make_source(few, team.case, "Narrow", narrow_to=circle)
    (hidden,) = write(few, team.case, narrow, thing("Person", name="Invented Lynx"))
    with pytest.raises(Invalid, match="Fewer people see “Invented Lynx”"):
        ask(few, team.case, entity=hidden)
    stranger = ask(team.investigator, team.case)
    with pytest.raises(NotHere):
        order(team.prosecutor, stranger, entity=team.key)
