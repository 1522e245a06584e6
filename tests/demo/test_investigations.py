"""Whoever works on cases finds some, at every turn that a case, an order or an exhibit takes."""

from __future__ import annotations

from collections import defaultdict

import pytest

from punte.core.access.door import Permission, acting_as, roles_with
from punte.core.agencies.door import Membership, viewer_for
from punte.demo.cast import CAST
from punte.demo.teams import COUNTRIES, player
from punte.investigation.authorisations.models import Authorisation, Quarantine
from punte.investigation.cases.models import Case
from punte.investigation.cases.waiting import waiting_for
from punte.investigation.course.counting import counts
from punte.investigation.course.door import Accused
from punte.investigation.evidence.door import waiting_for as offered_to
from punte.investigation.exchange.models import ListImport, ListSpec, Reject
from punte.investigation.recordings.models import Recording, Transcript
from punte.investigation.subjects.models import HitQuery, Merge

pytestmark = pytest.mark.usefixtures("web")
PLACES = [country.place for country in COUNTRIES]


def test_all_who_work_on_cases_have_one() -> None:
    """In every agency, not only the people whom the demo names."""
    for membership in Membership.objects.filter(role__in=roles_with(Permission.SEE_CASES)):
        with acting_as(viewer_for(membership)) as by:
            assert Case.objects.visible_to(by).exists(), membership


@pytest.mark.parametrize(
    "login", [p.login for p in CAST if p.role in {"investigator", "prosecutor"}]
)
def test_something_waits_for_each(login: str) -> None:
    with acting_as(player(login)) as by:
        assert waiting_for(by)


@pytest.mark.parametrize("place", PLACES)
def test_a_hand_over_waits_for_the_keeper(place: str) -> None:
    with acting_as(player(f"keeper.{place}")) as by:
        (exhibit,) = offered_to(by)
        assert exhibit.state == "offered"


@pytest.mark.parametrize("place", PLACES)
def test_the_large_case_has_each_turn(place: str) -> None:
    with acting_as(player(f"investigator.{place}")) as by:
        case = Case.objects.visible_to(by).get(complex=True)
        states = set(Authorisation.objects.filter(case=case).values_list("state", flat=True))
        assert states == {"asked", "granted", "active", "ended", "refused"}
        heard, unheard, sealed = Recording.objects.filter(case=case).order_by("number")
        assert heard.heard == heard.seconds
        assert (unheard.heard, sealed.state) == (0, "sealed")
        assert Transcript.objects.get(recording=heard).checked_by is not None
        assert Quarantine.objects.get(case=case).why == "outside_time"
        merges = Merge.objects.filter(case=case).values_list("state", flat=True)
        assert sorted(merges) == ["merged", "proposed", "suggested"]
        own = by.agency_id
        answers = HitQuery.objects.get(case=case).answers
        assert {agency for answer in answers for agency in answer["agencies"]} - {own}


@pytest.mark.parametrize("place", PLACES)
def test_a_list_came_in_with_rows_refused(place: str) -> None:
    with acting_as(player(f"investigator.{place}")) as by:
        run = ListImport.objects.visible_to(by).get()
        assert (run.state, run.good, run.bad) == ("done", 60, 3)
        assert Reject.objects.visible_to(by).filter(run=run).count() == 3
        assert ListSpec.objects.visible_to(by).get().kind == "calls"


def test_the_counts_show_numbers_at_every_step() -> None:
    """Of all years together, and of most: what is small beside them hides one more."""
    with acting_as(player("prosecutor.md")) as by:
        sheet = counts(by)
    for row in (sheet.total.cases, sheet.total.accused):
        assert None not in row
        assert row == sorted(row, reverse=True)
    columns = zip(*((*line.cases, *line.accused) for line in sheet.lines), strict=True)
    assert all(len(column) - column.count(None) >= 2 for column in columns)


def test_cases_of_earlier_years_read_as_they_ended() -> None:
    ends = defaultdict(set)
    colleagues = Membership.objects.filter(account__email__startswith="colleague")
    for membership in colleagues.filter(role="prosecutor", agency__jurisdiction="MD"):
        with acting_as(viewer_for(membership)) as by:
            rows = Accused.objects.visible_to(by).filter(case__closed_at__isnull=False)
            for closing, state in rows.values_list("case__closing", "state"):
                ends[closing].add(state)
    assert ends == {"enforced": {"convicted"}, "not_enough": {"ceased"}, "acquitted": {"acquitted"}}
