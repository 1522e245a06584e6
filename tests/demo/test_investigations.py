"""Whoever works on cases finds some, at every turn that a case, an order or an exhibit takes."""

from __future__ import annotations

import pytest

from punte.core.access.door import Permission, acting_as, roles_with
from punte.core.agencies.door import Membership, viewer_for
from punte.demo.cast import CAST
from punte.demo.teams import COUNTRIES, player
from punte.investigation.authorisations.models import Authorisation, Quarantine
from punte.investigation.cases.models import Case
from punte.investigation.cases.waiting import waiting_for
from punte.investigation.course.counting import counts
from punte.investigation.evidence.door import waiting_for as offered_to
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


def test_the_counts_have_numbers_at_every_step() -> None:
    """They count accused too; with so few cases they hide themselves, as they should."""
    with acting_as(player("prosecutor.md")) as by:
        total = counts(by).total
    assert all(number is None or number >= 5 for number in (*total.cases, *total.accused))
